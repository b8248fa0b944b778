/// An argument by which a layer's call chooses its weights' initializer: kernel_initializer='he_normal'.
struct InitializerChoice: Sendable {
    /// The argument.
    let argument: String

    /// The module that a name in quotes belongs to.
    let module: String

    /// Whether the call is TensorFlow 1's, so that names that both versions have are taken as TensorFlow 1's.
    var isTensorFlow1 = false

    /// The call that a value chooses: by a name in quotes, or as a call.
    ///
    /// - Throws: `ClaimError.invalidArgument` for a value that only the caller's code knows, `.syntax` for a call that
    ///   breaks the grammar.
    func call(_ value: ClaimValue, of layer: String) throws(ClaimError) -> ClaimCall {
        switch value {
        case .text(let name):
            return ClaimCall(name: "\(module).\(name)", arguments: [])
        case .identifier(let text) where text.contains("(") || text.contains("."):
            return try ClaimParser.parse(text)
        default:
            throw .invalidArgument(
                scheme: layer,
                argument: argument,
                found: "\(value)",
                expected: "an initializer's name in quotes, or its call"
            )
        }
    }
}
