import Foundation
import TestSupport
import Testing

import Stats

@Suite struct ContrastTestTests {
    private static let samples = isQuickRun ? 5 : 1000

    private static func contrasts<Scalar: SampleScalar>(
        _ values: [Scalar],
        _ columns: Int,
        _ law: some Distribution,
        _ resolution: Resolution = Resolution(0)
    ) throws -> TestResult? {
        try DependenceBattery(resolution: resolution).run(on: ArraySample(values), rowLength: columns, against: law)
            .first { $0.test == .contrasts }
    }

    /// The matrix of Scripts/generate/contrasts.py.
    private static func matrix(_ law: some Distribution, _ numbers: [Double]) -> [Double] {
        let (rows, columns, k) = (Int(numbers[0]), Int(numbers[1]), numbers[2])
        return (0..<rows * columns).map { index in
            let (r, c) = index.quotientAndRemainder(dividingBy: columns)
            let u = (Double(r * 31 + c) * 0.6180339887498949 + 0.5).truncatingRemainder(dividingBy: 1)
            let z = (law.quantile(u) - law.mean) / law.standardDeviation
            let wide = 1 + numbers[3] * cos(.pi * k * (Double(c) + 0.5) / Double(columns))
            let shift = numbers[4] * cos(.pi * k * (Double(r) + 0.5) / Double(rows))
            return law.mean + law.standardDeviation * (z * wide + shift)
        }
    }

    @Test(.tags(.knownAnswer)) func `deviations and bounds are those of the definition`() throws {
        let rows = try ReferenceTable.fields("contrasts").filter { $0[0] != "law" }
        #expect(rows.count == 20)
        for row in rows {
            let law = try #require(BoundLaws.law(row[0]))
            let numbers = try row.dropFirst().map { try #require(Double($0)) }
            let values = Self.matrix(law, numbers)
            let found = try Self.contrasts(values, Int(numbers[1]), law)
            let result = try #require(found)
            #expect(abs(result.statistic - numbers[5]) < 1e-5 * (1 + abs(numbers[5])), "\(row): \(result)")
            #expect(abs(result.pValue.logarithm - numbers[6]) < 1e-5 * (1 + abs(numbers[6])), "\(row): \(result)")
            #expect(result.tier == .rigorous)
        }
    }

    private static func sample(_ law: some Distribution, _ count: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(state: SplitMix64.mix(seed))
        return (0..<count).map { _ in Float(law.quantile(generator.uniform())) }
    }

    @Test(.tags(.negativeControl), arguments: BoundLaws.all.map(\.name))
    func `halves 8 % too wide and too narrow show among 12,288 values, and a drift of the rows`(name: String) throws {
        func check(_ law: some Distribution) throws {
            var values = Self.sample(law, 12_288, seed: 5)
            let mean = Float(law.mean)
            for i in values.indices { values[i] = mean + (i % 96 < 48 ? 1.08 : 0.92) * (values[i] - mean) }
            let halves = try #require(try Self.contrasts(values, 96, law, .framework))
            #expect(halves.pValue.log10 < -9 && halves.statistic > 6)
            values = Self.sample(law, 12_288, seed: 6)
            let deviation = Float(law.standardDeviation)
            for i in values.indices { values[i] += 0.15 * deviation * (Float(i / 96) / 64 - 1) }
            let drift = try #require(try Self.contrasts(values, 96, law, .framework))
            #expect(drift.pValue.log10 < -9 && drift.statistic < -6, "\(name): \(drift)")
            let lattice = LatticeLaw(law, format: .bfloat16)
            let results = DependenceBattery(resolution: .framework)
                .run(on: values.map { lattice.format.nearest(Double($0)) }, rowLength: 96, against: lattice)
            #expect(try #require(results.first { $0.test == .contrasts }).pValue.log10 < -8)
        }
        let law = try #require(BoundLaws.law(name))
        try check(law)
    }

    @Test(.tags(.statistical), arguments: BoundLaws.all.map(\.name))
    func `honest samples are rejected no more often than stated`(name: String) throws {
        func check(_ law: some Distribution) throws {
            let lattices = SixteenBitFormat.allCases.map { LatticeLaw(law, format: $0) }
            let draws = lattices.map { LatticeDraws($0) }
            var small = [SmallPValues](repeating: SmallPValues(), count: 3)
            for seed in 0..<UInt64(Self.samples) {
                let values = Self.sample(law, 240, seed: seed &+ 3000)
                small[0].add(try #require(try Self.contrasts(values, 12, law, .framework)).pValue.value)
                for (i, lattice) in lattices.enumerated() {
                    let results = DependenceBattery(resolution: .framework)
                        .run(on: draws[i].draw(240, seed: seed), rowLength: 12, against: lattice)
                    small[i + 1].add(try #require(results.first { $0.test == .contrasts }).pValue.value)
                }
            }
            for found in small {
                let isAsStated = try found.areAsStated()
                #expect(isAsStated, "\(name): \(found.below) of \(found.samples)")
            }
        }
        let law = try #require(BoundLaws.law(name))
        try check(law)
    }
}
