internal import Initializers
internal import NumberTypes

/// The first values of a tensor, by which its seed is searched.
struct SoughtValues: Sendable {
    /// The number of values that a seed is searched by.
    static let mostCount = 64

    /// The first values, row-major.
    var values: [Double]

    /// What a stream was asked for.
    let law: StreamLaw

    /// The number of all values.
    var count: Int

    /// Their type.
    let numberType: NumberType
}
