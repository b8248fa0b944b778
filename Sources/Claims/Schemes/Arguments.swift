internal import NumberTypes
internal import Substrings

/// The arguments of a claim, bound to a scheme's parameters.
package struct Arguments: Hashable, Sendable {
    /// The value of `dtype`, by label or by a dialect's position; nil if the call has none.
    let dtype: ClaimValue?

    /// How the fans are read, if the call's axes or the dialect's layout say so; nil for the scheme's own way.
    package private(set) var fanRule: FanRule?

    private let scheme: String
    private var values: [String: ClaimValue]

    /// The call's names for the scheme's parameters.
    private var written: [String: String] = [:]

    /// The call's words for the scheme's texts.
    private let words: [String: String]

    /// Names that do not affect the law and are ignored in every call.
    private static let ignored: Set<String> = [
        "seed", "dtype", "name", "generator", "key", "shape", "device", "layout", "requires_grad", "out_sharding",
        "partition_info",
    ]

    /// Binds a call's arguments by label or by position.
    ///
    /// A first positional bare identifier or shape is the tensor, as in `xavier_uniform_(w, gain=2)`, and is ignored.
    init(_ call: ClaimCall, scheme: Scheme, dialect: Dialect? = nil) throws(ClaimError) {
        self.scheme = dialect == nil ? scheme.name : call.name
        let parameters = dialect?.parameters ?? scheme.parameters
        let isFactory = Self.isFactory(call.name, scheme)
        var bound = try Self.bind(call, name: self.scheme, to: parameters, dialect, isFactory: isFactory)
        if let type = try Self.type(call.result, name: self.scheme) { bound["dtype"] = type }
        dtype = bound["dtype"]
        values = Self.defaults(of: scheme.parameters).merging(dialect?.fixed ?? [:]) { _, fixed in fixed }
        for parameter in parameters {
            guard let meaning = parameter.meaning else { continue }
            values[meaning] = bound[parameter.name]
            if case .text(let word)? = bound[parameter.name], let text = dialect?.words[word.lowercased()] {
                values[meaning] = .text(text)
            }
            written[meaning] = parameter.name
        }
        dialect?.converting(&values)
        words = Dictionary((dialect?.words ?? [:]).map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
        fanRule = dialect?.fans
        if fanRule == nil { fanRule = try axes() }
    }

    private static func defaults(of parameters: [Scheme.Parameter]) -> [String: ClaimValue] {
        Dictionary(parameters.map { ($0.name, $0.defaultValue) }) { first, _ in first }
    }

    /// The values of the parameters by name, defaults where the call has none, and `dtype` where it has one.
    private static func bind(
        _ call: ClaimCall,
        name scheme: String,
        to parameters: [Scheme.Parameter],
        _ dialect: Dialect?,
        isFactory: Bool
    ) throws(ClaimError) -> [String: ClaimValue] {
        var values = defaults(of: parameters)
        var dtype: ClaimValue?
        var position = 0
        var given: Set<String> = []
        for (index, argument) in call.arguments.enumerated() {
            if argument.label == nil, position == 0,
                isTensor(argument.value, index, dialect, parameters.first, isFactory: isFactory)
            {
                continue
            }
            let name: String
            if let label = argument.label {
                if label == "dtype" { dtype = argument.value }
                if values[label] == nil, Self.ignored.contains(label) { continue }
                name = label
            } else if position >= parameters.count, dtype == nil, NumberType(argument.value) != nil {
                dtype = argument.value
                continue
            } else {
                name = position < parameters.count ? parameters[position].name : "\(argument.value)"
                position += 1
            }
            guard values[name] != nil, position <= parameters.count else {
                throw .unknownArgument(scheme: scheme, argument: name, expected: parameters.map(\.name))
            }
            guard given.insert(name).inserted else {
                throw .invalidArgument(
                    scheme: scheme,
                    argument: name,
                    found: "a second value",
                    expected: "one value"
                )
            }
            values[name] = argument.value
        }
        if let dtype { values["dtype"] = dtype }
        return values
    }

    /// Whether an argument without a label is the tensor, the key or the shape, none of which affects the law.
    private static func isTensor(
        _ value: ClaimValue,
        _ index: Int,
        _ dialect: Dialect?,
        _ first: Scheme.Parameter?,
        isFactory: Bool
    ) -> Bool {
        let isShape = if case .tuple = value { true } else { false }
        let isName = if case .identifier = value { true } else { false }
        if dialect?.takesSizes == true {
            if case .number = value { return true }
            return isShape || isName
        }
        guard let first else { return index <= 1 && (isShape || isName) }
        guard dialect?.leadsWithTensor ?? !isFactory, first.meaning != nil else { return false }
        // JAX's axes may be several.
        return index == 0 && isName || index <= 1 && isShape && first.name != "in_axis"
    }

    /// Whether the call makes an initializer. It gets no tensor, so a name in its first place stands for a number.
    private static func isFactory(_ name: String, _ scheme: Scheme) -> Bool {
        ["keras", "jax", "mlx", "caffe", "prettytensor"].contains(scheme.framework)
            || name.lowercased().holds("initializer")
    }

    /// The type among the arguments in the call of a result, which are all a key, a shape or a type.
    private static func type(_ result: [ClaimCall.Argument], name scheme: String) throws(ClaimError) -> ClaimValue? {
        var type: ClaimValue?
        for argument in result {
            switch (argument.label, argument.value) {
            case ("dtype", let value): type = value
            case (nil, .identifier), (nil, .text): type = NumberType(argument.value) == nil ? type : argument.value
            case (nil, .tuple), (nil, .none): break
            case (let label?, _) where ignored.contains(label): break
            case (let label, let value):
                throw .unknownArgument(
                    scheme: scheme,
                    argument: label ?? "\(value)",
                    expected: ["key", "shape", "dtype"]
                )
            }
        }
        return type
    }

    /// JAX's axes of inputs, of outputs and of neither; nil if they are the last two, and for other calls.
    private func axes() throws(ClaimError) -> FanRule? {
        guard values["in_axis"] != nil else { return nil }
        let (input, output, batch) = (try axes("in_axis"), try axes("out_axis"), try axes("batch_axis"))
        return input == [-2] && output == [-1] && batch.isEmpty
            ? nil : .axes(input: input, output: output, batch: batch)
    }

    private func axes(_ name: String) throws(ClaimError) -> [Int] {
        let numbers = if case .tuple(let values) = self[name] { values } else { [self[name]] }
        return try numbers.map { number throws(ClaimError) in
            guard case .number(let value) = number, let axis = Int(exactly: value) else {
                throw invalid(name, "an axis, such as -1, or several, such as (0, 1)")
            }
            return axis
        }
    }

    /// The values of some arguments.
    func values(of names: [String]) -> [String: ClaimValue] { values.filter { names.contains($0.key) } }

    /// A finite number.
    package func number(_ name: String) throws(ClaimError) -> Double {
        if case .identifier = self[name] { throw invalid(name, "a finite number: write the value that the name has") }
        guard case .number(let value) = self[name], value.isFinite else { throw invalid(name, "a finite number") }
        return value
    }

    /// A finite number of 0 or more, such as a standard deviation or a scale.
    func nonNegative(_ name: String) throws(ClaimError) -> Double {
        let value = try number(name)
        guard value >= 0 else { throw invalid(name, "a number of 0 or more") }
        return value
    }

    /// A finite number above 0.
    package func positive(_ name: String) throws(ClaimError) -> Double {
        let value = try number(name)
        guard value > 0 else { throw invalid(name, "a number above 0") }
        return value
    }

    /// A finite number above 0, or nil for None.
    func optionalPositive(_ name: String) throws(ClaimError) -> Double? {
        self[name] == ClaimValue.none ? nil : try positive(name)
    }

    /// A whole number above 0 and at most 2^53.
    package func count(_ name: String) throws(ClaimError) -> Int {
        guard let count = try optionalCount(name) else { throw invalid(name, "a whole number above 0") }
        return count
    }

    /// A whole number above 0 and at most 2^53, or nil for None.
    package func optionalCount(_ name: String) throws(ClaimError) -> Int? {
        guard let value = try optionalPositive(name) else { return nil }
        guard value <= 0x1p53, let count = Int(exactly: value) else { throw invalid(name, "a whole number above 0") }
        return count
    }

    /// A whole number between -2^53 and 2^53, or nil for None.
    func optionalWhole(_ name: String) throws(ClaimError) -> Int? {
        if self[name] == ClaimValue.none { return nil }
        guard let value = Int(exactly: try number(name)), value.magnitude <= 1 << 53 else {
            throw invalid(name, "a whole number, or None")
        }
        return value
    }

    /// True or False.
    package func boolean(_ name: String) throws(ClaimError) -> Bool {
        guard case .boolean(let value) = self[name] else { throw invalid(name, "True or False") }
        return value
    }

    /// One of several texts, in any letter case.
    package func choice<Value>(_ name: String, _ choices: [(String, Value)]) throws(ClaimError) -> Value {
        if case .text(let text) = self[name] {
            for (key, value) in choices where key == text.lowercased() { return value }
        }
        throw invalid(name, choices.map { "'\(words[$0.0] ?? $0.0)'" }.joined(separator: ", "))
    }

    /// A text, in lower case; nil for None.
    package func text(_ name: String) throws(ClaimError) -> String? {
        switch self[name] {
        case .text(let text): return text.lowercased()
        case .none: return nil
        default: throw invalid(name, "text in quotes")
        }
    }

    /// The last part of a bare name, such as relu for tf.nn.relu, or a text, in lower case. Nil for anything else.
    func word(_ name: String) -> String? {
        switch self[name] {
        case .identifier(let text), .text(let text):
            text.split(separator: ".").last.map { $0.lowercased() }
        default:
            nil
        }
    }

    func invalid(_ name: String, _ expected: String) -> ClaimError {
        .invalidArgument(
            scheme: scheme,
            argument: written[name] ?? name,
            found: self[name].description,
            expected: expected
        )
    }

    // MARK: - Implementation

    private subscript(_ name: String) -> ClaimValue { values[name] ?? ClaimValue.none }
}
