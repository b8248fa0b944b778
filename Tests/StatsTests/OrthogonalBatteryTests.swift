import Foundation
import TestSupport
import Testing

import Stats

@Suite struct OrthogonalBatteryTests {
    /// Rotations by a uniform angle, reflected at the toss of a coin: Haar's law of O(2), by definition.
    private static func haar(_ matrices: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(state: seed)
        return (0..<matrices).flatMap { _ in
            let angle = 2 * Double.pi * generator.uniform()
            let sign = generator.uniform() < 0.5 ? 1.0 : -1
            return [cos(angle), -sin(angle) * sign, sin(angle), cos(angle) * sign].map { Float($0) }
        }
    }

    private static func run(_ values: [Float], _ rows: Int, _ columns: Int, gain: Double = 1) throws -> Battery.Outcome
    {
        try OrthogonalBattery(rows: rows, columns: columns, gain: gain).run(on: ArraySample(values))
    }

    @Test(.tags(.statistical)) func `matrices of Haar's law pass every test`() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let outcome = try Self.run(Self.haar(5000, seed: seed), 2, 2)
            #expect(
                Set(outcome.results.map(\.test)) == [
                    .support, .kolmogorovSmirnov, .scale, .mean, .signs, .determinant, .directions, .projections,
                    .repeats,
                ]
            )
            for result in outcome.results {
                #expect(result.tier == .rigorous && result.pValue.value > 1e-4, "seed \(seed): \(result)")
            }
        }
    }

    @Test(.tags(.property)) func `one entry of each matrix is tested, the places in turn`() throws {
        let values = Self.haar(40, seed: 9)
        let entries = (0..<40).map { Double(values[4 * $0 + $0 % 4]) }.sorted()
        // The arcsine law: P(cos U <= x) = 1 - acos(x)/pi.
        var d = 0.0
        for (i, x) in entries.enumerated() {
            let p = 1 - acos(x) / Double.pi
            d = max(d, Double(i + 1) / 40 - p, p - Double(i) / 40)
        }
        let found = try #require(try Self.run(values, 2, 2)[.kolmogorovSmirnov])
        #expect(abs(found.statistic - d) < 1e-9)
    }

    /// Sixteen identities of order 3, by hand: 48 heads of 48 coins, 16 of 16 positive determinants; the diagonal's
    /// mean is 1, sqrt 3 standard deviations, and Bernstein's bound with v = 1/3, M = t = sqrt 3 is 2
    /// exp(-16 3/(2 4/3)). The first columns of 16 identities have 32 zeros in 48 entries, each with a probability of
    /// 2^-20.
    @Test(.tags(.knownAnswer)) func `identities have known p-values`() throws {
        let identity: [Float] = [1, 0, 0, 0, 1, 0, 0, 0, 1]
        let outcome = try Self.run(Array(repeating: identity, count: 16).flatMap { $0 }, 3, 3)
        let support = try #require(outcome[.support])
        // C(48, 16) = 2254848913647.
        #expect(
            support.statistic == 0 && abs(support.pValue.log10 - (log10(2_254_848_913_647) - 640 * log10(2))) < 1e-4
        )
        let signs = try #require(outcome[.signs])
        #expect(signs.statistic == 1 && abs(signs.pValue.value / 0x1p-47 - 1) < 1e-12)
        let determinant = try #require(outcome[.determinant])
        #expect(determinant.statistic == 1 && abs(determinant.pValue.value / 0x1p-15 - 1) < 1e-12)
        let mean = try #require(outcome[.mean])
        #expect(abs(mean.statistic - 3.0.squareRoot()) < 1e-14)
        #expect(abs(mean.pValue.value / (2 * exp(-18)) - 1) < 1e-4)
    }

    /// Eight frames of order 4 by 2, and their transposes: the diagonal's mean is 1, two standard deviations, and the
    /// trace of the shorter side's two entries has v = 1/2, M = t = 2: Bernstein's bound is 2
    /// exp(-8 4/(2 (1/2 + 4/3))).
    @Test(.tags(.knownAnswer))
    func `the trace of a matrix that is not square has the variance of its shorter side`() throws {
        let tall: [Float] = [1, 0, 0, 1, 0, 0, 0, 0]
        let wide: [Float] = [1, 0, 0, 0, 0, 1, 0, 0]
        for (frame, rows) in [(tall, 4), (wide, 2)] {
            let outcome = try Self.run(Array(repeating: frame, count: 8).flatMap { $0 }, rows, 8 / rows)
            let mean = try #require(outcome[.mean])
            #expect(abs(mean.statistic - 2) < 1e-14)
            #expect(abs(mean.pValue.value / (2 * exp(-96.0 / 11)) - 1) < 1e-4)
        }
    }

    @Test(.tags(.knownAnswer)) func `the signs of determinants are those of permutations and reflections`() throws {
        // A cycle of three is even, a transposition odd; the last is -1 at every place of the diagonal.
        let matrices: [(values: [Float], isPositive: Bool)] = [
            ([0, 1, 0, 0, 0, 1, 1, 0, 0], true), ([0, 1, 0, 1, 0, 0, 0, 0, 1], false),
            ([-1, 0, 0, 0, -1, 0, 0, 0, -1], false), ([0, 0, -1, 0, 1, 0, 1, 0, 0], true),
        ]
        for (values, isPositive) in matrices {
            let outcome = try Self.run(Array(repeating: values, count: 8).flatMap { $0 }, 3, 3)
            #expect(outcome[.determinant]?.statistic == (isPositive ? 1 : 0), "\(values)")
        }
    }

    @Test func `fewer than eight matrices are tested for orthogonality and signs only`() throws {
        let outcome = try Self.run(Self.haar(7, seed: 3), 2, 2)
        #expect(Set(outcome.results.map(\.test)) == [.support, .signs, .directions, .projections, .repeats])
        #expect(throws: SampleError.self) { try Self.run([1, 0, 0], 2, 2) }
    }

    @Test(.tags(.negativeControl)) func `rotations without reflections show in the determinant alone`() throws {
        var generator = SplitMix64(state: 4)
        let rotations = (0..<1000).flatMap { _ in
            let angle = 2 * Double.pi * generator.uniform()
            return [cos(angle), -sin(angle), sin(angle), cos(angle)].map { Float($0) }
        }
        let outcome = try Self.run(rotations, 2, 2)
        // All 1,000 are positive: 2^-999.
        let determinant = try #require(outcome[.determinant])
        #expect(abs(determinant.pValue.log10 + 999 * 0.301_029_995_663_981_2) < 1e-6)
        for test in [TestKind.support, .kolmogorovSmirnov, .scale, .directions, .projections] {
            #expect(try #require(outcome[test]).pValue.value > 1e-4, "\(test)")
        }
    }

    /// An angle's cosine or sine lies beyond that of 30 degrees in a quarter of the cases, not a third. D is 1/24,
    /// which gives exp(-139) with 40,000 matrices.
    @Test(.tags(.negativeControl)) func `angles that are not uniform show in the entries`() throws {
        var generator = SplitMix64(state: 5)
        let matrices = (0..<40_000).flatMap { _ in
            // Within the first 60 degrees, either way, with fair signs everywhere.
            let angle = Double.pi / 3 * generator.uniform() + (generator.uniform() < 0.5 ? 0 : Double.pi)
            let sign = generator.uniform() < 0.5 ? 1.0 : -1
            return [cos(angle), -sin(angle) * sign, sin(angle), cos(angle) * sign].map { Float($0) }
        }
        let outcome = try Self.run(matrices, 2, 2)
        #expect(try #require(outcome[.kolmogorovSmirnov]).pValue.log10 < -40)
        #expect(try #require(outcome[.determinant]).pValue.value > 1e-4)
    }

    /// There are few rotations by multiples of a right angle about an axis of four dimensions, so some are equal.
    @Test func `equal matrices are repeats, and too small ones prove nothing`() throws {
        let permutations: [[Float]] = [
            [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
        ]
        let distinct = try #require(try Self.run(permutations.flatMap { $0 }, 4, 4)[.repeats])
        #expect(distinct.statistic == 0 && distinct.pValue == .one)
        let equal = try #require(try Self.run((permutations + [permutations[0]]).flatMap { $0 }, 4, 4)[.repeats])
        // Three pairs, and two coordinates of a density of at most 4/(2 pi), each within 2 * 2^-24 (1 + 4 * 4 + 16).
        let width = 66 * 0x1p-24
        #expect(equal.statistic == 1)
        #expect(abs(equal.pValue.value / (3 * 4 / (2 * .pi) * width * width) - 1) < 1e-12)
        let small = try #require(try Self.run([1, 0, 0, 1, 1, 0, 0, 1], 2, 2)[.repeats])
        #expect(small.statistic == 1 && small.pValue == .one)
    }

    /// In two dimensions the entries crowd near the gain, where bfloat16 has a value every 2^-8.
    @Test(.tags(.statistical)) func `matrices stored in bfloat16 are granted its rounding`() throws {
        var generator = SplitMix64(state: 73)
        func stored(_ x: Double) -> Float {
            let bits = Float(x).bitPattern
            return Float(bitPattern: (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF_0000)
        }
        let circle = try HaarEntry(dimension: 2)
        var values: [Float] = []
        for _ in 0..<40_000 {
            let cosine = circle.quantile(generator.uniform())
            let sine = (generator.uniform() < 0.5 ? -1 : 1) * (1 - cosine * cosine).squareRoot()
            let sign = generator.uniform() < 0.5 ? -1.0 : 1
            values += [cosine, -sign * sine, sine, sign * cosine].map(stored)
        }
        let battery = OrthogonalBattery(rows: 2, columns: 2, gain: 1, unitRoundoff: 0x1p-8)
        for result in try battery.run(on: ArraySample(values)).results {
            #expect(result.pValue.value > 1e-3, "\(result)")
        }
    }
}
