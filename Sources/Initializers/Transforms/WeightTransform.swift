/// A law made ready for a scalar type: checked, and its constants worked out. Only scalar types look inside.
public struct WeightTransform: Sendable {
    enum Kind: Sendable {
        case constant(Double)
        case uniform(UniformTransform)
        case normal(NormalTransform)
    }

    let kind: Kind
}
