import Stats
import TestSupport
import Testing

@Suite struct KolmogorovQuantileTests {
    /// n, q, and the distance that D_n reaches with probability q: scipy.stats.kstwo.isf(q, n) of SciPy 1.17.1.
    private static let references: [(count: Int, q: Double, distance: Double)] = [
        (1, 0.05, 0.975), (5, 0.01, 0.6685311015147539), (10, 0.05, 0.40924608477750496),
        (100, 0.01, 0.16080868092855588), (1000, 0.001, 0.061462224771709525), (4096, 0.5, 0.012890363483850073),
        (100_000, 1e-6, 0.008515509120334669), (4_194_304, 0.01, 0.0007946983214091944),
    ]

    @Test(.tags(.knownAnswer)) func `critical values are SciPy's`() {
        for reference in Self.references {
            let found = KolmogorovDistribution(count: reference.count).quantile(upperTail: reference.q)
            // SciPy's root finder stops at about 1e-8 of the distance.
            #expect(abs(found / reference.distance - 1) < 1e-7, "n = \(reference.count)")
        }
    }

    @Test(.tags(.property)) func `the survival function crosses the level there`() {
        for count in [1, 7, 141, 100_000] {
            let null = KolmogorovDistribution(count: count)
            for q in [0.9, 0.1, 1e-9, 1e-100] {
                let d = null.quantile(upperTail: q)
                #expect(null.survival(d) <= q)
                #expect(null.survival(d.nextDown) > q || d == 0.5 / Double(count))
            }
        }
    }

    @Test(.tags(.property)) func `certain and impossible levels lie at the ends, others nowhere`() {
        let null = KolmogorovDistribution(count: 10)
        #expect(null.quantile(upperTail: 1) == 0.05)
        #expect(null.quantile(upperTail: 0) == 1)
        #expect(null.quantile(upperTail: -0.1).isNaN)
        #expect(null.quantile(upperTail: 1.1).isNaN)
        #expect(null.quantile(upperTail: .nan).isNaN)
    }
}
