/// The type that weights are stored in, as a claim's `dtype` argument names it.
public enum ScalarType: String, Hashable, Sendable {
    /// IEEE single precision, where a claim says nothing.
    case float32

    /// IEEE half precision.
    case float16

    /// The upper half of a single-precision number.
    case bfloat16

    /// The type that a `dtype` argument means: 'bfloat16', torch.bfloat16, jnp.float16; nil for any other type.
    init?(_ value: ClaimValue) {
        switch value {
        case .text(let name), .identifier(let name):
            self.init(rawValue: name.split(separator: ".").last.map(String.init) ?? name)
        default:
            return nil
        }
    }
}
