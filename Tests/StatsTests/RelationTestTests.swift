import Foundation
import TestSupport
import Testing

import Stats

@Suite struct RelationTestTests {
    private static let samples = isQuickRun ? 10 : 1000
    private static let uniform = Result { try Uniform(low: 0, high: 1) }

    private static func relations<Scalar: SampleScalar>(
        _ values: [Scalar],
        _ law: some Distribution,
        epsilon: Double = 0
    ) throws -> TestResult? {
        try DependenceBattery(resolution: Resolution(epsilon)).run(on: ArraySample(values), rowLength: 0, against: law)
            .first { $0.test == .relations }
    }

    private static func randu(_ count: Int, seed: UInt64 = 1) -> [Double] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 65539 & 0x7FFF_FFFF
            return Double(state) * 0x1p-31
        }
    }

    private static func places(_ generator: String, _ count: Int) -> [Double] {
        switch generator {
        case "randu": return randu(count)
        case "squares":
            return (1...count).map { i in
                let place: Int = i * i * 10_000 + i * i * i * 343
                return Double(place % 3_430_000) / 3_430_000
            }
        default:
            return (1...count).map { i in
                let place: Int = i * 2_654_435_769
                return Double(place % (1 << 32)) * 0x1p-32
            }
        }
    }

    @Test(.tags(.knownAnswer)) func `the largest sum and its bound are those of the definition`() throws {
        let rows = try ReferenceTable.fields("relations").filter { $0[0] != "generator" }
        #expect(rows.count == 18)
        for row in rows {
            let numbers = try row[1...4].map { try #require(Double($0)) }
            let values = Self.places(row[0], Int(numbers[0]))
            let found = try Self.relations(values, Self.uniform.get(), epsilon: numbers[1])
            let result = try #require(found)
            #expect(abs(result.statistic - numbers[2]) < 1e-4, "\(row): \(result)")
            #expect(abs(result.pValue.logarithm - numbers[3]) < 1e-4 * (10 + abs(numbers[3])), "\(row): \(result)")
        }
    }

    @Test(.tags(.knownAnswer)) func `each sum is that of its vector, and there are 3,429`() {
        var generator = SplitMix64(state: 4)
        let places = (0..<3 * 131).map { _ in generator.uniform() }
        var seen: Set<[Int]> = []
        RelationTest.forEachSum(places) { h, sum in
            seen.insert([h.0, h.1, h.2])
            var (real, imaginary) = (0.0, 0.0)
            for i in stride(from: 0, to: places.count, by: 3) {
                let turns: Double = Double(h.0) * places[i] + Double(h.1) * places[i + 1] + Double(h.2) * places[i + 2]
                let angle = 2 * Double.pi * turns
                real += cos(angle)
                imaginary += sin(angle)
            }
            #expect(abs(sum.real - real) < 1e-3 && abs(sum.imaginary - imaginary) < 1e-3, "\(h)")
        }
        #expect(seen.count == 3429 && !seen.contains { seen.contains($0.map { -$0 }) })
        // exp(s^2 / m) / I0(2 s^2 / m) by mpmath.
        #expect(abs(RelationTest.tail(50, count: 100).logarithm + 22.12757550187180) < 1e-9)
        #expect(RelationTest.tail(0, count: 100).value == 1)
    }

    @Test(.tags(.property)) func `every instruction set gives the same sums`() {
        var generator = SplitMix64(state: 8)
        let places = (0..<3 * 1031).map { _ in generator.uniform() }
        let found = KernelSet.available.map { kernels in
            var sums: [Double] = []
            RelationTest.forEachSum(places, kernels: kernels) { _, sum in sums += [sum.real, sum.imaginary] }
            return sums
        }
        #expect(found[0].count == 2 * 3429)
        for sums in found { #expect(sums == found[0]) }
    }

    @Test(.tags(.negativeControl), arguments: BoundLaws.all.map(\.name))
    func `RANDU shows among 300 values and among 12,288, in 16 bits too`(name: String) throws {
        func check(_ law: some Distribution) throws {
            // For m triples on planes |S| is m and p is about e^-m: 10^-43 for 100 triples, and 10^-1185 for the 2730
            // of 2^13 values.
            for (count, limit) in [(300, -30.0), (12_288, -1100)] {
                let places = Self.randu(count, seed: 12_345)
                let values = places.map { Float(law.quantile($0)) }
                let found = try #require(try Self.relations(values, law, epsilon: 0x1p-22))
                #expect(found.pValue.log10 < limit && found.method.hasSuffix("[9, -6, 1]"), "\(name): \(found)")
                let lattice = LatticeLaw(law, format: .float16)
                let results = DependenceBattery(resolution: .framework)
                    .run(on: places.map { lattice.format.nearest(law.quantile($0)) }, rowLength: 0, against: lattice)
                let coarse = try #require(results.first { $0.test == .relations })
                #expect(coarse.pValue.log10 < limit / 2, "\(name): \(coarse)")
            }
        }
        let law = try #require(BoundLaws.law(name))
        try check(law)
    }

    @Test(.tags(.statistical)) func `honest samples are rejected no more often than stated`() throws {
        let law = try Normal()
        let lattices = SixteenBitFormat.allCases.map { LatticeLaw(law, format: $0) }
        let draws = lattices.map { LatticeDraws($0) }
        var small = [SmallPValues](repeating: SmallPValues(), count: 3)
        for seed in 0..<UInt64(Self.samples) {
            var generator = SplitMix64(state: SplitMix64.mix(seed &+ 2000))
            let values = (0..<300).map { _ in Float(law.quantile(generator.uniform())) }
            small[0].add(try #require(try Self.relations(values, law, epsilon: 0x1p-22)).pValue.value)
            for (i, lattice) in lattices.enumerated() {
                let results = DependenceBattery(resolution: .framework)
                    .run(on: draws[i].draw(300, seed: seed), rowLength: 0, against: lattice)
                small[i + 1].add(try #require(results.first { $0.test == .relations }).pValue.value)
            }
        }
        for found in small {
            let isAsStated = try found.areAsStated()
            #expect(isAsStated, "\(found.below) of \(found.samples)")
        }
    }
}
