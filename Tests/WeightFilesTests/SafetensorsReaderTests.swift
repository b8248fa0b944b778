import TestSupport
import Testing

import NumberTypes
import WeightFiles

@Suite struct SafetensorsReaderTests {
    @Test(.tags(.knownAnswer)) func `a file that the safetensors package wrote is read`() throws {
        let file = try WeightFile(path: Fixture.path("all.safetensors"))
        #expect(file.format == .safetensors)
        // In the order of their data.
        #expect(file.tensors.map(\.name) == ["i64", "f64", "empty", "f32", "scalar", "bf16", "f16"])
        #expect(file.tensors.map(\.typeName) == ["I64", "F64", "F32", "F32", "F32", "BF16", "F16"])
        #expect(file.tensors.map(\.type) == [.int64, .float64, .float32, .float32, .float32, .bfloat16, .float16])
        #expect(file.tensors.map(\.shape) == [[3], [2, 3, 4], [0, 4], [2, 3, 4], [], [2, 3, 4], [2, 3, 4]])
        #expect(file.metadata == ["format": "pt", "note": "café \"1\""])
        #expect(file.notes == [])
        for name in ["f64", "f32", "bf16", "f16"] { #expect(try file.doubles(name) == Fixture.values) }
        #expect(try file.doubles("empty") == [])
        #expect(try file.doubles("scalar") == [-0.25])
        #expect(try file.doubles("i64").count == 3)
        try file.verifyUnchanged()
    }

    @Test(.tags(.knownAnswer)) func `blanks, escapes and fields that the format does not know are read over`() throws {
        let header =
            #" { "a\n\u00e9\ud83d\ude00\/" : { "shape":[ ], "dtype":"F16" ,"x":[{"y":[-1.5e+3,true,null]}],"#
            + #""data_offsets":[0,2]}}  "#
        let bytes = safetensors(String(header.dropFirst()), [0, 0x3C])
        let file = try WeightFile(bytes: bytes, name: "w.safetensors")
        #expect(file.tensors.map(\.name) == ["a\né😀/"])
        #expect(file.notes == ["tensor 'a\\né😀/' has the unknown field 'x'"])
        #expect(try file.doubles() == [1])
        #expect(try WeightFile(bytes: safetensors("{}"), name: "w.safetensors").tensors == [])
    }

    @Test(.tags(.property)) func `of many unknown fields the first is named and the others are counted`() throws {
        let fields = (0..<1000).map { "\"x\($0)\":[{\"y\":1,\"y\":2}]" }.joined(separator: ",")
        let header = "{\"a\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2],\(fields)}}"
        let file = try WeightFile(bytes: safetensors(header, [0, 0x3C]), name: "w.safetensors")
        #expect(file.notes == ["tensor 'a' has the unknown field 'x0', and 999 more such fields"])
    }

    @Test(.tags(.property)) func `names that Unicode calls equivalent are different names`() throws {
        let entries = ["\u{E9}", "e\u{301}"].enumerated().map { i, name in
            "\"\(name)\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[\(2 * i),\(2 * i + 2)]}"
        }
        let bytes = safetensors("{\(entries.joined(separator: ","))}", [0, 0x3C, 0, 0x40])
        let file = try WeightFile(bytes: bytes, name: "w.safetensors")
        #expect(try file.tensors.map { try file.reader(for: $0).doubles() } == [[1], [2]])
    }

    @Test(.tags(.knownAnswer)) func `content tells the format where the name does not`() throws {
        let path = try TemporaryFolder()
        for (name, format) in [
            ("all.safetensors", WeightFormat.safetensors), ("float32.npy", .npy), ("stored.npz", .npz),
        ] {
            let copy = try path.write(Fixture.bytes(name), to: "download")
            let file = try WeightFile(path: copy)
            #expect(file.format == format)
            #expect(file.path == copy)
        }
        let error = complaint(Array("glorot and bengio".utf8), "w.bin")
        #expect(
            error == "w.bin: magic at byte 0: found 67 6C 6F 72 6F 74 20 61 6E, "
                + "expected a .safetensors, .pt, .h5, .keras, .npy, .npz, .gguf, .msgpack, .txt or .csv file, "
                + "or a stated format (--raw for bare numbers)"
        )
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ([0x80, 2, 0x7D], "w.bin", "a pickle"), ([0x80, 5, 0x95], "w.bin", "a pickle"),
            ([8, 7], "w.onnx", "ONNX"),
            ([0, 0], "m.ckpt-1.index", "the index of a TensorFlow checkpoint"),
        ] as [([UInt8], String, String)]
    )
    func `files of other formats are told by their name`(start: [UInt8], file: String, name: String) {
        let error = complaint(start + [UInt8](repeating: 7, count: 20), file)
        #expect(error?.contains(", \(name), expected ") == true, "\(error ?? "none")")
        #expect(error?.contains(": save its tensors as .safetensors, .npy or .npz") == true)
    }
}
