import TestSupport
import Testing

import Stats

@Suite struct LatticeBatteryTests {
    static let count = isQuickRun ? 1 << 14 : 1 << 20

    /// The upper half of a Float, rounded to nearest, ties to even.
    private static func bfloat16(_ x: Float) -> UInt16 {
        let bits = x.bitPattern
        return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
    }

    /// A Float as binary16, rounded to nearest, ties to even, with integer operations only.
    private static func float16(_ x: Float) -> UInt16 {
        let sign = UInt16(truncatingIfNeeded: x.bitPattern >> 16) & 0x8000
        let exponent = Int(x.bitPattern >> 23 & 0xFF) - 127
        let significand = UInt64(x.bitPattern & 0x7F_FFFF) | 0x80_0000
        if exponent < -25 { return sign }
        if exponent > 15 { return sign | 0x7C00 }
        // 13 of the 24 bits are dropped, and one more for each exponent below -14.
        let shift = UInt64(13 + max(0, -14 - exponent))
        let half = (UInt64(1) << (shift - 1)) - 1 + (significand >> shift & 1)
        let rounded = UInt16(truncatingIfNeeded: (significand + half) >> shift)
        // A rounded significand of 2^11 carries into the exponent by itself.
        return sign | (exponent < -14 ? rounded : UInt16(truncatingIfNeeded: exponent + 14) << 10 &+ rounded)
    }

    private static func round(_ x: Double, _ format: SixteenBitFormat) -> UInt16 {
        format == .bfloat16 ? bfloat16(Float(x)) : float16(Float(x))
    }

    static func counts(_ seed: UInt64, of count: Int = count, _ body: (Double) -> UInt16) -> PatternCounts {
        var generator = SplitMix64(state: seed)
        let patterns = (0..<count).map { _ in body(generator.uniform()) }
        var counts = PatternCounts()
        counts.add(patterns.span)
        return counts
    }

    private static func smallest(_ outcome: Battery.Outcome) -> (test: TestKind, p: Double) {
        let rigorous = outcome.results.filter { $0.tier == .rigorous }
        let least = rigorous.min { $0.pValue < $1.pValue }
        return (least?.test ?? .support, least?.pValue.value ?? 1)
    }

    @Test(.tags(.statistical), .disabled(if: isQuickRun), arguments: SixteenBitFormat.allCases, LatticeLawTests.laws)
    func `honest samples conform`(format: SixteenBitFormat, name: String) throws {
        let law = try LatticeLawTests.law(name)
        for (seed, rounding) in [LatticeLaw.Rounding.nearestEven, .torchUniform, .clampedInside(strict: true)]
            .enumerated()
        {
            let lattice = LatticeLawTests.rounded(law, format, rounding)
            let (first, last) = (try #require(lattice.patterns.first), try #require(lattice.patterns.last))
            let upper = format.nearest(law.support.upperBound)
            let counts = Self.counts(UInt64(seed) + 1) { u in
                let pattern = Self.round(law.quantile(u), format)
                switch rounding {
                case .nearestEven, .conditionedInside, .scaled: return pattern
                case .torchUniform: return pattern == upper ? format.nearest(law.support.lowerBound) : pattern
                case .clampedInside:
                    let value = format.value(pattern)
                    return value < format.value(first) ? first : value > format.value(last) ? last : pattern
                }
            }
            for resolution in [Resolution.framework, Resolution(0)] {
                let outcome = LatticeBattery(resolution: resolution).run(counts, against: lattice)
                for result in outcome.results {
                    #expect(!(result.pValue.value < 1e-6), "\(result)")
                    #expect(!result.statistic.isNaN && !result.pValue.value.isNaN, "\(result)")
                }
                #expect(outcome.results.count == 10)
                #expect(outcome.count == UInt64(Self.count) && outcome.impossible == 0)
            }
        }
    }

    @Test(.tags(.statistical, .negativeControl), .disabled(if: isQuickRun))
    func `rounding toward zero is found`() throws {
        let law = try Normal()
        let counts = Self.counts(11) { UInt16(truncatingIfNeeded: Float(law.quantile($0)).bitPattern >> 16) }
        let outcome = LatticeBattery(resolution: .framework)
            .run(counts, against: LatticeLaw(law, format: .bfloat16))
        let least = Self.smallest(outcome)
        print("rounding toward zero: \(least)")
        #expect(least.p < 1e-9)
    }

    @Test(.tags(.statistical, .negativeControl), .disabled(if: isQuickRun))
    func `a uniform of seven bits is found, by its levels too`() throws {
        let counts = Self.counts(12) { Self.bfloat16(Float(-1 + 2 * (($0 * 128).rounded(.down) / 128))) }
        let law = LatticeLaw(try Uniform(low: -1, high: 1), format: .bfloat16)
        let outcome = LatticeBattery(resolution: .framework).run(counts, against: law)
        let cells = try #require(outcome[.cells])
        let levels = try #require(outcome[.levels])
        print("seven bits: \(Self.smallest(outcome)), levels \(levels.pValue.logarithm)")
        #expect(cells.pValue.value < 1e-9 && levels.pValue.value < 1e-9)
    }

    @Test(.tags(.statistical, .negativeControl), .disabled(if: isQuickRun), arguments: SixteenBitFormat.allCases)
    func `a standard deviation 1 % too large is found`(format: SixteenBitFormat) throws {
        let law = try Normal(standardDeviation: 0.0202)
        let counts = Self.counts(13) { Self.round(law.quantile($0), format) }
        let claim = LatticeLaw(try Normal(standardDeviation: 0.02), format: format)
        let outcome = LatticeBattery(resolution: .framework).run(counts, against: claim)
        let scale = try #require(outcome[.scale])
        print("1 % too large: \(scale)")
        #expect(scale.pValue.value < 1e-9 && abs(scale.statistic - 1.0201) < 0.01)
    }

    @Test(.tags(.statistical, .negativeControl), .disabled(if: isQuickRun))
    func `a sample under another rounding at the bounds is found`() throws {
        let law = try Uniform(low: -0.1, high: 0.1)
        let counts = Self.counts(14) { Self.bfloat16(Float(law.quantile($0))) }
        let battery = LatticeBattery(resolution: .framework)
        for rounding in [LatticeLaw.Rounding.torchUniform, .clampedInside(strict: false)] {
            let claim = LatticeLaw(law, format: .bfloat16, rounding: rounding)
            let least = Self.smallest(battery.run(counts, against: claim))
            print("nearest against \(rounding): \(least)")
            #expect(least.p < 1e-9)
        }
    }

    /// A rigorous p-value is at most x with probability at most x, whatever the lattice.
    @Test(.tags(.statistical), arguments: ["fine", "coarse"])
    func `p-values are at most as often small as they say`(lattice name: String) throws {
        // The coarse lattice has 14 values, the fine one about 3,000 that occur.
        let law: any Distribution = name == "fine" ? try Normal() : try Uniform(low: 1, high: 1.1)
        let lattice = LatticeLawTests.rounded(law, .bfloat16)
        let battery = LatticeBattery(resolution: Resolution(0))
        let samples = isQuickRun ? 10 : 1000
        var generator = SplitMix64(state: 15)
        var small: [TestKind: [Double]] = [:]
        let levels = [0.5, 0.1, 0.01]
        for _ in 0..<samples {
            let counts = Self.counts(generator.next(), of: 600) { Self.bfloat16(Float(law.quantile($0))) }
            for result in battery.run(counts, against: lattice).results where result.tier == .rigorous {
                for (i, level) in levels.enumerated() where result.pValue.value <= level {
                    small[result.test, default: [0, 0, 0]][i] += 1
                }
            }
        }
        // Kolmogorov-Smirnov, cells, tails, scale and mean at least have been below 1/2.
        #expect(small.count >= (isQuickRun ? 1 : 5))
        for (test, found) in small {
            for (level, number) in zip(levels, found) {
                // Five standard deviations of the binomial law.
                let expected = Double(samples) * level
                #expect(number <= expected + 5 * expected.squareRoot() + 1, "\(test) at \(level)")
            }
        }
        print("\(name): \(small.mapValues { $0.map { $0 / Double(samples) } })")
    }

    @Test(.tags(.negativeControl))
    func `values that cannot occur are certain evidence`() throws {
        let law = LatticeLaw(try Uniform(low: -1, high: 1), format: .float16)
        for (pattern, isImpossible) in [
            (0x7E00, true), (0x7C00, true), (0xFC00, true), (0x3C05, true), (0x3C04, false), (0xBC05, true),
            (0x8000, false),
        ] as [(UInt16, Bool)] {
            var counts = PatternCounts()
            counts.add([0x3800, 0xB800, pattern].span)
            let outcome = LatticeBattery(resolution: .own).run(counts, against: law)
            #expect(outcome[.support]?.pValue == (isImpossible ? .zero : .one))
            #expect(outcome.impossible == (isImpossible ? 1 : 0))
        }
        let far = LatticeLaw(try Normal(), format: .float16)
        var counts = PatternCounts()
        counts.add([0x3800, 0xB800, 0x5000].span)
        let outcome = LatticeBattery(resolution: .own).run(counts, against: far)
        #expect(outcome[.extremes].map { $0.pValue.value < 1e-200 } == true)
    }

    @Test func `a few values, a constant and none at all have an outcome`() throws {
        let battery = LatticeBattery(resolution: .own)
        let law = LatticeLaw(try Normal(), format: .bfloat16)
        let none = battery.run(PatternCounts(), against: law)
        #expect(none.results.map(\.test) == [.support] && none.count == 0 && none.mean.isNaN)
        var counts = PatternCounts()
        counts.add([0x7FFF].span)
        #expect(SixteenBitFormat.float16.value(at: .min).isNaN && SixteenBitFormat.float16.pattern(at: .max) == nil)
        #expect(battery.run(counts, against: law).results.map(\.test) == [.support])
        var one = PatternCounts()
        one.add([0].span)
        one.merge(one)
        #expect(one.count == 2 && one[0] == 2)
        for result in battery.run(one, against: law).results { #expect(result.pValue.value > 0.01, "\(result)") }
        // All values of N(0, 1e-12) are 0 in float16.
        let zero = LatticeLaw(try Normal(standardDeviation: 1e-12), format: .float16)
        for result in battery.run(one, against: zero).results { #expect(result.pValue.value > 0.99, "\(result)") }
    }
}
