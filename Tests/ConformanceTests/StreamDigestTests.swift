import TestSupport
import Testing

import Claims
import Conformance
import Initializers

@Suite struct StreamDigestTests {
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)]
    )
    func `the digest is FNV-1a of 64 bits`(text: String, expected: UInt64) {
        // draft-eastlake-fnv, appendix C: test vectors without a terminating zero.
        var digest = StreamDigest()
        for byte in text.utf8 { digest.add(byte) }
        #expect(digest.value == expected)
    }

    @Test(.tags(.property)) func `a wider pattern is its bytes, the lowest first`() {
        var (wide, narrow) = (StreamDigest(), StreamDigest())
        wide.add(0x6F6F_6F66 as UInt32)
        wide.add(0x7261 as UInt16)
        for byte in [0x66, 0x6F, 0x6F, 0x6F, 0x61, 0x72] as [UInt8] { narrow.add(byte) }
        #expect(wide == narrow)
        #expect("\(StreamDigest())" == "cbf29ce484222325")
    }

    private static func digests(_ claims: [String], seed: UInt64, count: Int) async throws -> [StreamDigest?] {
        let plan = Plan(claims: try claims.map { try Claim($0) }, shapes: [[30, 20]], sampleCount: count)
        return try await ConformanceRun.run(plan, seed: seed, defects: []).cases.map(\.digest)
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun)) func `a case's digest is of its first 4,096 stored values`()
        async throws
    {
        let claims = ["glorot_uniform", "glorot_normal(dtype='bfloat16')", "orthogonal", "normal"]
        let exact = try await Self.digests(claims, seed: 3, count: StreamDigest.length)
        #expect(Set(exact).count == 4 && !exact.contains(nil))
        let more = try await Self.digests(claims, seed: 3, count: 10_000)
        let fewer = try await Self.digests(claims, seed: 3, count: StreamDigest.length - 1)
        // Orthogonal matrices are drawn whole, and six of them have fewer than 4,096 values.
        for place in [0, 1, 3] { #expect(more[place] == exact[place] && fewer[place] != exact[place]) }
        let other = try await Self.digests(claims, seed: 4, count: 10_000)
        for (one, another) in zip(other, more) { #expect(one != another) }
    }

    @Test(.tags(.property)) func `the digest is that of the initializer's own bits`() async throws {
        // Another way: the tensors as a user draws them, not as the run reads them.
        let claim = try Claim("glorot_uniform")
        let key = Key(seed: 3).folding("glorot_uniform").folding("30x20")
        var digest = StreamDigest()
        for tensor in 0..<7 {
            var values = [Float](repeating: 0, count: 600)
            var span = values.mutableSpan
            try claim.initializer(key: key.folding(tensor)).fill(&span, shape: [30, 20])
            for value in values.prefix(StreamDigest.length - 600 * tensor) { digest.add(value.bitPattern) }
        }
        let found = try await Self.digests(["glorot_uniform"], seed: 3, count: 10_000)
        #expect(found == [digest])
    }

    @Test(.tags(.negativeControl)) func `one bit of one value changes the digest`() {
        var digests: Set<StreamDigest> = []
        for changed in [0, 1, 2047, 4095] as [UInt32] {
            for bit in 0...31 {
                var digest = StreamDigest()
                for place in 0..<4096 as Range<UInt32> { digest.add(place ^ (place == changed ? 1 << bit : 0)) }
                digests.insert(digest)
            }
        }
        #expect(digests.count == 4 * 32)
    }

    @Test(.tags(.property)) func `what was not drawn has none`() async throws {
        let plan = Plan(claims: [try Claim("torch.nn.init.xavier_uniform_")], shapes: [[5]], sampleCount: 10)
        let run = try await ConformanceRun.run(plan, seed: 1, defects: [])
        #expect(run.cases.map(\.digest) == [nil])
    }
}
