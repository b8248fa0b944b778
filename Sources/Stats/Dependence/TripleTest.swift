/// Do non-overlapping triples (x_3i, x_3i+1, x_3i+2) fill the cube of u = cdf(x) evenly?
///
/// The cube is cut into k^3 cells of nearly equal probability, k the largest of 4, 8 and 16 with 64 expected triples a cell
/// or more. Under independence a cell's count is binomial, with the product of its three intervals' probabilities.
///
/// Statistic: (O - E) / sqrt(E (1 - p)) of the least likely cell. P-value: its exact binomial tail times 2 k^3
/// (Bonferroni), with the probability moved by 3 epsilon towards the count, epsilon for each of its intervals. It finds
/// linear congruential generators whose triples lie on few planes, such as RANDU's on fifteen.
/// Source: Knuth, The Art of Computer Programming 2 (1997), section 3.3.2 B (serial test) and 3.3.4 (RANDU).
enum TripleTest {
    static func result<Scalar: SampleScalar>(
        _ values: [Scalar],
        law: some Distribution,
        resolution: Resolution
    ) -> TestResult? {
        let triples = values.count / 3
        guard let k = [16, 8, 4].first(where: { triples / ($0 * $0 * $0) >= 64 }) else { return nil }
        let cells = Cells<Scalar>(equiprobable: k, under: law)
        // Fewer where neighbouring quantiles round to the same value.
        guard cells.count == k else { return nil }
        let probability = (0..<k).map { cells.probability($0) }
        let table = CellTests.Table(
            observed: count(values.span, triples: triples, cells),
            probability: probability.flatMap { a in probability.flatMap { b in probability.map { a * b * $0 } } }
        )
        let least = CellTests.leastLikely(table, of: Double(triples), epsilon: 3 * resolution.epsilon)
        return TestResult(
            .triples,
            tier: .rigorous,
            statistic: least.deviation,
            pValue: least.pValue,
            method: "exact binomial, Bonferroni over \(k)^3 cells"
        )
    }

    // MARK: - Implementation

    /// The number of triples in each cell, the first value's interval most significant.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func count<Scalar: SampleScalar>(
        _ values: Span<Scalar>,
        triples: Int,
        _ cells: Cells<Scalar>
    ) -> [UInt64] {
        let k = cells.count
        var intervals = [UInt8](repeating: 0, count: values.count)
        intervals.withUnsafeMutableBufferPointer { intervals in
            cells.forEachBlock(of: values) { indices, start in
                for j in indices.indices { intervals[start &+ j] = UInt8(truncatingIfNeeded: indices[j]) }
            }
        }
        var counts = [UInt64](repeating: 0, count: k * k * k)
        for i in 0..<triples {
            let (a, b, c) = (Int(intervals[3 * i]), Int(intervals[3 * i + 1]), Int(intervals[3 * i + 2]))
            counts[(a * k + b) * k + c] += 1
        }
        return counts
    }
}
