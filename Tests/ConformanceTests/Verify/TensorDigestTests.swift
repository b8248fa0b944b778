import Stats
import TestSupport
import Testing

import Conformance

@Suite struct TensorDigestTests {
    private static func values(_ count: Int) -> [Float] {
        var random = SplitMix64(state: 3)
        return (0..<count).map { _ in Float(random.uniform()) }
    }

    private static func read(_ values: [Float], into digest: TensorDigest, order: [Int]) throws {
        for chunk in order {
            let start = chunk * TensorDigest.chunkSize
            let end = min(values.count, start + TensorDigest.chunkSize)
            try digest.add(Array(values[start..<end]).span, at: start)
        }
    }

    @Test(.tags(.property)) func `chunks in any order, or all at once, make the same digest`() throws {
        let values = Self.values(7 * 30_011)
        let lengths = [1, 1000, 65_536, 65_537, 200_000, values.count]
        func digest(_ order: [Int]) throws -> TensorDigest {
            let digest = TensorDigest(count: values.count, sliceCount: 7, lengths: lengths)
            try Self.read(values, into: digest, order: order)
            return digest
        }
        let inOrder = try digest([0, 1, 2, 3])
        let backwards = try digest([3, 2, 1, 0])
        let atOnce = TensorDigest(count: values.count, sliceCount: 7, lengths: lengths)
        try atOnce.add(values.span, at: 0)
        #expect(inOrder.slices == backwards.slices && inOrder.slices == atOnce.slices)
        #expect(inOrder.beginnings == backwards.beginnings && inOrder.beginnings == atOnce.beginnings)
        #expect(Set(inOrder.slices).count == 7 && inOrder.beginnings.count == 6)
    }

    /// Slices of whole rounds of the keys, which share the sums of chunks, and others; some cross the end of a chunk.
    @Test(.tags(.property), arguments: [1024, 4096, 40_960, 65_536, 1000, 1025, 40_961])
    func `a slice has the hash of the tensor that it would be alone`(length: Int) throws {
        let values = Self.values(5 * length)
        let digest = TensorDigest(count: values.count, sliceCount: 5)
        try digest.add(values.span, at: 0)
        let alone = try (0..<5).map { slice in
            let own = TensorDigest(count: length, sliceCount: 1)
            try own.add(Array(values[slice * length..<(slice + 1) * length]).span, at: 0)
            return own.slices
        }
        #expect(alone.map(\.count) == [1, 1, 1, 1, 1] && digest.slices == alone.flatMap { $0 })
    }

    @Test(.tags(.property)) func `equal slices and equal beginnings have equal hashes, others have others`() throws {
        let slice = Self.values(40_000)
        let values = slice + slice + slice.map { $0.nextUp }
        let digest = TensorDigest(count: values.count, sliceCount: 3, lengths: [40_000, 60_000])
        try Self.read(values, into: digest, order: [1, 0])
        #expect(digest.slices[0] == digest.slices[1] && digest.slices[0] != digest.slices[2])
        let beginning = TensorDigest(count: 60_000, sliceCount: 1, lengths: [60_000])
        try Self.read(Array(values[..<60_000]), into: beginning, order: [0])
        #expect(beginning.beginnings[60_000] == digest.beginnings[60_000])
        // Two values that swap places, within a block of keys and across blocks.
        for (i, j) in [(0, 1), (5, 1029), (0, 59_999)] {
            var swapped = Array(values[..<60_000])
            swapped.swapAt(i, j)
            let other = TensorDigest(count: 60_000, sliceCount: 1, lengths: [60_000])
            try Self.read(swapped, into: other, order: [0])
            #expect(other.beginnings[60_000] != digest.beginnings[60_000])
        }
    }

    @Test(.tags(.negativeControl), arguments: [0, 65_535, 65_536, 99_999])
    func `a second reading that differs in one value is an error`(place: Int) throws {
        var values = Self.values(100_000)
        let digest = TensorDigest(count: values.count, sliceCount: 10)
        try Self.read(values, into: digest, order: [0, 1])
        try Self.read(values, into: digest, order: [0, 1])
        values[place] = values[place].nextUp
        #expect(throws: SampleError.changed) { try Self.read(values, into: digest, order: [0, 1]) }
    }

    @Test(.tags(.property)) func `signs alone, and words with few bits, make other hashes`() throws {
        func slices<Element: DigestElement>(_ values: [Element], _ count: Int) throws -> [UInt64] {
            let digest = TensorDigest(count: values.count, sliceCount: count)
            try digest.add(values.span, at: 0)
            return digest.slices
        }
        let singles = Self.values(4096)
        let doubles = singles.map(Double.init)
        #expect(try slices(singles, 1) != slices(singles.map { -$0 }, 1))
        #expect(try slices(doubles, 1) != slices(doubles.map { -$0 }, 1))
        for (i, j) in [(0, 1), (7, 2000)] {
            var flipped = doubles
            flipped[i].negate()
            flipped[j].negate()
            #expect(try slices(flipped, 1) != slices(doubles, 1))
            var swapped = doubles
            swapped[i] = -doubles[j]
            swapped[j] = -doubles[i]
            #expect(try slices(swapped, 1) != slices(doubles, 1))
        }
        // Single-precision values in double precision end in 29 zero bits each. Among 2^16 rows of four, some pair of
        // 35-bit hashes would be equal with probability 6 %, of 32-bit hashes 39 %; and their low bits would all be
        // equal.
        let rows = try slices(Self.values(1 << 18).map(Double.init), 1 << 16)
        #expect(Set(rows).count == 1 << 16)
        for half in [rows.map { $0 & 0xFFFF_FFFF }, rows.map { $0 >> 32 }] {
            // Among 2^16 halves of random words, 0.5 pairs are equal on average, and 8 or more with probability 2e-8.
            #expect((1 << 16) - Set(half).count < 8)
        }
    }
}
