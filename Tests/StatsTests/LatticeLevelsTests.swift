import Foundation
import TestSupport
import Testing

import Stats

@Suite struct LatticeLevelsTests {
    private static let samples = isQuickRun ? 3 : 1000

    @Test(.tags(.knownAnswer)) func `Chernoff's bound is the least over all l, and above the exact probability`() throws
    {
        let rows = try ReferenceTable.fields("occupancy").filter { $0[0] != "values" }
        #expect(rows.count == 30)
        for row in rows {
            let numbers = try row.map { try #require(Double($0)) }
            let weights = (1...Int(numbers[0])).map { pow(Double($0), numbers[1]) }
            let total = weights.reduce(0, +)
            let absences = weights.map { pow(1 - $0 / total, numbers[2]) }
            let found = LatticeLevels.logChernoff(numbers[3], absences: absences)
            #expect(abs(found - numbers[4]) <= 1e-7 * abs(numbers[4]) + 1e-12, "\(row): \(found)")
            #expect(found >= numbers[5])
        }
    }

    private static func lattices() throws -> [LatticeLaw] {
        let normal = try Normal(standardDeviation: 0.02)
        let uniform = try Uniform(low: -0.1, high: 0.1)
        let truncated = try TruncatedNormal(parentStandardDeviation: 0.02, low: -2, high: 2)
        return SixteenBitFormat.allCases.flatMap { format in
            [
                LatticeLaw(normal, format: format),
                LatticeLaw(normal, format: format, rounding: .scaled(.standardNormal)),
                LatticeLaw(normal, format: format, rounding: .scaled(.inverseErrorFunction)),
                LatticeLaw(uniform, format: format, rounding: .torchUniform),
                LatticeLaw(uniform, format: format, rounding: .clampedInside(strict: true)),
                LatticeLaw(truncated, format: format, rounding: .conditionedInside),
                LatticeLaw(truncated, format: format, rounding: .scaled(.standardNormal)),
            ]
        }
    }

    @Test(.tags(.statistical)) func `honest draws of every lattice are rejected no more often than stated`() throws {
        for law in try Self.lattices() {
            let draws = LatticeDraws(law)
            var small = SmallPValues()
            // Lattices that round twice or move a bound differ from the others in few values.
            let isFirst = [.nearestEven, .torchUniform, .conditionedInside].contains(law.rounding)
            for seed in 0..<UInt64(isFirst ? Self.samples : min(Self.samples, 100)) {
                let counts = LatticeDraws.counts(draws.draw(500, seed: seed))
                let outcome = LatticeBattery(resolution: Resolution(0)).run(counts, against: law)
                small.add(try #require(outcome[.levels]).pValue.value)
            }
            let isAsStated = try small.areAsStated()
            #expect(isAsStated, "\(law.format) \(law.rounding): \(small.below) of \(small.samples)")
        }
    }

    @Test(.tags(.negativeControl))
    func `values drawn with the bits of float16 are too few, those of float32 are not`() throws {
        var generator = SplitMix64(state: 1)
        let limit = 0.05
        let law = LatticeLaw(try Uniform(low: -limit, high: limit), format: .float16)
        func levels(bits: Double) throws -> TestResult {
            let patterns = (0..<7168).map { _ in
                law.format.nearest(limit * (2 * (generator.uniform() * bits).rounded(.down) / bits - 1))
            }
            let outcome = LatticeBattery(resolution: .framework).run(LatticeDraws.counts(patterns), against: law)
            return try #require(outcome[.levels])
        }
        let coarse = try levels(bits: 0x1p10)
        #expect(coarse.pValue.log10 < -400 && coarse.statistic < 0.3, "\(coarse)")
        let fine = try levels(bits: 0x1p24)
        #expect(fine.pValue.value > 0.01 && abs(fine.statistic - 1) < 0.02, "\(fine)")
        // Another framework's levels belong to another law: TensorFlow's round twice.
        let normal = try Normal(standardDeviation: 0.02)
        let twice = LatticeLaw(normal, format: .bfloat16, rounding: .scaled(.standardNormal))
        let counts = LatticeDraws.counts(LatticeDraws(twice).draw(1 << 14, seed: 2))
        let battery = LatticeBattery(resolution: .framework)
        #expect(try #require(battery.run(counts, against: twice)[.levels]).pValue.value > 0.01)
        #expect(
            try #require(battery.run(counts, against: LatticeLaw(normal, format: .bfloat16))[.levels]).pValue.log10
                < -10
        )
    }
}
