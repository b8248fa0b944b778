import TestSupport
import Testing

@testable import Stats

@Suite struct CandidateIntervalsTests {
    private typealias Candidate = (first: Float, last: Float, before: UInt64, count: UInt64)

    @Test(.tags(.knownAnswer), arguments: KernelSet.available)
    func `every instruction set keeps the values within, in order`(_ set: KernelSet) {
        var generator = SplitMix64(state: 77)
        let special: [Float] = [.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, -1, 0.5, 0.25]
        let candidates: [Candidate] = [
            (-.infinity, -3, 0, 1), (-1, -0.5, 5, 1), (0, 0, 9, 1), (0.25, 0.5, 12, 1), (2, .infinity, 20, 1),
        ]
        for used in [1, 3, 5] {
            let intervals = CandidateIntervals(Array(candidates.suffix(used)), of: 1000, set)
            #expect(!intervals.isEmpty && intervals.firsts.count == min(used, CandidateIntervals.limit))
            for count in [0, 1, 7, 8, 15, 16, 17, 63, 4096] {
                let values = (0..<count).map { _ -> Float in
                    let word = generator.next()
                    return word % 3 == 0
                        ? special[Int(word >> 8) % special.count] : Float(Int64(bitPattern: word) >> 40) * 0x1p-21
                }
                let expected = values.filter { value in
                    intervals.firsts.indices.contains { intervals.firsts[$0] <= value && value <= intervals.lasts[$0] }
                }
                let room = count + CandidateIntervals.room
                let kept = [Float](unsafeUninitializedCapacity: room) { buffer, length in
                    guard let target = buffer.baseAddress else { return }
                    length = values.withUnsafeBufferPointer { values in
                        values.baseAddress.map { intervals.keep($0, count, target) } ?? 0
                    }
                }
                #expect(kept.map(\.bitPattern) == expected.map(\.bitPattern), "\(used) \(count)")
            }
        }
    }

    @Test func `the gaps with the most values stay between intervals`() {
        // Gaps of 10, 0, 3, 40, 5 and 20 values.
        let gaps: [UInt64] = [10, 0, 3, 40, 5, 20]
        var before: UInt64 = 100
        var candidates: [Candidate] = []
        for (number, gap) in (gaps + [0]).enumerated() {
            candidates.append((Float(number), Float(number) + 0.5, before, 2))
            before += 2 + gap
        }
        let intervals = CandidateIntervals(candidates, of: 10_000, .portable)
        #expect(intervals.firsts == [0, 1, 4, 6])
        #expect(intervals.lasts == [0.5, 3.5, 5.5, 6.5])
        // They hold 22 values. If that is more than a quarter of all, there is no search.
        #expect(!CandidateIntervals(candidates, of: 88, .portable).isEmpty)
        #expect(CandidateIntervals(candidates, of: 87, .portable).isEmpty)
        #expect(CandidateIntervals([], of: 100, .portable).isEmpty)
        #expect(CandidateIntervals([(0, 1, 0, 100)], of: 100, .portable).isEmpty)
    }
}
