/// The arguments of a claim, bound to a scheme's parameters.
struct Arguments: Hashable, Sendable {
    private let scheme: String
    private var values: [String: ClaimValue]

    /// Names that say nothing of the law, ignored in every call.
    private static let ignored: Set<String> = ["seed", "dtype", "name", "generator", "key", "shape"]

    /// Binds a call's arguments by label or by position.
    ///
    /// A first positional bare identifier is the tensor, as in `xavier_uniform_(w, gain=2)`, and is ignored.
    init(_ call: ClaimCall, scheme: Scheme) throws(ClaimError) {
        self.scheme = scheme.name
        values = Dictionary(
            scheme.parameters.map { ($0.name, $0.defaultValue) },
            uniquingKeysWith: { first, _ in first }
        )
        var position = 0
        var given: Set<String> = []
        for (index, argument) in call.arguments.enumerated() {
            if index == 0, argument.label == nil, case .identifier = argument.value { continue }
            let name: String
            if let label = argument.label {
                if values[label] == nil, Self.ignored.contains(label) { continue }
                name = label
            } else {
                name = position < scheme.parameters.count ? scheme.parameters[position].name : "\(argument.value)"
                position += 1
            }
            guard values[name] != nil, position <= scheme.parameters.count else {
                throw .unknownArgument(scheme: scheme.name, argument: name, expected: scheme.parameters.map(\.name))
            }
            guard given.insert(name).inserted else {
                throw .invalidArgument(
                    scheme: scheme.name,
                    argument: name,
                    found: "a second value",
                    expected: "one value"
                )
            }
            values[name] = argument.value
        }
    }

    /// A finite number.
    func number(_ name: String) throws(ClaimError) -> Double {
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
    func positive(_ name: String) throws(ClaimError) -> Double {
        let value = try number(name)
        guard value > 0 else { throw invalid(name, "a number above 0") }
        return value
    }

    /// A finite number above 0, or nil for None.
    func optionalPositive(_ name: String) throws(ClaimError) -> Double? {
        self[name] == ClaimValue.none ? nil : try positive(name)
    }

    /// A whole number above 0 and at most 2^53.
    func count(_ name: String) throws(ClaimError) -> Int {
        guard let count = try optionalCount(name) else { throw invalid(name, "a whole number above 0") }
        return count
    }

    /// A whole number above 0 and at most 2^53, or nil for None.
    func optionalCount(_ name: String) throws(ClaimError) -> Int? {
        guard let value = try optionalPositive(name) else { return nil }
        guard value <= 0x1p53, let count = Int(exactly: value) else { throw invalid(name, "a whole number above 0") }
        return count
    }

    /// True or False.
    func boolean(_ name: String) throws(ClaimError) -> Bool {
        guard case .boolean(let value) = self[name] else { throw invalid(name, "True or False") }
        return value
    }

    /// One of several texts, in any case.
    func choice<Value>(_ name: String, _ choices: KeyValuePairs<String, Value>) throws(ClaimError) -> Value {
        if case .text(let text) = self[name] {
            for (key, value) in choices where key == text.lowercased() { return value }
        }
        throw invalid(name, choices.map { "'\($0.key)'" }.joined(separator: ", "))
    }

    /// A text, lower-cased; nil for None.
    func text(_ name: String) throws(ClaimError) -> String? {
        switch self[name] {
        case .text(let text): return text.lowercased()
        case .none: return nil
        default: throw invalid(name, "text in quotes")
        }
    }

    func invalid(_ name: String, _ expected: String) -> ClaimError {
        .invalidArgument(scheme: scheme, argument: name, found: self[name].description, expected: expected)
    }

    // MARK: - Implementation

    private subscript(_ name: String) -> ClaimValue { values[name] ?? ClaimValue.none }
}
