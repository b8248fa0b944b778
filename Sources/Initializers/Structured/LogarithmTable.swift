/// Rows of logarithms along the last axis: log 1, log 2, ..., log n in every row of n entries. Nothing is drawn.
///
/// Mamba's state spaces start from it: `A_log` has shape `[inner, states]` in Mamba and `[heads]` in Mamba 2. Its
/// `-exp` gives the decay rates -1, -2, ..., -n of S4D-Real.
///
/// Each entry is the logarithm in double precision, to 1e-16 of its value, rounded once to the scalar type.
/// Sources: Gu, Gupta, Goel & Re, On the parameterization and initialization of diagonal state space models, NeurIPS
/// 2022, arXiv 2206.11893, section 4; transformers/models/mamba/modeling_mamba.py, init_mamba_weights.
public struct LogarithmTable: Initializer, Hashable {
    /// The initializer.
    public init() {}

    /// The key of seed 0. Nothing is drawn.
    public var key: Key { Key(seed: 0) }

    /// Writes a part of a tensor.
    ///
    /// - Throws: `InitializerError.unsupportedShape` for a shape without axes.
    /// - Complexity: O(`destination.count`).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        guard let length = shape.last else {
            throw .unsupportedShape(shape: shape, expected: "one axis or more")
        }
        for place in destination.indices {
            let value = PositiveLogarithm.log(Double((offset + place) % length + 1))
            destination.initializeElement(at: place, to: S._rounding(value))
        }
    }
}
