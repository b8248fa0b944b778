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
            (-.infinity, -3, 0, 1), (-2, -1.5, 100, 1), (-1, -0.5, 200, 1), (-0.25, .leastNonzeroMagnitude, 300, 1),
            (0, 0, 400, 1), (0.25, 0.5, 500, 1), (1, 1, 600, 1), (1.5, 1.75, 700, 1), (2, .infinity, 800, 1),
        ]
        for used in 1...9 {
            let intervals = CandidateIntervals(Array(candidates.suffix(used)), of: 4000, set)
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
        func intervals(_ gaps: [UInt64], of total: UInt64) -> CandidateIntervals {
            var before: UInt64 = 100
            var candidates: [Candidate] = []
            for (number, gap) in (gaps + [0]).enumerated() {
                candidates.append((Float(number), Float(number) + 0.5, before, 2))
                before += 2 + gap
            }
            return CandidateIntervals(candidates, of: total, .portable)
        }
        // Only those with more than one value in 64 of all.
        let few = intervals([1000, 0, 500, 4000, 501, 2000], of: 32_000)
        #expect(few.firsts == [0, 1, 4, 5, 6])
        #expect(few.lasts == [0.5, 3.5, 4.5, 5.5, 6.5])
        // And only as many as there may be intervals.
        let many = intervals([1009, 1008, 1001, 1002, 1003, 1004, 1005, 1006, 1007], of: 30_000)
        #expect(many.firsts == [0, 1, 2, 5, 6, 7, 8, 9])
        #expect(many.lasts == [0.5, 1.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5])
        // If they hold more than a quarter of all values, there is no search.
        #expect(!CandidateIntervals([(0, 1, 5, 22)], of: 88, .portable).isEmpty)
        #expect(CandidateIntervals([(0, 1, 5, 22)], of: 87, .portable).isEmpty)
        #expect(CandidateIntervals([], of: 100, .portable).isEmpty)
        #expect(CandidateIntervals([(0, 1, 0, 100)], of: 100, .portable).isEmpty)
    }
}
