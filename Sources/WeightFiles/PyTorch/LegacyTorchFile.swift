internal import NumberTypes

/// The file format of PyTorch before 1.6, which newer versions still write on request.
///
/// It has five pickles: a magic number, the protocol, the sizes of integers, what was saved, and the keys of its
/// storages. Then come the storages, each preceded by its number of elements.
///
/// Source: torch 2.15.0, torch/serialization.py, `_legacy_save` and `_legacy_load`.
struct LegacyTorchFile: TorchStorages {
    let pickle: Pickle
    let isBigEndian: Bool

    private let source: ByteSource

    /// Where the elements of each storage begin, and how many there are.
    private let storages: [[UInt8]: (start: Int, count: Int)]

    /// How these files begin: protocol 2, and the number 0x1950a86a20f9469cfc6c.
    static let magic: [UInt8] = [
        0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
    ]

    /// The pickles must end within this many bytes of the start.
    private static let pickleLimit = 1 << 26

    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        let (pickles, end) = try Self.pickles(source)
        pickle = pickles[3]
        isBigEndian = !Self.isLittleEndian(pickles[2])
        storages = try Self.storages(pickles[4], described: pickles[3], from: end, in: source)
    }

    func check(_ storage: TorchStorage, of tensor: TorchTensor) throws(WeightFileError) {
        guard let place = storages[Array(storage.key.utf8)] else {
            throw malformed(
                "storage \(quoted(storage.key)) of tensor \(quoted(tensor.name))",
                "a storage in the file"
            )
        }
        guard place.count == storage.count else {
            throw malformed("\(place.count) elements in storage \(quoted(storage.key))", "\(storage.count)")
        }
    }

    func region(of storage: TorchStorage) throws(WeightFileError) -> (any ByteRegion, start: Int) {
        guard let place = storages[Array(storage.key.utf8)] else {
            throw malformed("no storage \(quoted(storage.key))", "it")
        }
        return (FileRegion(source: source, start: 0, size: source.size), place.start)
    }

    // MARK: - Implementation

    /// The five pickles, and where the last one ends.
    private static func pickles(_ source: ByteSource) throws(WeightFileError) -> ([Pickle], end: Int) {
        // Their end is not known beforehand, so ever more of the file is read.
        var size = min(source.size, 1 << 20)
        while true {
            do throws(WeightFileError) {
                let bytes = try source.bytes(at: 0, count: size)
                var position = 0
                var pickles: [Pickle] = []
                for _ in 0..<5 {
                    pickles.append(try PickleReader.read(bytes, at: position, path: source.path))
                    position += pickles[pickles.count - 1].length
                }
                return (pickles, position)
            } catch {
                guard size < source.size, size < pickleLimit else { throw error }
                size = min(source.size, 8 * size, pickleLimit)
            }
        }
    }

    private static func isLittleEndian(_ system: Pickle) -> Bool {
        guard case .mapping(let entries) = system[system.root] else { return true }
        for place in stride(from: 0, to: entries.count - 1, by: 2) where system.text(entries[place]) == "little_endian"
        {
            if case .boolean(let isLittle) = system[entries[place + 1]] { return isLittle }
        }
        return true
    }

    /// The storages, which follow one another in the order of the keys.
    private static func storages(
        _ keys: Pickle,
        described: Pickle,
        from start: Int,
        in source: ByteSource
    ) throws(WeightFileError) -> [[UInt8]: (start: Int, count: Int)] {
        var sizes: [[UInt8]: Int] = [:]
        for value in described.values {
            guard case .persistent(let identifier) = value, let storage = TorchStorage(identifier, in: described) else {
                continue
            }
            sizes[Array(storage.key.utf8)] = storage.type?.size ?? Self.unreadSizes[storage.typeName]
        }
        guard let items = keys.items(keys.root) else {
            throw source.malformed("keys of storages", start, "not a list", "a list of texts")
        }
        var storages: [[UInt8]: (start: Int, count: Int)] = [:]
        var position = start
        for item in items {
            guard let key = keys.text(item) ?? keys.integer(item).map(String.init) else {
                throw source.malformed("keys of storages", start, "something else", "texts")
            }
            guard source.size - position >= 8 else {
                throw source.malformed("storage \(quoted(key))", position, "the end", "its number of elements")
            }
            let count = Int(bitPattern: UInt(try source.bytes(at: position, count: 8).littleEndian64(at: 0)))
            position += 8
            guard let size = sizes[Array(key.utf8)], count >= 0, count <= (source.size - position) / size else {
                let expected = "elements of a known type, at most \(source.size - position) bytes"
                throw source.malformed("storage \(quoted(key))", position - 8, "\(count) elements", expected)
            }
            storages[Array(key.utf8)] = (position, count)
            position += count * size
        }
        return storages
    }

    /// The element sizes of types that are skipped.
    private static let unreadSizes = [
        "ComplexFloatStorage": 8, "ComplexDoubleStorage": 16, "QInt8Storage": 1, "QUInt8Storage": 1, "QInt32Storage": 4,
        "QUInt4x2Storage": 1, "QUInt2x4Storage": 1, "UntypedStorage": 1,
    ]

    private func malformed(_ found: String, _ expected: String) -> WeightFileError {
        .format(FileFormatError(path: source.path, "archive", found: found, expected: expected))
    }
}
