import Foundation
import TestSupport
import Testing

import Stats

@Suite struct KurtosisTestTests {
    private static let samples = isQuickRun ? 10 : 1000

    private static func kurtosis(_ values: [Float], _ law: some Distribution) throws -> TestResult? {
        try Battery(resolution: .framework).run(on: ArraySample(values), against: law)[.kurtosis]
    }

    private static func run(_ values: [Double], _ law: some Distribution) throws -> TestResult? {
        try Battery(resolution: Resolution(0)).run(on: ArraySample(values), against: law)[.kurtosis]
    }

    private static func sample(_ law: some Distribution, _ row: [Double]) -> [Double] {
        let count = Int(row[0])
        return (0..<count).map { i in
            let u = (Double(i) + 0.5) / Double(count)
            let x = u <= 0.5 ? law.quantile(u) : law.quantile(upperTail: 1 - u)
            let z = (x - law.mean) / law.standardDeviation
            return law.mean + law.standardDeviation * (row[1] * z + row[2] * z * z * z)
        }
    }

    @Test(.tags(.knownAnswer)) func `statistic and bound match numerical integration and search`() throws {
        let rows = try ReferenceTable.fields("kurtosis-bound").filter { $0[0] != "law" }
        #expect(rows.count == 20)
        for row in rows {
            let law = try #require(BoundLaws.law(row[0]))
            let numbers = try row.dropFirst().map { try #require(Double($0)) }
            let sample = Self.sample(law, numbers)
            let found = try Self.run(sample, law)
            let result = try #require(found)
            #expect(abs(result.statistic - numbers[3]) < 1e-7, "\(row): \(result)")
            #expect(abs(result.pValue.logarithm - numbers[4]) < 1e-6 * (1 + abs(numbers[4])), "\(row): \(result)")
        }
    }

    /// Student's t with `degrees` degrees of freedom, an even number, scaled to variance 1: a normal value divided by
    /// the root of a sum of exponential values.
    private static func student(_ degrees: Int, count: Int, seed: UInt64) throws -> [Float] {
        let normal = try Normal()
        var generator = SplitMix64(state: SplitMix64.mix(seed))
        return (0..<count).map { _ in
            var square = 0.0
            for _ in 0..<degrees / 2 { square -= 2 * log(generator.uniform()) }
            let t = normal.quantile(generator.uniform()) / (square / Double(degrees)).squareRoot()
            return Float(t * (Double(degrees - 2) / Double(degrees)).squareRoot())
        }
    }

    @Test(.tags(.negativeControl)) func `Student's t with 20 degrees of freedom shows among 12,288 values`() throws {
        let normal = try Normal()
        let logs = try (0..<20 as Range<UInt64>).map { seed in
            let values = try Self.student(20, count: 12_288, seed: seed)
            return try #require(try Self.kurtosis(values, normal)).pValue.log10
        }.sorted()
        // At the mean of such samples Chernoff's bound is 10^-10.4; this is the median of twenty.
        #expect(logs[10] < -7)
        let lattice = LatticeLaw(normal, format: .bfloat16)
        let patterns = try Self.student(20, count: 1 << 15, seed: 77).map { lattice.format.nearest(Double($0)) }
        let outcome = LatticeBattery(resolution: .framework).run(LatticeDraws.counts(patterns), against: lattice)
        #expect(try #require(outcome[.kurtosis]).pValue.log10 < -9)
    }

    @Test(.tags(.statistical), arguments: BoundLaws.all.map(\.name))
    func `honest samples are rejected no more often than stated`(name: String) throws {
        func check(_ law: some Distribution) throws {
            var small = SmallPValues()
            for seed in 0..<UInt64(Self.samples) {
                var generator = SplitMix64(state: SplitMix64.mix(seed &+ 1000))
                let values = (0..<600).map { _ in Float(law.quantile(generator.uniform())) }
                small.add(try #require(try Self.kurtosis(values, law)).pValue.value)
            }
            let isAsStated = try small.areAsStated()
            #expect(isAsStated, "\(name): \(small.below) of \(small.samples)")
            for format in SixteenBitFormat.allCases {
                let lattice = LatticeLaw(law, format: format)
                let draws = LatticeDraws(lattice)
                let battery = LatticeBattery(resolution: .framework)
                var small = SmallPValues()
                for seed in 0..<UInt64(isQuickRun ? 2 : 1000) {
                    let counts = LatticeDraws.counts(draws.draw(600, seed: seed))
                    small.add(try #require(battery.run(counts, against: lattice)[.kurtosis]).pValue.value)
                }
                let isAsStated = try small.areAsStated()
                #expect(isAsStated, "\(name) \(format): \(small.below) of \(small.samples)")
            }
        }
        let law = try #require(BoundLaws.law(name))
        try check(law)
    }

    @Test(.tags(.property)) func `values beyond the clip count as the clip`() throws {
        let law = try Normal()
        var generator = SplitMix64(state: 3)
        var values = (0..<20_000).map { _ in Float(law.quantile(generator.uniform())) }
        values[5] = 4.5
        let near = try #require(try Self.kurtosis(values, law))
        values[5] = 900
        let far = try #require(try Self.kurtosis(values, law))
        #expect(abs(far.statistic - near.statistic) < 1e-6 && near.pValue.value > 0.001)
        // Farther out the sums of powers lose the clipped part; the extremes test finds it.
        values[5] = 1e20
        #expect(try Self.kurtosis(values, law) == nil)
        #expect(try Self.kurtosis(Array(values[10..<500]), law) == nil)
        #expect(try Self.kurtosis(values.map { 1 + 1e-6 * $0 }, Normal(mean: 1, standardDeviation: 1e-6)) == nil)
    }
}
