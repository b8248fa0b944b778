import TestSupport
import Testing

import Stats

/// The tails of beta laws. Their accuracy is tested with the laws that are made of them; see HaarEntryTests.
@Suite struct BetaTailsTests {
    private static let shapes = [(0.5, 0.5), (0.5, 1), (0.5, 3.5), (1.5, 4), (0.5, 391.5), (40, 60.5), (0.5, 2e5)]

    @Test(.tags(.property)) func `every kernel has the values of the definition`() {
        var random = SplitMix64(state: 9)
        var tails: [BetaTail] = []
        for (a, b) in Self.shapes {
            let law = BetaTails(a: a, b: b)
            let mean = a / (a + b)
            for x in [0, 1e-300, 1e-9, 1 - 0x1p-53, 1] + (0..<60).map({ _ in min(1, 3 * mean * random.uniform()) }) {
                tails += [law.tail(x, isUpper: false), law.tail(x, isUpper: true)]
            }
        }
        let expected = tails.map(\.value)
        #expect(expected.allSatisfy { $0 >= 0 && $0 <= 1 })
        for kernels in KernelSet.available {
            var batch = BetaBatch(kernels: kernels)
            for tail in tails { batch.append(tail) }
            #expect(batch.evaluate() == expected, "\(kernels)")
            #expect(batch.evaluate().isEmpty)
        }
    }

    @Test(.tags(.property)) func `the tails complement each other`() {
        for (a, b) in Self.shapes {
            let law = BetaTails(a: a, b: b)
            for step in 0...40 {
                let x = Double(step) / 40
                #expect(abs(law.cdf(x) + law.survival(x) - 1) < 1e-12, "Beta(\(a), \(b)) at \(x)")
            }
        }
    }

    @Test(.tags(.knownAnswer)) func `closed forms`() {
        // Beta(1/2, 1): cdf sqrt x. Beta(1/2, 1/2): the arcsine law, 1/3 at 1/4.
        #expect(abs(BetaTails(a: 0.5, b: 1).cdf(0.25) - 0.5) < 1e-14)
        #expect(abs(BetaTails(a: 0.5, b: 0.5).cdf(0.25) - 1.0 / 3) < 1e-14)
        #expect(BetaTails(a: 2, b: 3).cdf(0) == 0)
        #expect(BetaTails(a: 2, b: 3).survival(1) == 0)
        #expect(BetaTails(a: 2, b: 3).cdf(.nan).isNaN)
    }
}
