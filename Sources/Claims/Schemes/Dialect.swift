/// A function or a layer's parameter that follows a scheme under arguments of its own: numpy.random.normal(loc, scale).
///
/// A dialect is read, and neither listed nor reported apart from its scheme, whose law and initializer it has.
package struct Dialect: Sendable {
    /// How people write it; the first is the one that messages name.
    package let names: [String]

    /// The scheme that it follows.
    let scheme: String

    /// The arguments in the framework's order.
    package let parameters: [Scheme.Parameter]

    /// Arguments of the scheme that the name alone tells.
    let fixed: [String: ClaimValue]

    /// Whether all arguments without a label are sizes, as in torch.randn(784, 256).
    let takesSizes: Bool

    /// Where the arguments and their defaults are stated.
    package let source: String

    init(
        _ names: [String],
        of scheme: String,
        _ parameters: [Scheme.Parameter] = [],
        fixing fixed: [String: ClaimValue] = [:],
        takesSizes: Bool = false,
        source: String
    ) {
        self.names = names
        self.scheme = scheme
        self.parameters = parameters
        self.fixed = fixed
        self.takesSizes = takesSizes
        self.source = source
    }

    /// The first part of the name.
    var framework: String { names.first.map { String($0.prefix { $0 != "." }) } ?? "" }
}
