/// Counts the matrices of a sample that are equal to an earlier one, bit by bit but for the sign of a zero.
///
/// A hash only finds the candidates; these are read again and compared, so that no collision counts.
struct RepeatedMatrices<Scalar: SampleScalar> {
    /// Matrices that are equal to an earlier one.
    private(set) var count = 0

    /// The number of the first matrix of each hash.
    private var first: [UInt64: Int] = [:]

    /// Number of matrices that were added.
    private var added = 0

    /// Adds the next matrix of a source.
    mutating func add(_ matrix: [Scalar], of source: some SampleSource<Scalar>) throws {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        // -0 + 0 is 0.
        for value in matrix { hash = (hash ^ (value.asDouble + 0).bitPattern) &* 0x100_0000_01B3 }
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
}
