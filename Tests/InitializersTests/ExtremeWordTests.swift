import Initializers
import TestSupport
import Testing

@Suite struct ExtremeWordTests {
    static let words: [UInt32] = [
        0, 1, 1 << 20 - 1, 1 << 20, 1 << 23 - 1, 1 << 23, 1 << 31 - 1, 1 << 31, ~(1 << 23), ~(1 << 20), ~1, ~0,
    ].map { $0 }
    static let refinements: [UInt32] = [0, 1, 1 << 31 - 1, 1 << 31, ~0]

    @Test func `a normal law reaches nine standard deviations on either side, and stays finite`() throws {
        let law = WeightLaw.normal(mean: 0, standardDeviation: 1)
        // The upper quantile at 2^-65, from 60-digit arithmetic, is 9.15529...
        #expect(try law.single(word: 0, refinement: 0) < -9.1552)
        #expect(try law.single(word: ~0, refinement: 0) > 9.1552)
        #expect(try law.single(word: 0, refinement: 0) > -9.1553)
        #expect(try law.double(word: 0) < -9.1552)
        #expect(try law.double(word: ~0) > 9.1552)
        for word in Self.words {
            for refinement in Self.refinements {
                #expect(try law.single(word: word, refinement: refinement).isFinite)
            }
        }
    }

    @Test func `the two middle words are the smallest values of either sign`() throws {
        let law = WeightLaw.normal(mean: 0, standardDeviation: 1)
        // sqrt(2 pi) * 2^-33
        #expect(try law.single(word: 1 << 31) == Float(2.5066282746310002 * 0x1p-33))
        #expect(try law.single(word: 1 << 31 - 1) == Float(-2.5066282746310002 * 0x1p-33))
        let double = try law.double(word: 1 << 63)
        #expect((double / (2.5066282746310002 * 0x1p-65) - 1).magnitude < 9.2e-16)
    }

    @Test func `a word and its complement give opposite values under a symmetric law`() throws {
        let laws: [WeightLaw] = [
            .uniform(low: -0.3, high: 0.3),
            .normal(mean: 0, standardDeviation: 0.7),
            .truncatedNormal(mean: 0, standardDeviation: 0.1, low: -2, high: 2),
            .truncatedNormal(mean: 0, standardDeviation: 0.1, low: -3.3, high: 3.3),
        ]
        var state: UInt64 = 1
        for law in laws {
            for word in Self.words {
                #expect(try law.single(word: word, refinement: 9) == -law.single(word: ~word, refinement: 9))
            }
            for _ in 0..<500 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                #expect(try law.double(word: state) == -law.double(word: ~state))
            }
        }
    }

    /// The words on either side of the places where a law's values switch from a tail's quantile to the centre's.
    private func seams(_ law: WeightLaw) throws -> [(before: UInt32, after: UInt32)] {
        // An end and the middle may give different answers; in each half the answer changes at most once.
        let middle: UInt32 = 1 << 31
        return try [(UInt32.min, middle), (middle, UInt32.max)].compactMap { low, high in
            var (before, after) = (low, high)
            guard try law.isInTail(word: before) != law.isInTail(word: after) else { return nil }
            while after - before > 1 {
                let word = before + (after - before) / 2
                if try law.isInTail(word: word) == law.isInTail(word: before) { before = word } else { after = word }
            }
            return (before, after)
        }
    }

    @Test(.tags(.property)) func `values never decrease across the places where a law changes its quantile function`()
        throws
    {
        for (low, high, count) in [
            (-Double.infinity, Double.infinity, 2), (-3.3, 4, 2), (-2.9, 2.95, 2), (-0.5, .infinity, 1), (-4, 1, 1),
            (-2, 2, 0), (2.5, 3.5, 1), (-.infinity, -2.5, 1), (3, 5, 0),
        ] {
            let law = WeightLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: low, high: high)
            let seams = try seams(law)
            #expect(seams.count == count, "\(law)")
            for (before, after) in seams {
                #expect(try law.isInTail(word: before) != law.isInTail(word: after))
                // The two functions meet where |z| is 2.886.
                #expect((try law.single(word: before).magnitude - 2.8856).magnitude < 0.0005, "\(law)")
                let last = try (before - 4...before).map { try law.single(word: $0, refinement: ~0) }
                let first = try (after...after + 4).map { try law.single(word: $0, refinement: 0) }
                let values = last + first
                #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(law)")
            }
        }
    }

    @Test func `values never decrease as the word grows, nor where the refinement begins`() throws {
        let laws: [WeightLaw] = [
            .normal(mean: 0, standardDeviation: 1),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -3.3, high: 4),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -0.5, high: .infinity),
            .uniform(low: -1, high: 3),
        ]
        for law in laws {
            var last = -Float.infinity
            for word in stride(from: UInt64(0), through: 0xFFFF_FFFF, by: 1 << 18) {
                let value = try law.single(word: UInt32(word))
                #expect(value >= last)
                last = value
            }
            for seam: UInt32 in [1 << 20, 1 << 23, ~(1 << 20), ~(1 << 23)] {
                #expect(try law.single(word: seam - 1, refinement: ~0) <= law.single(word: seam, refinement: 0))
                #expect(try law.single(word: seam, refinement: ~0) <= law.single(word: seam + 1, refinement: 0))
            }
        }
    }

    @Test func `truncated values lie strictly between the bounds`() throws {
        for (mean, sd, low, high) in [
            (0.0, 0.1, -2.0, 2.0), (1, 0.1, -2, 2), (0, 1, 3, 5), (0, 1, -5, -3), (0, 1, 20, 20.5), (0, 1, -36, -35),
            (0, 1, 0.5, 0.500_001), (100, 1e-6, -2, 2), (0, 1, -1e-6, 1e-6), (0, 1e-44, -2, 2), (5, 2, -1, 8),
        ] {
            let law = WeightLaw.truncatedNormal(mean: mean, standardDeviation: sd, low: low, high: high)
            for word in Self.words {
                for refinement in Self.refinements {
                    let value = Double(try law.single(word: word, refinement: refinement))
                    #expect(value > mean + low * sd && value < mean + high * sd, "\(law) \(word)")
                }
                for low32 in Self.words {
                    let value = try law.double(word: UInt64(word) << 32 | UInt64(low32))
                    #expect(value > mean + low * sd && value < mean + high * sd, "\(law) \(word)")
                }
            }
        }
    }

    @Test func `uniform values stay in the closed interval however narrow it is`() throws {
        for (low, high) in [(-0.1, 0.1), (0.1, 0.3), (1, 1), (1, 1.000_000_2), (-1e38, 3e38), (1e-45, 3e-45)] {
            let law = WeightLaw.uniform(low: low, high: high)
            for word in Self.words {
                let value = Double(try law.single(word: word))
                #expect(value >= low && value <= high)
                let wide = try law.double(word: UInt64(word) << 32 | 0xFFFF_FFFF)
                #expect(wide >= low && wide <= high)
            }
        }
        let widest = Double.greatestFiniteMagnitude
        #expect(try WeightLaw.uniform(low: -widest, high: widest).double(word: ~0).isFinite)
    }
}
