/// A gain times a matrix with orthonormal columns (orthonormal rows if it is wide), drawn from Haar's measure: no
/// rotation changes its law.
///
/// Square matrices satisfy `Q' Q = gain^2 I`. In tall and wide matrices the shorter side is orthonormal. A tensor with
/// two or more axes is flattened to a matrix:
///
/// | flattening | rows | columns | as |
/// | --- | --- | --- | --- |
/// | `lastAxis` | all axes but the last | the last | Keras, TensorFlow, JAX (`column_axis=-1`) |
/// | `firstAxis` | the first axis | all others | PyTorch |
///
/// The law is Haar's because the reflections and signs are those of the QR decomposition of a Gaussian matrix, made
/// unique by a positive diagonal of R. Rotating the Gaussian matrix gives a Gaussian matrix and rotates Q. A wide
/// matrix is a tall one transposed.
///
/// Everything is calculated in double precision and rounded once. Accuracy in double precision, as tested for shapes of
/// up to 1000 rows: the entries of `Q' Q / gain^2 - I` are below `4 (rows + columns) 2^-53`.
///
/// Source: Saxe, McClelland and Ganguli, *Exact solutions to the nonlinear dynamics of learning in deep linear neural
/// networks*, ICLR 2014; Mezzadri, Notices of the AMS 54 (2007), 592-604; Stewart, SIAM J. Numer. Anal. 17 (1980),
/// 403-409.
public struct Orthogonal: Initializer, Hashable {
    /// How a tensor is read as a matrix.
    public enum Flattening: Hashable, Sendable {
        /// All axes but the last are the rows: Keras, TensorFlow, JAX.
        case lastAxis
        /// All axes but the first are the columns: PyTorch.
        case firstAxis
    }

    /// A factor of the orthogonal matrix.
    public let gain: Double

    /// How a shape of more than two axes becomes a matrix.
    public let flattening: Flattening

    public let key: Key

    /// The initializer that draws with a key.
    ///
    /// - Parameters:
    ///   - key: which draw.
    ///   - gain: the factor of the orthonormal matrix, finite, checked when a tensor is asked for.
    ///   - flattening: how a tensor is read as a matrix.
    public init(key: Key, gain: Double = 1, flattening: Flattening = .lastAxis) {
        self.gain = gain
        self.flattening = flattening
        self.key = key
    }

    /// The initializer that draws with the key of a seed.
    public init(seed: UInt64, gain: Double = 1, flattening: Flattening = .lastAxis) {
        self.init(key: Key(seed: seed), gain: gain, flattening: flattening)
    }

    /// Writes a part of a tensor.
    ///
    /// - Throws: `InitializerError`: `unsupportedShape` for fewer than two axes, or more than 2^37 elements;
    ///   `invalidParameter` if the gain is not finite; `notRepresentable` if `S` does not hold it.
    /// - Complexity: O(*l* *s*^2), where *l* is the longer and *s* the shorter side, however small the part is. The
    ///   whole matrix is in memory in double precision, so draw it in one part. An empty part costs nothing.
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        guard shape.count >= 2, let first = shape.first, let last = shape.last else {
            throw .unsupportedShape(shape: shape, expected: "two axes or more")
        }
        let count = try Fans.elementCount(shape)
        let columns = flattening == .lastAxis ? last : count / first
        try OrthogonalMatrix.write(
            rows: count / columns,
            columns: columns,
            gain: gain,
            key: key,
            into: destination,
            startingAt: offset
        )
    }
}
