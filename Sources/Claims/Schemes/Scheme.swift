/// A named rule of the literature or of a framework, as data: what a call of that name states.
///
/// It is a class so that the claims of a hundred thousand tensors share one.
public final class Scheme: Sendable {
    /// The call's name, as the framework writes it: `keras.GlorotUniform`.
    public let name: String

    /// Other spellings that people write.
    public let aliases: [String]

    /// The arguments in the framework's order, with its defaults; `ClaimValue.none` for an argument without one.
    public let parameters: [Parameter]

    /// The closed form, in words and symbols.
    public let closedForm: String

    /// Where the closed form is stated.
    public let source: String

    /// The Swift call that draws it.
    public let swiftCall: String

    /// Layers' parameters that follow the scheme by default, such as keras.layers.Dense.kernel; a claim can name them.
    public let layerParameters: [String]

    /// The scheme's purpose, if its law does not tell.
    package let purpose: Purpose?

    /// What tells it from namesakes, if neither its law at the defaults nor its closed form does.
    package let distinction: String?

    /// The arguments that people pass, each list as they write it. Identification compares a tensor with these calls.
    package let usualArguments: [String]

    /// What the framework's code draws if its documentation states something else: a claim with that law at the same
    /// fans.
    let drawn: String?

    /// The argument with a model's number of layers, by which residual projections are scaled.
    let depth: String?

    /// What is stated of the entries.
    let rule: Rule

    /// A further requirement on the arguments.
    private let requirement: @Sendable (Arguments) throws(ClaimError) -> Void

    /// An argument and its default.
    public struct Parameter: Hashable, Sendable {
        /// The framework's name for it.
        public let name: String

        /// The framework's default.
        public let defaultValue: ClaimValue

        /// The scheme's name for it if a dialect has another; nil if it does not affect the law.
        let meaning: String?

        init(_ name: String, _ defaultValue: ClaimValue) {
            self.init(name, as: name, defaultValue)
        }

        init(_ name: String, _ defaultValue: Double) {
            self.init(name, .number(defaultValue))
        }

        init(_ name: String, as meaning: String?, _ defaultValue: ClaimValue = .none) {
            self.name = name
            self.meaning = meaning
            self.defaultValue = defaultValue
        }

        /// Names that different libraries use for one argument.
        private static let synonyms: [Set<String>] = [
            ["stddev", "std", "stdev", "sd", "sigma", "scale", "deviation", "standard_deviation", "standardDeviation"],
            ["mean", "loc", "mu"], ["low", "minval", "min", "a", "from", "lo", "lower"],
            ["high", "maxval", "max", "b", "to", "up", "upper"], ["value", "val", "constant", "fill_value"],
            ["gain", "scale"], ["fan_in", "in_features", "n_inputs"], ["fan_out", "out_features", "n_outputs"],
        ]

        /// The argument of a call that an unknown name was probably meant for: by another library's name for it, or by
        /// its letters. Nil if none is near.
        static func nearest(to name: String, of expected: [String]) -> String? {
            let byMeaning = synonyms.filter { $0.contains(name) }
                .compactMap { names in expected.first { names.contains($0) } }.first
            return byMeaning ?? EditDistance.nearest(to: name, of: expected)
        }
    }

    /// What a scheme is made for.
    package enum Purpose: Sendable {
        /// A layer's default, where nobody chose an initializer.
        case layerDefault

        /// Sigmoid layers.
        case sigmoid

        /// Layers that add nothing before they are trained.
        case silent

        /// Projections into a transformer's residual stream.
        case residual

        /// A transformer's matrices.
        case transformer

        /// Not what variance calls for, but what a framework's documentation states.
        case documented

        /// Hidden or output weights whose learning rate is kept as the width grows.
        case maximalUpdate(isOutput: Bool)
    }

    /// - Parameters:
    ///   - words: the closed form, if the rule's own words do not say it.
    ///   - note: text that follows the closed form.
    init(
        _ name: String,
        aliases: [String] = [],
        parameters: [Parameter] = [],
        _ rule: Rule,
        words: String? = nil,
        note: String = "",
        source: String,
        swift swiftCall: String,
        layers: [String] = [],
        purpose: Purpose? = nil,
        unlikeOthers distinction: String? = nil,
        usually usualArguments: [String] = [],
        drawn: String? = nil,
        depth: String? = nil,
        requiring requirement: @escaping @Sendable (Arguments) throws(ClaimError) -> Void = { _ in }
    ) {
        self.name = name
        self.aliases = aliases
        self.parameters = parameters
        self.rule = rule
        closedForm = (words ?? rule.words) + note
        self.source = source
        self.swiftCall = swiftCall
        layerParameters = layers
        self.purpose = purpose
        self.distinction = distinction
        self.usualArguments = usualArguments
        self.drawn = drawn
        self.depth = depth
        self.requirement = requirement
    }

    /// The scheme as a call states it: the closed form with what the dialect's name alone determines, and with its
    /// layout's fans.
    func read(in dialect: Dialect?, _ a: Arguments) -> Scheme {
        guard let dialect else { return a.fanRule == nil ? self : with(rule.fixing([:], fans: a.fanRule, stated: nil)) }
        let stated =
            dialect.parameters.contains { $0.meaning == "fan_in" } && !parameters.contains { $0.name == "fan_in" }
        let statesBoth = dialect.parameters.contains { $0.meaning == "fan_out" }
        return with(
            rule.fixing(
                a.values(of: dialect.fixed.keys.map(\.self)),
                fans: a.fanRule,
                stated: stated ? (fanIn: "fan_in", fanOut: statesBoth ? "fan_out" : "fan_in") : nil
            ),
            dialect
        )
    }

    /// A scheme with the dialect's names and arguments, for lists.
    func named(by dialect: Dialect) -> Scheme {
        let adapted = with(rule.fixing(dialect.fixed, fans: dialect.fans, stated: nil), dialect)
        return Scheme(
            dialect.names[0],
            aliases: Array(dialect.names.dropFirst()),
            parameters: dialect.parameters,
            adapted.rule,
            words: adapted.closedForm,
            source: dialect.source,
            swift: swiftCall,
            purpose: adapted.purpose
        )
    }

    private func with(_ rule: Rule, _ dialect: Dialect? = nil) -> Scheme {
        Scheme(
            name,
            aliases: aliases,
            parameters: parameters,
            rule,
            words: dialect.map { words(of: rule, in: $0) } ?? closedForm,
            source: source,
            swift: swiftCall,
            layers: layerParameters,
            purpose: dialect?.purpose ?? purpose,
            unlikeOthers: distinction,
            usually: usualArguments,
            drawn: drawn,
            depth: depth,
            requiring: requirement
        )
    }

    /// The closed form with a dialect's names for the arguments, and with the defaults of those that it does not have.
    private func words(of rule: Rule, in dialect: Dialect) -> String {
        if let closedForm = dialect.closedForm { return closedForm }
        var terms: [String: Rule.Term] = [:]
        for parameter in parameters where dialect.fixed[parameter.name] == nil {
            if let own = dialect.parameters.first(where: { $0.meaning == parameter.name }) {
                if own.name != parameter.name { terms[parameter.name] = .argument(own.name) }
            } else if case .number(let value) = parameter.defaultValue {
                terms[parameter.name] = .number(value)
            }
        }
        let words = terms.isEmpty && dialect.fixed.isEmpty ? "" : rule.renaming(terms).words
        return words.isEmpty ? closedForm : words
    }

    /// How the framework reads fans off a shape; nil for laws that do not depend on fans.
    public var fanRule: FanRule? { rule.fanRule }

    /// The shapes that a structured tensor may have; nil for laws of single entries.
    public var shapeRule: ShapeRule? { rule.shapeRule }

    /// Whether the law depends on the shape.
    public var dependsOnShape: Bool { fanRule != nil || shapeRule != nil }

    /// The parameter that names a row that is 0, whatever the law.
    static let padding = "padding_idx"

    /// Whether a call can name a row that is 0.
    var hasPadding: Bool { parameters.contains { $0.name == Self.padding } }

    /// The framework, as the first part of the name; empty for this package's own names.
    public var framework: String {
        name.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(name[..<$0]) } ?? ""
    }

    /// Every name that a claim can use for the scheme with the scheme's own arguments.
    var spellings: [String] { [name] + aliases + layerParameters }

    /// The call with all its arguments and their defaults.
    public var signature: String { Self.signature(name, parameters) }

    static func signature(_ name: String, _ parameters: [Parameter]) -> String {
        guard !parameters.isEmpty else { return name }
        let arguments = parameters.map {
            $0.defaultValue == .none ? $0.name : "\($0.name)=\($0.defaultValue)"
        }
        return "\(name)(\(arguments.joined(separator: ", ")))"
    }

    /// The law of a call for a tensor of this shape.
    func law(_ a: Arguments, of shape: [Int]) throws(ClaimError) -> ClaimedLaw {
        try requirement(a)
        return try rule.law(a, of: shape)
    }

    /// The law of a call for known fans.
    func law(_ a: Arguments, fans: ClaimedFans) throws(ClaimError) -> ClaimedLaw {
        guard shapeRule == nil else { throw .fansOfStructured(scheme: name) }
        try requirement(a)
        return try rule.law(a, fans: fans)
    }

    /// The law of a call for an example shape.
    func example(_ a: Arguments) throws(ClaimError) -> ClaimedLaw {
        try requirement(a)
        return try rule.example(a)
    }

    /// The rule of a law scaled by the shape's fans, with the call's numbers; nil for other laws, and if the call
    /// states the fans.
    func scalingRule(_ a: Arguments) throws(ClaimError) -> ScalingRule? {
        guard case .scaling(_, let scaling) = rule, try scaling.fans(a) == nil else { return nil }
        return try scaling.rule(a)
    }
}
