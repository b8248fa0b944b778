/// A law prepared for a scalar type: checked, with its constants computed. Only scalar types look inside.
public struct WeightTransform: Sendable {
    enum Kind: Sendable {
        case constant(Double)
        case uniform(UniformTransform)
        case normal(NormalTransform)
    }

    let kind: Kind
}
