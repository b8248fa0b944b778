import Stats
import TestSupport
import Testing

import CMath

@Suite("Rare values, tails and Anderson-Darling")
struct RareValueTests {

    private static func sample(_ law: some Distribution, count: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(state: seed)
        return (0..<count).map { _ in Float(law.quantile(generator.uniform())) }
    }

    private static func outcome(_ values: [Float], _ law: some Distribution) throws -> Battery.Outcome {
        try Battery(resolution: .own).run(on: ArraySample(values), against: law)
    }

    @Test("one weight in 10^7 outside a truncation is found", .tags(.negativeControl))
    func oneOutside() throws {
        let law = try TruncatedNormal(parentStandardDeviation: 0.02, low: -2, high: 2)
        var values = Self.sample(law, count: isQuickRun ? 100_000 : 10_000_000, seed: 41)
        #expect(try Self.outcome(values, law)[.support]?.pValue.value == 1)
        values[values.count / 3] = 0.04001
        let found = try Self.outcome(values, law)
        #expect(found[.support]?.statistic == 1)
        #expect(found[.support]?.pValue.value == 0)
    }

    @Test("values far out that neither the extremes nor a cell shows", .tags(.negativeControl, .knownAnswer))
    func farOut() throws {
        let law = try Normal()
        let n = 1 << 20
        var values = Self.sample(law, count: n, seed: 42)
        let honest = try #require(try Self.outcome(values, law)[.tails])
        #expect(honest.tier == .rigorous)
        #expect(honest.pValue.value > 1e-3)
        // 16 values are expected above 4.17 standard deviations; 40 more lie at 4.4.
        let beyond = values.count { $0 > 4.1682 }
        for i in 0..<40 { values[i * 1000] = 4.4 }
        let found = try #require(try Self.outcome(values, law)[.tails])
        // scipy.stats.binom.sf(k - 1, 1048576, 16/1048576) for k = 51...62: 1e-11 to 1e-17.
        #expect((51...62).contains(beyond + 40), "\(beyond)")
        #expect(found.pValue.value < 1e-10)
        #expect(found.pValue.value > 1e-17)
        #expect(try #require(try Self.outcome(values, law)[.extremes]).pValue.value > 0.01)
    }

    @Test("a cut tail shows as too few", .tags(.negativeControl))
    func cutTail() throws {
        let law = try Normal()
        let values = Self.sample(law, count: 1 << 20, seed: 43).map { $0 > 3.9 ? Float(0.1) : $0 }
        let tails = try #require(try Self.outcome(values, law)[.tails])
        // P(Binomial(2^20, 16/2^20) = 0) times 4.
        #expect(abs(tails.pValue.value / (4 * exp(-16.0)) - 1) < 1e-3)
        #expect(tails.statistic < -3.9)
    }

    // MARK: - Anderson-Darling

    /// -n - (1/n) sum (2i - 1) (log u_(i) + log(1 - u_(n+1-i))) of the sorted sample.
    private static func statistic(_ values: [Float], _ law: some Distribution) -> Double {
        let sorted = values.sorted()
        let n = Double(sorted.count)
        var sum = 0.0
        for (i, x) in sorted.enumerated() {
            let weight = Double(2 * i + 1)
            sum += weight * (log(law.cdf(Double(x))) + log(law.survival(Double(sorted[sorted.count - 1 - i]))))
        }
        return -n - sum / n
    }

    @Test(
        "the bound is below A^2 of the sorted sample, and near it",
        arguments: isQuickRun ? [100, 10_000] : [100, 10_000, 1 << 20]
    )
    func andersonDarlingBound(count: Int) throws {
        func check(_ law: some Distribution, scale: Float) throws {
            for seed in [51, 52, 53] as [UInt64] {
                let values = Self.sample(law, count: count, seed: seed).map { $0 * scale }
                let exact = Self.statistic(values, law)
                let result = try #require(try Self.outcome(values, law)[.andersonDarling])
                #expect(result.tier == .diagnostic)
                #expect(result.statistic <= exact + 1e-6 * exact.magnitude, "\(law)")
                #expect(exact - result.statistic < 0.4 * exact.squareRoot(), "\(law) \(exact) \(result.statistic)")

            }
        }
        try check(Normal(), scale: 1)
        try check(Normal(), scale: 1.02)
        try check(Uniform(low: -1, high: 1), scale: 0.99)
    }

    @Test("tails that Kolmogorov-Smirnov does not see", .tags(.negativeControl))
    func heavyTails() throws {
        // One value in 250 moves out: D grows by 0.002, which is 1.02 / sqrt(n), and A^2 by about 2 n 0.002^2 integral
        // from 0.0013 to 1/2 of (1 - 2 u)^2 / u du = 9.
        let law = try Normal()
        let values = Self.sample(law, count: 1 << 18, seed: 54).enumerated().map { i, x in
            i % 250 == 0 ? (i % 500 == 0 ? 3.2 : -3.2) : x
        }
        let found = try Self.outcome(values, law)
        #expect(try #require(found[.kolmogorovSmirnov]).pValue.value > 0.01)
        #expect(try #require(found[.andersonDarling]).pValue.value < 1e-3)
    }

    @Test("a value outside the support leaves a finite statistic")
    func outside() throws {
        let law = try Uniform(low: 0, high: 1)
        let values = Self.sample(law, count: 1000, seed: 55) + [-1, 2]
        #expect(try #require(try Self.outcome(values, law)[.andersonDarling]).statistic.isFinite)
    }

    // MARK: - Far from 0

    @Test("a law far from 0 is granted the float32 lattice that it lies on")
    func farFromZero() throws {
        let far = try Normal(mean: 1, standardDeviation: 1e-5)
        let values = Self.sample(far, count: 1 << 20, seed: 61)
        let outcome = try Self.outcome(values, far)
        // The spacing above 1 is 2^-23, the density 1 / (1e-5 sqrt(2 pi)).
        #expect(abs(outcome.resolution.epsilon / (0x1p-23 / (1e-5 * 2.5066282746)) - 1) < 0.02)
        for result in outcome.results { #expect(result.pValue.value > 1e-6, "\(result)") }
        let further = try DependenceBattery(resolution: outcome.resolution)
            .run(on: ArraySample(values), rowLength: 1024, against: far)
        for result in further { #expect(result.pValue.value > 1e-6, "\(result)") }
        // A scale error of 10 % is still found.
        let wide = Self.sample(try Normal(mean: 1, standardDeviation: 1.1e-5), count: 1 << 20, seed: 62)
        #expect(try #require(try Self.outcome(wide, far)[.scale]).pValue.value < 1e-12)
        // Near 0 nothing more is granted than requested.
        let near = try Normal(mean: 0.01, standardDeviation: 0.02)
        #expect(try Self.outcome(Self.sample(near, count: 1000, seed: 63), near).resolution == .own)
    }

    /// PyTorch's arithmetic: 24 random bits, times the width, plus the lower bound, all in float32.
    @Test("the rounding that a uniform law is granted covers a generator's own arithmetic", .tags(.property))
    func generatorRounding() throws {
        let law = try Uniform(low: 1.1, high: 1.10003)
        let (low, width) = (Float(1.1), Float(1.10003) - Float(1.1))
        var generator = SplitMix64(state: 64)
        let errors = (0..<100_000).map { _ in
            let u = Float(generator.next() >> 40) * 0x1p-24
            return abs(Double(u * width + low) - law.quantile(Double(u)))
        }
        let (distance, spacing) = Float.rounding(under: law)
        #expect(spacing == 0x1p-23)
        let largest = try #require(errors.max())
        // The bounds are rounded too, so rounding to nearest alone does not account for it.
        #expect(largest > 0.5 * spacing && largest <= distance)
    }

    // MARK: - Shared cells

    @Test("cells that samples share leave the bits of cells of their own", .tags(.property))
    func sharedCells() throws {
        let shared = CellCache()
        let laws: [any Distribution] = [
            try Normal(mean: 0, standardDeviation: 0.02), try Uniform(low: -0.1, high: 0.1),
        ]
        for (law, count) in laws.flatMap({ law in [30_000, 300, 5000, 300].map { (law, $0) } }) {
            let values = Self.sample(law, count: count, seed: 65)
            let own = try Battery(resolution: .framework, cache: CellCache()).run(on: ArraySample(values), against: law)
            let outcome = try Battery(resolution: .framework, cache: shared).run(on: ArraySample(values), against: law)
            #expect(outcome.results == own.results, "\(count) values of \(law)")
        }
    }
}
