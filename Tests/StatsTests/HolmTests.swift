import TestSupport
import Testing

import Stats

@Suite struct HolmTests {
    /// The 15 p-values of Benjamini & Hochberg (1995), and Holm's adjustment of them by R's p.adjust.
    @Test(.tags(.knownAnswer))
    func `adjusted p-values match the published example`() {
        let raw = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ]
        let expected = [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213]
        let found = Holm.adjusted(raw.map { TailProbability($0) })
        for (found, expected) in zip(found, expected) { #expect(abs(found.value - expected) < 1e-12) }
        #expect(found.last == .one)
    }

    @Test func `a weight divides the p-value, and the heaviest hypothesis is tried first`() {
        let found = Holm.adjusted([TailProbability(0.01), TailProbability(0.01)], weights: [0.2, 0.8])
        #expect(abs(found[1].value - 0.0125) < 1e-15)
        #expect(abs(found[0].value - 0.0125) < 1e-15)
        let apart = Holm.adjusted([TailProbability(0.01), TailProbability(0.001)], weights: [0.2, 0.8])
        #expect(abs(apart[1].value - 0.00125) < 1e-15)
        #expect(abs(apart[0].value - 0.01) < 1e-15)
    }

    @Test func `what is not a number comes first and leaves the others ordered`() {
        let undefined = TailProbability(value: .nan, logarithm: .nan)
        let raw = [0.03, 0.01, 0.04, 0.02].map { TailProbability($0) }
        let beside = Holm.adjusted(raw + [.zero])
        for place in 0...4 {
            var mixed = raw
            mixed.insert(undefined, at: place)
            var found = Holm.adjusted(mixed)
            #expect(found.remove(at: place).logarithm.isNaN)
            #expect(found == Array(beside.dropLast()))
        }
    }

    @Test func `order does not matter and logarithms survive underflow`() {
        let tiny = TailProbability(logarithm: -5000)
        let found = Holm.adjusted([.one, tiny, .zero])
        #expect(found[0] == .one)
        #expect(found[1].logarithm < -4998 && found[1].value == 0)
        #expect(found[2] == .zero)
        #expect(Holm.adjusted([]).isEmpty)
    }
}
