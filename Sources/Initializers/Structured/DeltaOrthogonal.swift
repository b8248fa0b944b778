/// Convolution kernels that keep lengths: a Haar-distributed orthogonal matrix at the centre of the kernel, 0
/// elsewhere.
///
/// Shape `[k..., in, out]`, with one to three kernel axes and `in <= out`. The matrix `[in, out]` at the centre has
/// orthonormal rows, times the gain. The centre of an axis of size `k` is `(k - 1) / 2`, rounded down.
///
/// Source: Xiao, Bahri, Sohl-Dickstein, Schoenholz and Pennington, *Dynamical isometry and a mean field theory of
/// CNNs*, ICML 2018. JAX, `jax.nn.initializers.delta_orthogonal`; TensorFlow 1, `ConvolutionDeltaOrthogonal`.
public struct DeltaOrthogonal: Initializer, Hashable {
    /// A factor of the matrix at the kernel's centre.
    public let gain: Double

    public let key: Key

    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - gain: the factor of the orthonormal matrix, finite, checked when a tensor is asked for.
    public init(key: Key, gain: Double = 1) {
        self.gain = gain
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, gain: Double = 1) {
        self.init(key: Key(seed: seed), gain: gain)
    }

    /// Writes a part of a tensor.
    ///
    /// - Throws: `InitializerError`: `unsupportedShape` unless the shape has three to five axes and no more inputs than
    ///   outputs; other errors as `Orthogonal` does.
    /// - Complexity: O(`destination.count`), and, if the part touches the centre, O(out in^2).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        guard (3...5).contains(shape.count) else {
            throw .unsupportedShape(shape: shape, expected: "three to five axes")
        }
        let inputs = shape[shape.count - 2]
        let outputs = shape[shape.count - 1]
        guard inputs <= outputs else {
            throw .unsupportedShape(shape: shape, expected: "no more inputs (\(inputs)) than outputs (\(outputs))")
        }
        var centre = 0
        for size in shape.dropLast(2) {
            centre = centre * size + (size - 1) / 2
        }
        let count = inputs * outputs
        let first = centre * count
        let start = min(max(first - offset, 0), destination.count)
        let end = min(max(first - offset + count, start), destination.count)
        // First the part that may throw.
        try OrthogonalMatrix.write(
            rows: inputs,
            columns: outputs,
            gain: gain,
            key: key,
            into: UnsafeMutableBufferPointer(rebasing: destination[start..<end]),
            startingAt: max(offset - first, 0)
        )
        UnsafeMutableBufferPointer(rebasing: destination[..<start]).initialize(repeating: 0)
        UnsafeMutableBufferPointer(rebasing: destination[end...]).initialize(repeating: 0)
    }
}
