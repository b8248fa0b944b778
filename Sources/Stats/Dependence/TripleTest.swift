internal import CStats

internal import CMath

/// Do non-overlapping triples (x_3i, x_3i+1, x_3i+2) fill the cube of u = cdf(x) evenly?
///
/// The cube is cut into k^3 cells of nearly equal probability. Under independence a cell's count is binomial, and all
/// counts are multinomial, with the product of the three intervals' probabilities. Two parts:
///
/// 1. the least likely cell, by its exact binomial tail times 2 k^3 (Bonferroni), where k is the largest of 4, 8 and 16
///    with at least 64 expected triples per cell; the probability is moved by 3 epsilon towards the count;
/// 2. the whole table, by its divergence t = sum O log(O / E), where k is the largest with at least 4 expected triples
///    per cell:
///
///        P(t >= x) <= exp(-x) (e x / (K - 1))^(K - 1)      for x > K - 1, K = k^3,
///
///    with every interval's probability up to 2 epsilon larger, which lowers t by at most 3 n log(1 + 2 epsilon / p).
///
/// P-value: that of the part with the smaller one, times 2. Statistic: (O - E) / sqrt(E (1 - p)) of the least likely
/// cell in part 1; in part 2, 2 t, which is close to chi-square(K - 1). The test finds linear congruential generators
/// whose triples lie on few planes. RANDU's lie on fifteen, which part 2 shows among 2^18 values.
/// Sources: Knuth, The Art of Computer Programming 2 (1997), sections 3.3.2 B (serial test) and 3.3.4 (RANDU);
/// Agrawal, Finite-sample concentration of the multinomial in relative entropy, IEEE Transactions on Information
/// Theory 66 (2020), 6297-6302, theorem 1.2.
enum TripleTest {
    static func result<Scalar: SampleScalar>(
        _ values: [Scalar],
        law: some Distribution,
        resolution: Resolution
    ) -> TestResult? {
        guard let coarse = Cube(values, expecting: 64, law: law) else { return nil }
        // Large samples have 64 triples per cell even in the finest cube.
        guard let fine = coarse.side == 16 ? coarse : Cube(values, expecting: 4, law: law) else { return nil }
        let cell = CellTests.leastLikely(coarse.table, of: coarse.triples, epsilon: 3 * resolution.epsilon)
        let whole = divergence(fine, epsilon: resolution.epsilon)
        let least = whole.pValue < cell.pValue ? whole : cell
        return TestResult(
            .triples,
            tier: .rigorous,
            statistic: least.deviation,
            pValue: least.pValue.times(2),
            method: "exact binomial over \(coarse.side)^3 cells, Agrawal's bound over \(fine.side)^3"
        )
    }

    // MARK: - Implementation

    /// The counts of triples in the k^3 cells of a cube.
    private struct Cube {
        /// Number of intervals of each coordinate.
        let side: Int

        /// Number of triples.
        let triples: Double

        /// The smallest probability of an interval.
        let smallestInterval: Double

        /// The counts and probabilities of the cells.
        let table: CellTests.Table

        /// The finest cube with at least `expected` triples per cell; nil for too few values, or if neighbouring
        /// quantiles round to the same value.
        init?<Scalar: SampleScalar>(_ values: [Scalar], expecting expected: Int, law: some Distribution) {
            let triples = values.count / 3
            guard let k = [16, 8, 4].first(where: { triples / ($0 * $0 * $0) >= expected }) else { return nil }
            let edges = (1..<k).map { j in
                let p = Double(j) / Double(k)
                return Scalar(nearest: p <= 0.5 ? law.quantile(p) : law.quantile(upperTail: 1 - p))
            }
            guard zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
            let cdf = [0] + edges.map { law.cdf($0.asDouble) } + [1]
            let probability = zip(cdf.dropFirst(), cdf).map { $0 - $1 }
            side = k
            self.triples = Double(triples)
            smallestInterval = probability.min() ?? 0
            table = CellTests.Table(
                observed: TripleTest.count(values, triples: triples, edges),
                probability: probability.flatMap { a in probability.flatMap { b in probability.map { a * b * $0 } } }
            )
        }
    }

    private static func divergence(_ cube: Cube, epsilon: Double) -> (deviation: Double, pValue: TailProbability) {
        var t = 0.0
        for (observed, probability) in zip(cube.table.observed, cube.table.probability) {
            // x log(x/m) + m - x is never negative, and m - x cancels over all cells.
            let expected = cube.triples * probability
            t += Saddlepoint.deviance(Double(observed), expected)
        }
        let x = t - 3 * cube.triples * log1p(2 * epsilon / cube.smallestInterval)
        let degrees = Double(cube.table.observed.count - 1)
        guard x > degrees else { return (2 * t, .one) }
        return (2 * t, TailProbability(logarithm: degrees * (1 + log(x / degrees)) - x))
    }

    /// The number of triples in each cell, the first value's interval most significant.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func count<Scalar: SampleScalar>(_ values: [Scalar], triples: Int, _ edges: [Scalar]) -> [UInt64] {
        let k = edges.count + 1
        let blockSize = 3 * 512
        var counts = [UInt64](repeating: 0, count: k * k * k)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: blockSize) { intervals in
            values.withUnsafeBufferPointer { values in
                guard let first = values.baseAddress, let target = intervals.baseAddress else { return }
                counts.withUnsafeMutableBufferPointer { counts in
                    for start in stride(from: 0, to: 3 * triples, by: blockSize) {
                        let length = min(blockSize, 3 * triples - start)
                        countEdges(below: first + start, length, edges, into: target)
                        for i in stride(from: 0, to: length, by: 3) {
                            let (a, b, c) = (Int(intervals[i]), Int(intervals[i &+ 1]), Int(intervals[i &+ 2]))
                            counts[(a &* k &+ b) &* k &+ c] &+= 1
                        }
                    }
                }
            }
        }
        return counts
    }

    /// Writes the number of edges below each value.
    @inline(__always)
    private static func countEdges<Scalar: SampleScalar>(
        below values: UnsafePointer<Scalar>,
        _ count: Int,
        _ edges: [Scalar],
        into intervals: UnsafeMutablePointer<UInt8>
    ) {
        edges.withUnsafeBufferPointer { edges in
            guard let first = edges.baseAddress else { return }
            if Scalar.self == Float.self {
                values.withMemoryRebound(to: Float.self, capacity: count) { values in
                    first.withMemoryRebound(to: Float.self, capacity: edges.count) {
                        KernelSet.fastest.functions.count_edges(values, count, $0, edges.count, intervals)
                    }
                }
                return
            }
            intervals.update(repeating: 0, count: count)
            for edge in edges { for i in 0..<count { intervals[i] &+= values[i] > edge ? 1 : 0 } }
        }
    }
}
