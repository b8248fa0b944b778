internal import NumberTypes

extension NumberType {
    /// The type that a `dtype` argument means: 'bfloat16', torch.bfloat16, jnp.float16, torch.half; nil for anything
    /// that is not a number type, such as a variable's name.
    init?(_ value: ClaimValue) {
        switch value {
        case .text(let name), .identifier(let name):
            switch name.split(separator: ".").last.map(String.init) ?? name {
            case "half": self = .float16
            case "double": self = .float64
            case let name: self.init(rawValue: name)
            }
        default:
            return nil
        }
    }
}
