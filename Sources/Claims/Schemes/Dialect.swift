/// A function or a layer's parameter that follows a scheme under arguments of its own: numpy.random.normal(loc, scale).
///
/// A dialect is read, and neither listed nor reported apart from its scheme, whose law and initializer it has.
package struct Dialect: Sendable {
    /// How people write it; the first is the one that messages name.
    package let names: [String]

    /// The scheme that it follows.
    let scheme: String

    /// The arguments in the framework's order.
    let arguments: [Argument]

    /// Whether all arguments without a label are sizes, as in torch.randn(784, 256).
    let takesSizes: Bool

    /// Where the arguments and their defaults are stated.
    package let source: String

    /// An argument under the framework's name, with its default.
    struct Argument: Sendable {
        let name: String

        /// The scheme's name of it; nil where it says nothing of the law.
        let meaning: String?
        let defaultValue: ClaimValue

        init(_ name: String, _ meaning: String?, _ defaultValue: ClaimValue = .none) {
            self.name = name
            self.meaning = meaning
            self.defaultValue = defaultValue
        }
    }

    init(
        _ names: [String],
        of scheme: String,
        _ arguments: [Argument],
        takesSizes: Bool = false,
        source: String
    ) {
        self.names = names
        self.scheme = scheme
        self.arguments = arguments
        self.takesSizes = takesSizes
        self.source = source
    }

    /// The arguments as a scheme's parameters.
    package var parameters: [Scheme.Parameter] { arguments.map { Scheme.Parameter($0.name, $0.defaultValue) } }

    /// The first part of the name.
    var framework: String { names.first.map { String($0.prefix { $0 != "." }) } ?? "" }
}
