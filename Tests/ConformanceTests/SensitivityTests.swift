import TestSupport
import Testing

import Stats

/// What a case says it would have noticed, tested against samples with exactly that error.
///
/// The stated power is 0.999, so among 100 samples at most 5 misses are expected, except with probability
/// P(Binomial(100, 0.001) > 5) = 1.1e-9.
@Suite struct SensitivityTests {
    private static let count = 1 << 14
    private static let level = 1e-6
    private static let runs = 100

    private static func uniforms(_ run: Int) -> [Double] {
        var random = SplitMix64(state: 0x5E25_0000 &+ UInt64(run) << 32)
        return (0..<count).map { _ in random.uniform() }
    }

    /// The number of runs in which `test` decides against the claim at its share of the level.
    private static func noticed(
        by test: TestKind,
        claim law: some Distribution,
        draw: (_ u: Double) -> Double
    ) throws -> Int {
        let battery = Battery(resolution: .own)
        return try (0..<runs).count { run in
            let sample = ArraySample(uniforms(run).map { Float(draw($0)) })
            let result = try battery.run(on: sample, against: law)[test]
            return try #require(result).pValue.value <= level * Battery.weight(test)
        }
    }

    private static func stated(_ law: some Distribution) -> Sensitivity {
        Sensitivity(count: UInt64(count), law: law, level: level, resolution: .own)
    }

    private static func laws() throws -> [any Distribution] {
        [
            try Normal(mean: 0, standardDeviation: 0.05), try Uniform(low: -0.3, high: 0.3),
            try TruncatedNormal(low: -2, high: 2),
        ]
    }

    /// Let U and L be the critical values of chi-square(n) at half of 2.8e-7 on either side, and P(X > u) = P(X < l) =
    /// 0.001, all by SciPy. The expected value is the larger of sqrt(U / l) - 1 and 1 - sqrt(L / u).
    @Test(
        .tags(.knownAnswer),
        arguments: [(50, 1.1979168), (1000, 0.19889328), (10_000, 0.059607762), (1_000_000, 0.0058312704)]
    )
    func `the stated error of a normal law's scale is that of chi-square, never below`(n: Int, exact: Double) throws {
        let law = try Normal(mean: 0, standardDeviation: 0.05)
        let stated = Sensitivity(count: UInt64(n), law: law, level: 1e-6, resolution: Resolution(0)).scale
        #expect(stated >= exact * (1 - 1e-7) && stated < exact * 1.02, "\(stated), expected \(exact)")
    }

    @Test(.tags(.statistical, .property), .enabled(if: !isQuickRun), arguments: 0..<3)
    func `an error of scale of the stated size is noticed`(index: Int) throws {
        let law = try Self.laws()[index]
        let error = Self.stated(law).scale
        #expect(error > 0.01 && error < 0.1)
        for factor in [1 + error, 1 - error] {
            #expect(try Self.noticed(by: .scale, claim: law) { factor * law.quantile($0) } >= 95, "factor \(factor)")
        }
    }

    @Test(.tags(.statistical, .property), .enabled(if: !isQuickRun), arguments: 0..<3)
    func `a shift of the mean of the stated size is noticed`(index: Int) throws {
        let law = try Self.laws()[index]
        let shift = Self.stated(law).mean * law.standardDeviation
        for shift in [shift, -shift] {
            #expect(try Self.noticed(by: .mean, claim: law) { law.quantile($0) + shift } >= 95, "shift \(shift)")
        }
    }

    /// As much mass as the stated distance is moved from just above the median to just below it.
    @Test(.tags(.statistical, .property), .enabled(if: !isQuickRun), arguments: 0..<3)
    func `a distance of cdfs of the stated size is noticed`(index: Int) throws {
        let law = try Self.laws()[index]
        let distance = Self.stated(law).distance
        let found = try Self.noticed(by: .kolmogorovSmirnov, claim: law) { u in
            law.quantile(u > 0.5 && u < 0.5 + distance ? u - distance : u)
        }
        #expect(found >= 95)
    }

    /// Nothing is drawn from the upper tail; the rest keeps its proportions. No such sample can pass.
    @Test(.tags(.statistical, .property), .enabled(if: !isQuickRun), arguments: 0..<3)
    func `a missing tail of the stated probability is noticed always`(index: Int) throws {
        let law = try Self.laws()[index]
        let tail = Self.stated(law).tail
        let found = try Self.noticed(by: .extremes, claim: law) { law.quantile($0 * (1 - tail)) }
        #expect(found == Self.runs)
    }

    @Test(.tags(.statistical), .enabled(if: !isQuickRun), arguments: 0..<3)
    func `honest samples are not noticed by any test`(index: Int) throws {
        let law = try Self.laws()[index]
        for run in 0..<Self.runs {
            let sample = ArraySample(Self.uniforms(run).map { Float(law.quantile($0)) })
            for result in try Battery(resolution: .own).run(on: sample, against: law).results
            where result.tier == .rigorous {
                #expect(result.pValue.value > Self.level * Battery.weight(result.test), "run \(run): \(result)")
            }
        }
    }

    /// A fifth of the error is far below what can be detected at this size, so the tests above are not trivial.
    @Test(.tags(.statistical, .negativeControl), .enabled(if: !isQuickRun), arguments: 0..<3)
    func `a fifth of the stated error is not noticed`(index: Int) throws {
        let law = try Self.laws()[index]
        let stated = Self.stated(law)
        let scale = 1 - stated.scale / 5
        let shift = stated.mean * law.standardDeviation / 5
        #expect(try Self.noticed(by: .scale, claim: law) { scale * law.quantile($0) } <= 5)
        #expect(try Self.noticed(by: .mean, claim: law) { law.quantile($0) + shift } <= 5)
    }
}
