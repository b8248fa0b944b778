import TestSupport
import Testing

import WeightFiles

/// Files that gguf, Flax and Equinox wrote: Scripts/generate/other-files.py.
@Suite struct OtherFormatsTests {
    private static let files: [(name: String, arrays: String, format: WeightFormat)] = [
        ("model.gguf", "gguf.npz", .gguf), ("model.msgpack", "flax.npz", .flax), ("model.eqx", "equinox.npz", .equinox),
    ]

    private static func open(_ name: String) throws -> WeightFile {
        try WeightFile(path: Fixture.path("others/\(name)"))
    }

    @Test(.tags(.knownAnswer), arguments: files)
    func `every array has its name, shape and numbers`(
        name: String,
        arrays: String,
        format: WeightFormat
    ) throws {
        let file = try Self.open(name)
        #expect(file.format == format)
        try compare(file, Self.open(arrays))
    }

    @Test(.tags(.knownAnswer)) func `quantized tensors are named`() throws {
        let tensor = try Self.open("model.gguf").tensor("blk.0.ffn.weight")
        #expect(tensor.type == nil && tensor.note?.contains("GGML type 8") == true)
        #expect(tensor.shape == [2, 32])
    }

    @Test(.tags(.property), arguments: files)
    func `any damaged byte is an error or changes nothing but numbers and names`(
        name: String,
        arrays: String,
        format: WeightFormat
    ) throws {
        let bytes = try Fixture.bytes("others/\(name)")
        for place in bytes.indices {
            for bits in [0x01, 0x80, 0xFF] as [UInt8] {
                var damaged = bytes
                damaged[place] ^= bits
                exercise(damaged, name)
            }
            exercise(Array(bytes[..<place]), name)
        }
    }

    @Test(.tags(.negativeControl)) func `numbers beyond the file are refused`() throws {
        // A list of 2^32 - 1 values, and an array that is longer than its extension.
        for bytes: [UInt8] in [[0xDD, 0xFF, 0xFF, 0xFF, 0xFF], [0xC7, 0x02, 0x01, 0x93], [0x81, 0xC0, 0xC0]] {
            #expect(throws: WeightFileError.self) { try WeightFile(bytes: bytes, name: "w.msgpack") }
        }
        let header = Array("GGUF".utf8) + littleEndian(UInt32(3))
        for count in [UInt64.max, 1 << 40] {
            let bytes = header + littleEndian(count) + littleEndian(UInt64(0))
            #expect(throws: WeightFileError.self) { try WeightFile(bytes: bytes, name: "w.gguf") }
        }
    }
}
