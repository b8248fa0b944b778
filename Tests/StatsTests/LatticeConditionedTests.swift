import Stats
import TestSupport
import Testing

/// A normal law that is rounded first and cut afterwards.
@Suite struct LatticeConditionedTests {
    private static func law(_ mean: Double, _ deviation: Double, _ low: Double, _ high: Double) throws
        -> TruncatedNormal
    {
        try TruncatedNormal(
            parentMean: mean,
            parentStandardDeviation: deviation,
            low: (low - mean) / deviation,
            high: (high - mean) / deviation
        )
    }

    @Test(.tags(.knownAnswer), arguments: SixteenBitFormat.allCases)
    func `probabilities match 60-digit arithmetic`(format: SixteenBitFormat) throws {
        var probability = WorstError()
        var cdf = WorstError()
        var laws: [[Double]: LatticeLaw] = [:]
        for fields in try ReferenceTable.fields("lattice-conditioned") where fields[0] == "\(format)" {
            let numbers = try fields.dropFirst().map { try #require(Double($0)) }
            let lattice =
                try laws[Array(numbers[0..<4])]
                ?? LatticeLaw(
                    try Self.law(numbers[0], numbers[1], numbers[2], numbers[3]),
                    format: format,
                    rounding: .conditionedInside
                )
            laws[Array(numbers[0..<4])] = lattice
            let pattern = try #require(UInt16(fields[5]))
            probability.record(lattice.probability(of: pattern), numbers[5], at: fields.joined(separator: " "))
            cdf.record(lattice.cdf(pattern), numbers[6], at: fields.joined(separator: " "))
        }
        #expect(laws.count == 3 && probability.count >= 50)
        #expect(probability.value < 1e-10, "\(probability.place)")
        #expect(cdf.value < 1e-10, "\(cdf.place)")
    }

    @Test(.tags(.knownAnswer)) func `a bound carries the whole of its rounding interval`() throws {
        // PyTorch 2.15 drew 6,767 values of -2 and 6,633 of 2 among 10^7 in bfloat16.
        let law = try Self.law(0, 1, -2, 2)
        let conditioned = LatticeLaw(law, format: .bfloat16, rounding: .conditionedInside)
        let two = SixteenBitFormat.bfloat16.nearest(2)
        #expect(abs(1e7 * conditioned.probability(of: two) - 6597.146) < 1e-3)
        #expect(conditioned.probability(of: two | 0x8000) == conditioned.probability(of: two))
        let cut = LatticeLaw(law, format: .bfloat16, rounding: .nearestEven)
        #expect(conditioned.probability(of: two) > 2 * cut.probability(of: two))
        let expected = 1e7 * conditioned.probability(of: two)
        for count in [6767.0, 6633] { #expect(abs(count - expected) < 3 * expected.squareRoot()) }
    }

    @Test(.tags(.property), arguments: SixteenBitFormat.allCases)
    func `probabilities sum to 1 between the rounded bounds`(format: SixteenBitFormat) throws {
        for (low, high) in [(-0.1, 0.1), (-0.03, 0.2), (0.05, 0.07)] {
            let law = try Self.law(0.01, 0.05, low, high)
            let lattice = LatticeLaw(law, format: format, rounding: .conditionedInside)
            #expect(abs(lattice.patterns.reduce(0) { $0 + lattice.probability(of: $1) } - 1) < 1e-12)
            #expect(lattice.patterns.first == format.nearest(low) && lattice.patterns.last == format.nearest(high))
            #expect(abs(lattice.mean - law.mean) < 0.02 * law.standardDeviation)
            #expect(abs(lattice.variance / law.variance - 1) < 0.03)
        }
    }

    @Test func `a law without a parent is rounded to nearest even`() throws {
        for law: any Distribution in [try Normal(), try Uniform(low: -0.1, high: 0.1), try PointMass(0.1)] {
            let nearest = LatticeLaw(law, format: .bfloat16)
            let conditioned = LatticeLaw(law, format: .bfloat16, rounding: .conditionedInside)
            #expect(conditioned.patterns == nearest.patterns && conditioned.variance == nearest.variance)
        }
    }

    @Test func `bounds on one value or at infinity leave a law`() throws {
        let narrow = try TruncatedNormal(low: 1, high: 1 + 0x1p-40)
        let point = LatticeLaw(narrow, format: .bfloat16, rounding: .conditionedInside)
        #expect(point.patterns == [0x3F80] && point.probability(of: 0x3F80) == 1)
        let half = try TruncatedNormal(low: 0, high: .infinity)
        let lattice = LatticeLaw(half, format: .float16, rounding: .conditionedInside)
        #expect(abs(lattice.patterns.reduce(0) { $0 + lattice.probability(of: $1) } - 1) < 1e-12)
        let far = try TruncatedNormal(parentStandardDeviation: 1e6, low: 1, high: 2)
        #expect(LatticeLaw(far, format: .float16, rounding: .conditionedInside).probability(of: 0x7C00) == 1)
    }
}
