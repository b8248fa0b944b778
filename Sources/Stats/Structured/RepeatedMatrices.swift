/// Counts the matrices of a sample that equal an earlier one, bit for bit except for the sign of a zero.
///
/// A hash finds the candidates, which are then read again and compared, so collisions do not count.
struct RepeatedMatrices<Scalar: SampleScalar> {
    /// The number of matrices that equal an earlier one.
    private(set) var count = 0

    /// The number of the first matrix of each hash.
    private var first: [UInt64: Int] = [:]

    /// Number of matrices added.
    private var added = 0

    /// Adds the next matrix of a source.
    mutating func add(_ matrix: [Scalar], of source: some SampleSource<Scalar>) throws {
        let hash = Self.hash(matrix)
        defer { added += 1 }
        guard let earlier = first[hash] else {
            first[hash] = added
            return
        }
        var other = [Scalar](zeros: matrix.count)
        var span = other.mutableSpan
        try source.read(earlier * matrix.count..<(earlier + 1) * matrix.count, into: &span)
        if other == matrix { count += 1 }
    }

    // MARK: - Implementation

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func hash(_ matrix: [Scalar]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for value in matrix {
            // -0 + 0 is 0.
            let product = (hash ^ (value.asDouble + 0).bitPattern).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            // A single-precision number has zeros for its lowest bits, and they stay zeros in the product's lower half.
            hash = product.high ^ product.low
        }
        return hash
    }
}
