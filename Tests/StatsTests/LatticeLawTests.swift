import TestSupport
import Testing

import Stats

@Suite struct LatticeLawTests {
    static let laws: [String] = ["N(0, 1)", "N(0, 0.02)", "U(-0.1, 0.1)", "truncated"]

    static func law(_ name: String) throws -> any Distribution {
        switch name {
        case "N(0, 1)": try Normal()
        case "N(0, 0.02)": try Normal(standardDeviation: 0.02)
        case "U(-0.1, 0.1)": try Uniform(low: -0.1, high: 0.1)
        default: try TruncatedNormal(parentStandardDeviation: 0.02, low: -2, high: 2)
        }
    }

    static func rounded(
        _ law: any Distribution,
        _ format: SixteenBitFormat,
        _ rounding: LatticeLaw.Rounding = .nearestEven
    ) -> LatticeLaw {
        LatticeLaw(law, format: format, rounding: rounding)
    }

    /// The largest distance between a law and its rounding.
    private static func distance(_ law: any Distribution, _ lattice: LatticeLaw) -> Double {
        lattice.patterns.reduce(0) { largest, pattern in
            let f = law.cdf(lattice.format.value(pattern))
            return max(largest, abs(lattice.cdf(pattern) - f), abs(lattice.cdf(below: pattern) - f))
        }
    }

    @Test(.tags(.knownAnswer), arguments: SixteenBitFormat.allCases, laws)
    func `probabilities match 60-digit arithmetic`(format: SixteenBitFormat, name: String) throws {
        let lattice = Self.rounded(try Self.law(name), format)
        var probability = WorstError()
        var cdf = WorstError()
        for fields in try ReferenceTable.fields("lattice") where fields[0] == "\(format)" && fields[1] == name {
            guard let pattern = UInt16(fields[2]) else { continue }
            probability.record(
                lattice.probability(of: pattern),
                try #require(Double(fields[3])),
                at: "\(pattern)"
            )
            let expected = try #require(Double(fields[4]))
            cdf.record(lattice.cdf(pattern), expected, at: "\(pattern)")
        }
        print(
            "\(format), \(name): probability \(probability.value) at \(probability.place), cdf \(cdf.value) at \(cdf.place)"
        )
        #expect(probability.count >= 20)
        #expect(probability.value < 1e-10, "pattern \(probability.place)")
        #expect(cdf.value < 1e-10, "pattern \(cdf.place)")
    }

    @Test(.tags(.knownAnswer), arguments: SixteenBitFormat.allCases, laws)
    func `the distance from the law matches 25-digit arithmetic`(format: SixteenBitFormat, name: String) throws {
        let law = try Self.law(name)
        let row = try #require(
            try ReferenceTable.fields("lattice").first {
                $0[0] == "\(format)" && $0[1] == name && $0[2] == "distance"
            }
        )
        let expected = try #require(Double(row[3]))
        #expect(abs(Self.distance(law, Self.rounded(law, format)) / expected - 1) < 1e-10)
    }

    @Test(.tags(.knownAnswer))
    func `the distances have the published size`() throws {
        let rows: [(format: SixteenBitFormat, law: any Distribution, distance: Double)] = [
            (.bfloat16, try Normal(), 9.43e-4), (.float16, try Normal(), 1.18e-4),
            (.bfloat16, try Uniform(low: -0.1, high: 0.1), 1.22e-3),
            // A standard deviation of 0.02 after truncation: the parent's is 0.02 divided by that of the standard law
            // cut at 2.
            (
                .bfloat16,
                try TruncatedNormal(parentStandardDeviation: 0.02 / 0.87962566103423978, low: -2, high: 2),
                8.85e-4
            ),
            (.float16, try Uniform(low: -0.1, high: 0.1), 1.53e-4),
        ]
        for row in rows {
            #expect(abs(Self.distance(row.law, Self.rounded(row.law, row.format)) / row.distance - 1) < 5e-3)
        }
    }

    @Test(.tags(.property), arguments: SixteenBitFormat.allCases, laws)
    func `probabilities sum to 1 under every rounding`(format: SixteenBitFormat, name: String) throws {
        let law = try Self.law(name)
        for rounding in [
            LatticeLaw.Rounding.nearestEven, .torchUniform, .clampedInside(strict: false), .clampedInside(strict: true),
        ] {
            let lattice = Self.rounded(law, format, rounding)
            let sum = lattice.patterns.reduce(0) { $0 + lattice.probability(of: $1) }
            #expect(abs(sum - 1) < 1e-12, "\(rounding)")
            #expect(abs(lattice.mean) < 5e-3 * law.standardDeviation)
            #expect(abs(lattice.variance / law.variance - 1) < 1e-2)
            #expect(abs(lattice.excessKurtosis - law.excessKurtosis) < 2e-2)
            for pattern in lattice.patterns.prefix(400) + lattice.patterns.suffix(400) {
                #expect(abs(lattice.cdf(pattern) + lattice.survival(pattern) - 1) < 1e-14)
            }
        }
    }

    @Test func `a rounding moves the probability of the bounds where it says`() throws {
        // 0.1 lies below the nearest bfloat16, 0.10009765625, and -0.1 above its mirror image.
        let law = try Uniform(low: -0.1, high: 0.1)
        let bound = SixteenBitFormat.bfloat16.nearest(0.1)
        let inside = try #require(SixteenBitFormat.bfloat16.next(below: bound))
        let nearest = Self.rounded(law, .bfloat16)
        let torch = Self.rounded(law, .bfloat16, .torchUniform)
        #expect(nearest.probability(of: bound) > 0 && torch.probability(of: bound) == 0)
        #expect(torch.probability(of: bound | 0x8000) == nearest.probability(of: bound) * 2)
        #expect(torch.patterns.last == inside && torch.mean < 0)
        let clamped = Self.rounded(law, .bfloat16, .clampedInside(strict: false))
        #expect(clamped.patterns.last == inside && clamped.patterns.first == inside | 0x8000)
        #expect(clamped.probability(of: inside) == nearest.probability(of: inside) + nearest.probability(of: bound))
        // Bounds that are values themselves are moved only if they are open.
        let unit = try Uniform(low: -1, high: 1)
        #expect(Self.rounded(unit, .float16, .clampedInside(strict: false)).patterns.last == 0x3C00)
        #expect(Self.rounded(unit, .float16, .clampedInside(strict: true)).patterns.last == 0x3BFF)
        #expect(Self.rounded(unit, .float16, .clampedInside(strict: false)).patterns.first == 0xBC00)
        #expect(Self.rounded(unit, .float16, .clampedInside(strict: true)).patterns.first == 0xBBFF)
    }

    @Test func `a law beyond the format has its probability at infinity`() throws {
        let lattice = Self.rounded(try Normal(standardDeviation: 65520), .float16)
        #expect(abs(lattice.probability(of: 0x7C00) / 0.15865525393145705 - 1) < 1e-13)
        #expect(lattice.variance.isFinite && lattice.largestStandardisedMagnitude.isFinite)
        #expect(lattice.cdf(0x7C00) == 1 && lattice.cdf(0x7E00).isNaN && lattice.probability(of: 0x7E00) == 0)
        let point = Self.rounded(try PointMass(0.1), .bfloat16)
        #expect(point.patterns == [0x3DCD] && point.variance == 0)
        #expect(point.probability(of: 0x3DCD) == 1)
    }
}
