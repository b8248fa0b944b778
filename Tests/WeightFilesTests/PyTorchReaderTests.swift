import Foundation
import TestSupport
import Testing

import NumberTypes
import WeightFiles

/// Files that `torch.save` wrote, beside what PyTorch itself reads from them: Scripts/generate/torch-files.py.
@Suite struct PyTorchReaderTests {
    private static func open(_ name: String) throws -> WeightFile {
        try WeightFile(path: Fixture.path("pytorch/\(name)"))
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            "state.pt", "legacy.pth", "module.pt", "lightning.ckpt", "parallel.pt", "views.pt", "views-legacy.pt",
            "types.pt",
        ]
    )
    func `every tensor has PyTorch's name, shape and numbers`(name: String) throws {
        try Self.compare(Self.open(name), String(name.prefix { $0 != "." }))
    }

    @Test(.tags(.knownAnswer)) func `a distributed checkpoint is put together`() throws {
        for name in ["distributed", "sharded"] { try Self.compare(Self.open("\(name)/.metadata"), name) }
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
        for name in ["state.pt", "legacy.pth"] {
            let bytes = try Fixture.bytes("pytorch/\(name)")
            for place in stride(from: 0, to: bytes.count, by: 7) {
                var damaged = bytes
                damaged[place] ^= 0x15
                exercise(damaged, name)
                exercise(Array(bytes[..<place]), name)
            }
        }
    }

    // MARK: - Implementation

    private func exercise(_ bytes: [UInt8], _ name: String) {
        do {
            let file = try WeightFile(bytes: bytes, name: name)
            for tensor in file.tensors where tensor.type != nil { _ = try file.reader(for: tensor).doubles() }
        } catch {
            #expect("\(error)".contains(name))
        }
    }

    /// Compares all tensors with an archive of NumPy's.
    private static func compare(_ file: WeightFile, _ expected: String) throws {
        let arrays = try open("\(expected).npz")
        let readable = file.tensors.filter { $0.type != nil }
        #expect(Set(readable.map(\.name)) == Set(arrays.tensors.map(\.name)))
        for array in arrays.tensors {
            let tensor = try file.tensor(array.name)
            #expect(tensor.shape == array.shape, "\(array.name)")
            let (found, wanted) = (try rowMajor(tensor, of: file), try rowMajor(array, of: arrays))
            #expect(found.map(\.bitPattern) == wanted.map(\.bitPattern), "\(array.name)")
        }
    }

    private static func rowMajor(_ tensor: TensorInfo, of file: WeightFile) throws -> [Double] {
        let values = try file.reader(for: tensor).doubles()
        guard tensor.isFortranOrder, tensor.shape.count > 1 else { return values }
        var result: [Double] = []
        for place in values.indices {
            var (rest, index) = (place, [Int](repeating: 0, count: tensor.shape.count))
            for axis in tensor.shape.indices.reversed() {
                (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: tensor.shape[axis])
            }
            var position = 0
            for axis in tensor.shape.indices.reversed() { position = position * tensor.shape[axis] + index[axis] }
            result.append(values[position])
        }
        return result
    }
}
