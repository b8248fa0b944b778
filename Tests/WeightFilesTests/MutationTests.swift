import TestSupport
import Testing

import NumberTypes
import WeightFiles

/// Sound files with bytes changed, cut off or inserted. Any outcome is allowed except a trap.
@Suite struct MutationTests {
    @Test(
        .tags(.negativeControl),
        arguments: [
            "float32.npy", "big-float16.npy", "records.npy", "version3.npy", "stored.npz", "deflated.npz",
            "all.safetensors", "model.safetensors.index.json", "values.txt", "values.csv",
        ]
    )
    func `no damage makes a reader trap`(name: String) throws {
        let sound = try Fixture.bytes(name)
        let shards = [
            "model-00001-of-00002.safetensors": try Fixture.bytes("model-00001-of-00002.safetensors"),
            "model-00002-of-00002.safetensors": try Fixture.bytes("model-00002-of-00002.safetensors"),
        ]
        var state: UInt64 = 2026
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: (state >> 33) % UInt64(bound))
        }
        var refused = 0
        for _ in 0..<3000 {
            var bytes = sound
            for _ in 0...random(4) {
                let place = random(bytes.count)
                switch random(6) {
                case 0: bytes.insert(UInt8(random(256)), at: place)
                case 1 where bytes.count > 1: bytes.remove(at: place)
                case 2 where bytes.count > 64: bytes.removeLast(random(64))
                case 3: bytes[place] = [0, 0x7F, 0x80, 0xFF][random(4)]
                default: bytes[place] = UInt8(random(256))
                }
            }
            let problem = complaint { () throws(WeightFileError) in
                try WeightFile(bytes: bytes, name: name, twoByteVoid: .bfloat16, shards: shards)
            }
            if problem != nil { refused += 1 }
        }
        // In numbers, an edit that changes their length is noticed; in a text, one that inserts a byte that no number
        // has. Either is more than a third of the edits, so a sixth of the damaged files is a modest demand. An archive
        // has checksums: only edits of dates, attributes and extra fields go unnoticed, less than a sixth of its bytes.
        #expect(refused > (name.hasSuffix("npz") ? 3000 * 5 / 6 : 3000 / 6))
    }
}
