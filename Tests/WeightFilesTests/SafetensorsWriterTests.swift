import TestSupport
import Testing

import NumberTypes
import WeightFiles

@Suite struct SafetensorsWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(.tags(.knownAnswer)) func `the bytes are those of the format`() throws {
        let path = folder.path("w.safetensors")
        var file = try SafetensorsWriter(
            path: path,
            tensors: [
                .init(name: "a\"\n", shape: [1, 2], type: .float32), .init(name: "e", shape: [0], type: .float64),
            ],
            metadata: ["k": "v", "b": "\u{1F}\\"]
        )
        let values: [Float] = [1, -0.1]
        try file.write(values.span)
        try file.commit()
        let header =
            #"{"__metadata__":{"b":"\u001f\\","k":"v"},"a\"\u000a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"#
            + #""e":{"dtype":"F64","shape":[0],"data_offsets":[8,8]}}"#
        let padding = (8 - header.utf8.count % 8) % 8
        let expected = safetensors(
            header + String(repeating: " ", count: padding),
            [0x00, 0x00, 0x80, 0x3F, 0xCD, 0xCC, 0xCC, 0xBD]
        )
        #expect(try folder.bytes("w.safetensors") == expected)
    }

    @Test(.tags(.property)) func `what is written is read back, however it was cut`() throws {
        let path = folder.path("w.safetensors")
        // More than the file's buffer holds at once.
        let floats = (0..<600_000).map { Float($0) }
        let doubles = [0.1, 0.2, 0.3]
        let patterns = (0..<1000).map { UInt16($0) }
        let halves = patterns.map { Float16Pattern(bitPattern: $0) }
        let brains = patterns.map { BFloat16Pattern(bitPattern: $0) }
        var file = try SafetensorsWriter(
            path: path,
            tensors: [
                .init(name: "none", shape: [2, 0], type: .float32), .init(name: "double", shape: [3], type: .float64),
                .init(name: "single", shape: [600, 1000], type: .float32),
                .init(name: "half", shape: [1000], type: .float16),
                .init(name: "b", shape: [10, 100], type: .bfloat16),
            ]
        )
        try file.write(doubles.span.extracting(0..<2))
        try file.write(doubles.span.extracting(2..<3))
        for part in [0..<1, 1..<1, 1..<400_000, 400_000..<600_000] { try file.write(floats.span.extracting(part)) }
        try file.write(halves.span)
        try file.write(brains.span)
        #expect(!(try folder.names().contains("w.safetensors")))
        try file.commit()
        let back = try WeightFile(path: path)
        #expect(back.tensors.map(\.name) == ["none", "double", "single", "half", "b"])
        #expect(back.metadata == [:])
        #expect(try back.doubles("double") == doubles)
        #expect(try back.reader(for: back.tensor("single")).floats() == floats)
        #expect(try back.reader(for: back.tensor("half")).patterns() == patterns)
        #expect(try back.reader(for: back.tensor("b")).patterns() == patterns)
    }

    @Test(.tags(.negativeControl)) func `a file that is not committed leaves nothing behind`() throws {
        func abandon() throws {
            _ = try SafetensorsWriter(path: folder.path("w"), tensors: [.init(name: "a", shape: [2], type: .float32)])
        }
        try abandon()
        #expect(try folder.names() == [])
    }
}
