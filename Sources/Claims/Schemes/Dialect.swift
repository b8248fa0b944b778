/// A function or a layer's parameter that follows a scheme with its own arguments: numpy.random.normal(loc, scale).
///
/// A dialect can be read, but it is not listed or reported apart from its scheme, whose law and initializer it has.
///
/// It is a class so that tables of all names hold only references: a claim is read at every start.
package final class Dialect: Sendable {
    /// How people write it. Messages use the first one.
    package let names: [String]

    /// The scheme that it follows.
    let scheme: String

    /// The arguments in the framework's order.
    package let parameters: [Scheme.Parameter]

    /// The scheme's arguments that the name alone determines.
    let fixed: [String: ClaimValue]

    /// The layout in which the framework stores the tensor, if it is not the scheme's.
    let fans: FanRule?

    /// The framework's words for the scheme's texts, such as MXNet's avg for fan_avg.
    let words: [String: String]

    /// Converts the call's arguments into the scheme's, where they differ in more than names.
    let converting: @Sendable (inout [String: ClaimValue]) -> Void

    /// The closed form in the call's words, if the scheme's do not say it.
    let closedForm: String?

    /// Whether the first argument may be the tensor, a key or a shape, which does not affect the law.
    let leadsWithTensor: Bool

    /// Whether all arguments without a label are sizes, as in torch.randn(784, 256).
    let takesSizes: Bool

    /// What it is for, if that is not the scheme's purpose.
    let purpose: Scheme.Purpose?

    /// The claim for a tensor of one axis, if the call makes a layer with a kernel and a bias.
    let vector: String?

    /// How a call chooses an initializer other than the scheme.
    let choice: InitializerChoice?

    /// Where the arguments and their defaults are stated.
    package let source: String

    init(
        _ names: [String],
        of scheme: String,
        _ parameters: [Scheme.Parameter] = [],
        fixing fixed: [String: ClaimValue] = [:],
        fans: FanRule? = nil,
        words: [String: String] = [:],
        converting: @escaping @Sendable (inout [String: ClaimValue]) -> Void = { _ in },
        leadsWithTensor: Bool = true,
        takesSizes: Bool = false,
        closedForm: String? = nil,
        purpose: Scheme.Purpose? = nil,
        vector: String? = nil,
        choosingBy choice: InitializerChoice? = nil,
        source: String
    ) {
        self.names = names
        self.scheme = scheme
        self.parameters = parameters
        self.fixed = fixed
        self.fans = fans
        self.words = words
        self.converting = converting
        self.leadsWithTensor = leadsWithTensor
        self.closedForm = closedForm
        self.takesSizes = takesSizes
        self.purpose = purpose
        self.vector = vector
        self.choice = choice
        self.source = source
    }

    /// The first part of the name.
    var framework: String { names.first.map { String($0.prefix { $0 != "." }) } ?? "" }
}
