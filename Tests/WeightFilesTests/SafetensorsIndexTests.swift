import Foundation
import TestSupport
import Testing

import NumberTypes
import WeightFiles

@Suite struct SafetensorsIndexTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in [
            "model.safetensors.index.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
        ] {
            try folder.write(Fixture.bytes(name), to: name)
        }
    }

    private var index: String { folder.path("model.safetensors.index.json") }

    @Test(.tags(.knownAnswer)) func `the tensors of all shards are read, in the index's order`() throws {
        let file = try WeightFile(path: index)
        #expect(file.format == .safetensorsIndex)
        #expect(file.tensors.map(\.name) == ["b.weight", "a.weight"])
        #expect(file.tensors.map(\.type) == [.bfloat16, .float32])
        #expect(file.metadata == ["total_size": "144"])
        #expect(
            file.notes == ["'model-00001-of-00002.safetensors' has tensors that the index does not list: 1"]
        )
        #expect(try file.doubles("a.weight") == Fixture.values)
        #expect(try file.doubles("b.weight") == Fixture.values)
        try file.verifyUnchanged()
    }

    @Test(.tags(.property)) func `shards are beside the link that leads to the index, as in a download's cache`() throws
    {
        try createFolder(folder.path("blobs"))
        try FileManager.default.moveItem(atPath: index, toPath: folder.path("blobs/0123"))
        try FileManager.default.createSymbolicLink(atPath: index, withDestinationPath: "blobs/0123")
        #expect(try WeightFile(path: index).doubles("a.weight") == Fixture.values)
    }

    @Test(.tags(.negativeControl)) func `a shard that is missing, changed or without the tensor is an error`() throws {
        let shard = folder.path("model-00001-of-00002.safetensors")
        let file = try WeightFile(path: index)
        // One byte less than before.
        try folder.write(Array(Fixture.bytes("model-00001-of-00002.safetensors").dropLast()), to: "new")
        try FileManager.default.removeItem(atPath: shard)
        let tensor = try file.tensor("a.weight")
        let missing = #expect(throws: WeightFileError.self) { try file.reader(for: tensor) }
        #expect(missing?.description == "\(shard): cannot read: No such file or directory")
        #expect(throws: WeightFileError.self) { try file.verifyUnchanged() }
        try FileManager.default.moveItem(atPath: folder.path("new"), toPath: shard)
        let changed = #expect(throws: WeightFileError.self) { try file.reader(for: tensor) }
        #expect(
            changed?.description
                == "\(shard): cannot read: it changed while it was read: another file has taken its place"
        )
        #expect(try file.doubles("b.weight") == Fixture.values)
        try folder.write(Fixture.bytes("model-00002-of-00002.safetensors"), to: "model-00001-of-00002.safetensors")
        #expect(
            complaint { () throws(WeightFileError) in try WeightFile(path: index) }
                == "\(index): tensor 'a.weight': index at byte 119: "
                + "found no such tensor in 'model-00001-of-00002.safetensors', expected a file that has it"
        )
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                "{\"weight_map\":{\"a\":\"../s\"}}",
                "tensor 'a': index at byte 19: found '../s', expected the name of a file in the same folder"
            ),
            (
                "{\"weight_map\":{\"a\":\"/s\"}}",
                "tensor 'a': index at byte 19: found '/s', expected the name of a file in the same folder"
            ),
            (
                "{\"weight_map\":{\"a\":\"..\"}}",
                "tensor 'a': index at byte 19: found '..', expected the name of a file in the same folder"
            ),
            (
                "{\"weight_map\":{\"a\":\"s\\u0000\"}}",
                "tensor 'a': index at byte 19: found 's\\0', expected the name of a file in the same folder"
            ),
            ("{\"weight_map\":{\"a\":1}}", "index at byte 19: found '1}}', expected a string"),
            (
                "{\"weight_map\":{\"a\":\"s\",\"a\":\"s\"}}",
                "index at byte 23: found the key 'a' again, expected each key once"
            ),
            ("{\"metadata\":{}}", "index at byte 0: found no 'weight_map', expected 'weight_map'"),
            ("[]", "index at byte 0: found '[]', expected an object"),
        ]
    )
    func `the index is checked`(row: (text: String, message: String)) {
        let shard = safetensors("{\"a\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]}}", [0, 0])
        let found = complaint { () throws(WeightFileError) in
            try WeightFile(bytes: Array(row.text.utf8), name: "w.index.json", shards: ["s": shard])
        }
        #expect(found == "w.index.json: \(row.message)")
    }
}
