internal import Initializers

/// One initializer of one framework: its name and arguments, the law that the literature states for it, and the
/// initializer of this package that draws it.
public struct Scheme: Sendable {
    /// The call's name, as the framework writes it: `keras.GlorotUniform`.
    public let name: String

    /// Other spellings that people write.
    public let aliases: [String]

    /// The arguments in the framework's order, with its defaults; `ClaimValue.none` where there is none.
    public let parameters: [Parameter]

    /// How the framework reads fans off a shape; nil for laws that do not depend on the shape.
    public let fanRule: FanRule?

    /// The closed form, in words and symbols.
    public let closedForm: String

    /// Where the closed form is stated.
    public let source: String

    /// The Swift call that draws it.
    public let swiftCall: String

    let law: @Sendable (Arguments, ClaimedFans) throws(ClaimError) -> ClaimedLaw
    let initializer: @Sendable (Arguments, Key) throws(ClaimError) -> any Initializer

    /// An argument and its default.
    public struct Parameter: Hashable, Sendable {
        /// The framework's name of it.
        public let name: String

        /// The framework's default.
        public let defaultValue: ClaimValue

        init(_ name: String, _ defaultValue: ClaimValue) {
            self.name = name
            self.defaultValue = defaultValue
        }

        init(_ name: String, _ defaultValue: Double) {
            self.init(name, .number(defaultValue))
        }
    }

    init(
        _ name: String,
        aliases: [String] = [],
        parameters: [Parameter] = [],
        fans fanRule: FanRule? = nil,
        closedForm: String,
        source: String,
        swift swiftCall: String,
        law: @escaping @Sendable (Arguments, ClaimedFans) throws(ClaimError) -> ClaimedLaw,
        initializer: @escaping @Sendable (Arguments, Key) throws(ClaimError) -> any Initializer
    ) {
        self.name = name
        self.aliases = aliases
        self.parameters = parameters
        self.fanRule = fanRule
        self.closedForm = closedForm
        self.source = source
        self.swiftCall = swiftCall
        self.law = law
        self.initializer = initializer
    }

    /// The parameter that names a row which is 0, whatever the law.
    static let padding = "padding_idx"

    /// Whether a call can name a row that is 0.
    var hasPadding: Bool { parameters.contains { $0.name == Self.padding } }

    /// The framework, as the first part of the name; empty for this package's own names.
    public var framework: String {
        name.contains(".") ? String(name.prefix { $0 != "." }) : ""
    }

    /// Layers' parameters that follow the scheme by default, such as keras.layers.Dense.kernel; a claim can name them.
    public var layerParameters: [String] { Catalogue.layerParameters(of: name) }

    /// Every name that a claim can call the scheme by under its own arguments.
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
}
