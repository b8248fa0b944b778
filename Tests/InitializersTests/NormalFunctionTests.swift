import Initializers
import TestSupport
import Testing

/// The quantile and the distribution function against 60-digit values rounded to double precision, at a few dozen
/// points, including the worst known ones. The budget is the documented accuracy, 9e-16, plus the rounding of the
/// reference itself, 1.2e-16.
@Suite struct NormalFunctionTests {
    let budget = 1.02e-15

    @Test func `the centre's quantile matches the reference and is odd`() {
        for (q, z) in ReferenceValues.centre {
            #expect((NormalQuantile.centre(q) / z - 1).magnitude <= budget, "q = \(q)")
            #expect(NormalQuantile.centre(-q) == -NormalQuantile.centre(q))
        }
    }

    @Test func `the tail's quantile matches the reference`() {
        for (p, z) in ReferenceValues.tail {
            #expect((NormalQuantile.tail(p) / z - 1).magnitude <= budget, "p = \(p)")
        }
    }

    @Test func `centre and tail meet at the seam`() {
        let centre = NormalQuantile.centre(NormalQuantile.centreLimit)
        let tail = NormalQuantile.tail(0.5 - NormalQuantile.centreLimit)
        #expect((centre / tail - 1).magnitude <= 2 * budget)
        #expect(NormalQuantile.tail(0x1p-9 * 0.999_999) > centre)
    }

    @Test func `survival matches the reference in its tail`() {
        for (x, probability) in ReferenceValues.survivals {
            #expect((NormalDistribution.survival(x) / probability - 1).magnitude <= budget, "x = \(x)")
        }
        #expect(NormalDistribution.survival(.infinity) == 0)
        #expect(NormalDistribution.survival(.greatestFiniteMagnitude) == 0)
    }

    @Test(.tags(.knownAnswer)) func `the probability on either side of any bound matches the reference`() {
        for (x, probability) in ReferenceValues.survivals {
            #expect((NormalDistribution.above(x) / probability - 1).magnitude <= budget, "x = \(x)")
            #expect(NormalDistribution.below(-x) == NormalDistribution.above(x))
            // On the far side it is at least 1/2; its rounding errors are those of the centred probability and the sum.
            #expect((NormalDistribution.below(x) - (1 - probability)).magnitude <= 0x1p-52, "x = \(x)")
            #expect(NormalDistribution.above(-x) == NormalDistribution.below(x))
        }
        #expect(NormalDistribution.below(-.infinity) == 0 && NormalDistribution.below(.infinity) == 1)
        #expect(NormalDistribution.above(-.infinity) == 1 && NormalDistribution.above(.infinity) == 0)
    }

    @Test func `centred probabilities are odd, and complete survival to one half`() {
        for (x, probability) in ReferenceValues.survivals {
            let centred = NormalDistribution.centred(x)
            #expect(NormalDistribution.centred(-x) == -centred)
            // The difference is exact to half a unit of 2^-54; the terms' own errors are just as large.
            #expect((centred - (0.5 - probability)).magnitude <= 0x1p-51)
        }
        #expect(NormalDistribution.centred(-.infinity) == -0.5)
    }
}
