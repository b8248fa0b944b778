import Foundation
import TestSupport
import Testing

import NumberTypes
import WeightFiles

/// Files that `torch.save` wrote, compared with what PyTorch itself reads from them: Scripts/generate/torch-files.py.
@Suite struct PyTorchReaderTests {
    private static func open(_ name: String) throws -> WeightFile {
        try WeightFile(path: Fixture.path("pytorch/\(name)"))
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            "state.pt", "unchecked.pt", "legacy.pth", "ancient.pt", "module.pt", "lightning.ckpt", "parallel.pt",
            "views.pt",
            "views-legacy.pt",
            "types.pt",
        ]
    )
    func `every tensor has PyTorch's name, shape and numbers`(name: String) throws {
        try compare(Self.open(name), Self.open("\(name.prefix { $0 != "." }).npz"))
    }

    @Test(.tags(.knownAnswer)) func `a distributed checkpoint is put together`() throws {
        for name in ["distributed", "sharded"] {
            try compare(Self.open("\(name)/.metadata"), Self.open("\(name).npz"))
        }
    }

    @Test(.tags(.knownAnswer)) func `elements are the same in any order of reading`() throws {
        for (file, tensor) in [("views.pt", "every other"), ("views.pt", "permuted"), ("sharded/.metadata", "columns")]
        {
            let file = try Self.open(file)
            let reader = try file.reader(for: file.tensor(tensor))
            let all = try reader.doubles()
            for start in 0..<all.count {
                for end in start...all.count { #expect(try reader.doubles(start..<end) == Array(all[start..<end])) }
            }
        }
    }

    @Test(.tags(.knownAnswer)) func `tied weights are known`() throws {
        for name in ["state.pt", "legacy.pth", "module.pt"] {
            let file = try Self.open(name)
            let head = try file.tensor("head.weight")
            #expect(try head.tied == file.tensor("embedding.weight").place)
            #expect(file.tensors.count { $0.tied != nil } == 1)
        }
        // Another part of the storage is another tensor.
        #expect(try Self.open("views.pt").tensors.allSatisfy { $0.tied == nil })
    }

    @Test(.tags(.knownAnswer)) func `what is not read is named`() throws {
        let file = try Self.open("types.pt")
        let unread = file.tensors.filter { $0.type == nil }
        #expect(
            unread.map(\.name) == ["complex", "float8", "sparse", "compressed", "quantized", "meta"]
        )
        #expect(unread.allSatisfy { tensor in tensor.note.map { $0.contains("'\(tensor.name)'") } ?? false })
        #expect(try file.tensor("float8").typeName == "float8_e4m3fn")
        #expect(try Self.open("expanded.pt").tensors.map(\.typeName) == ["expanded view"])
        #expect(throws: WeightFileError.self) { try file.reader(for: file.tensor("complex")) }
    }

    @Test(.tags(.negativeControl)) func `a storage that is shorter than its tensor is malformed`() throws {
        var bytes = try Fixture.bytes("pytorch/legacy.pth")
        #expect(throws: WeightFileError.self) { try WeightFile(bytes: Array(bytes.dropLast(1)), name: "w.pth") }
        bytes += [0]
        #expect(try WeightFile(bytes: bytes, name: "w.pth").tensors.count == 9)
    }

    @Test(.tags(.property)) func `any damaged byte is an error or changes nothing but numbers`() throws {
        for name in ["state.pt", "legacy.pth", "ancient.pt"] {
            let bytes = try Fixture.bytes("pytorch/\(name)")
            for place in stride(from: 0, to: bytes.count, by: 7) {
                var damaged = bytes
                damaged[place] ^= 0x15
                exercise(damaged, name)
                exercise(Array(bytes[..<place]), name)
            }
        }
    }

}
