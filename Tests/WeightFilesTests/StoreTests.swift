import Synchronization
import TestSupport
import Testing

@testable import WeightFiles

/// Files in a store: each format that is read by position, and each that leads to other files.
@Suite struct StoreTests {
    /// A store in memory.
    private final class Shelf: FileStore {
        let files: Mutex<[String: [UInt8]]>
        let lookUps = Mutex<[String: Int]>([:])
        let isBroken = Mutex(false)

        init(_ files: [String: [UInt8]]) { self.files = Mutex(files) }

        func item(at location: String) throws(WeightFileError) -> StoredItem {
            lookUps.withLock { $0[location, default: 0] += 1 }
            return try files.withLock { files throws(WeightFileError) in
                if let bytes = files[location] {
                    return .file(size: bytes.count, version: String(bytes.hashValue))
                }
                let folder = location.hasSuffix("/") ? location : location + "/"
                let names = files.keys.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
                guard !names.isEmpty else { throw .unreadable(location, "there is nothing") }
                return .folder(names: names)
            }
        }

        func read(
            _ location: String,
            at offset: Int,
            into buffer: UnsafeMutableRawBufferPointer
        ) throws(WeightFileError) {
            guard !isBroken.withLock(\.self) else { throw .unreadable(location, "the line is cut") }
            let bytes = files.withLock { $0[location] ?? [] }
            buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
        }
    }

    private func compare(_ stored: WeightFile, _ file: WeightFile) throws {
        #expect(stored.tensors == file.tensors)
        for (here, there) in zip(stored.tensors, file.tensors) where here.type != nil {
            let found = try stored.reader(for: here).doubles().map(\.bitPattern)
            #expect(try found == file.reader(for: there).doubles().map(\.bitPattern))
        }
        try stored.verifyUnchanged()
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            "float32.npy", "pytorch/views.pt", "pytorch/legacy.pth", "others/model.gguf", "others/model.msgpack",
        ]
    )
    func `a file has the same tensors in a store`(name: String) throws {
        let store = StoredFiles(Shelf(["s3://b/\(name)": try Fixture.bytes(name)]))
        let stored = try WeightFolder.open("s3://b/\(name)", in: .store(store))
        try compare(try #require(stored.first), WeightFile(path: Fixture.path(name)))
    }

    @Test(.tags(.knownAnswer)) func `a folder's index leads to the shards beside it`() throws {
        let names = [
            "model.safetensors.index.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
        ]
        var files = ["m/config.json": Array(#"{"n_layer": 7}"#.utf8)]
        for name in names { files["m/\(name)"] = try Fixture.bytes(name) }
        let shelf = Shelf(files)
        for folder in ["m", "m/"] {
            let stored = try WeightFolder.open(folder, in: .store(StoredFiles(shelf)))
            #expect(stored.map(\.path) == ["m/model.safetensors.index.json"])
            #expect(stored.first?.configuration?.layerCount == 7)
            try compare(try #require(stored.first), WeightFile(path: Fixture.path(names[0])))
        }
    }

    @Test(.tags(.knownAnswer)) func `pieces are put together, and each file is looked up once before the end`() throws {
        let names = [".metadata", "__0_0.distcp"]
        var files: [String: [UInt8]] = [:]
        for name in names { files["c/\(name)"] = try Fixture.bytes("pytorch/distributed/\(name)") }
        let shelf = Shelf(files)
        let stored = try #require(try WeightFolder.open("c", in: .store(StoredFiles(shelf))).first)
        for tensor in stored.tensors { _ = try stored.reader(for: tensor).doubles() }
        #expect(shelf.lookUps.withLock { $0["c/__0_0.distcp"] } == 1)
        try compare(stored, WeightFile(path: Fixture.path("pytorch/distributed/.metadata")))
    }

    @Test(.tags(.negativeControl)) func `what changes, fails or is not there is an error of its location`() throws {
        let names = [
            "model.safetensors.index.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
        ]
        var files: [String: [UInt8]] = [:]
        for name in names { files["m/\(name)"] = try Fixture.bytes(name) }
        let shelf = Shelf(files)
        let file = try #require(try WeightFolder.open("m", in: .store(StoredFiles(shelf))).first)
        let reader = try file.reader(for: file.tensors[0])
        shelf.isBroken.withLock { $0 = true }
        let broken = #expect(throws: WeightFileError.self) { try reader.doubles() }
        #expect(broken?.description.hasSuffix("cannot read: the line is cut") == true)
        shelf.isBroken.withLock { $0 = false }

        for change in [{ (bytes: inout [UInt8]) in bytes[bytes.count - 1] ^= 1 }, { $0.append(0) }] {
            shelf.files.withLock { change(&$0["m/\(names[1])", default: []]) }
            let changed = #expect(throws: WeightFileError.self) { try file.verifyUnchanged() }
            #expect(changed?.path == "m/\(names[1])")
            #expect(changed?.description.contains("it changed while it was read") == true)
        }
        shelf.files.withLock { $0["m/\(names[1])"] = nil }
        #expect(throws: WeightFileError.unreadable("m/\(names[1])", "there is nothing")) {
            _ = try WeightFolder.open("m", in: .store(StoredFiles(shelf)))
        }
        #expect(throws: WeightFileError.unreadable("n", "there is nothing")) {
            _ = try WeightFolder.open("n", in: .store(StoredFiles(shelf)))
        }
    }
}
