internal import NumberTypes

/// The file format of PyTorch before 0.1.10: a tar archive of `storages`, `tensors` and `pickle`.
///
/// The pickle's persistent identifiers name tensors.
///
/// Source: torch 2.15.0, torch/serialization.py, `legacy_load`.
struct TarTorchFile: TorchStorages {
    let pickle: Pickle
    let isBigEndian = false

    /// The tensors, by their keys.
    private(set) var tensors: [String: TorchTensor] = [:]

    private let source: ByteSource
    private var storages: [String: (start: Int, storage: TorchStorage)] = [:]

    /// The bytes of a record. Every member begins at a multiple of it.
    private static let recordSize = 512

    /// The longest pickle that is read.
    private static let pickleLimit = 1 << 26

    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        let members = try Self.members(source)
        guard let storages = members["storages"], let tensors = members["tensors"], let pickle = members["pickle"]
        else {
            throw source.malformed("archive", 0, "no storages, tensors and pickle", "PyTorch's members")
        }
        guard pickle.count <= Self.pickleLimit else {
            throw source.malformed("pickle", pickle.lowerBound, "\(pickle.count) bytes", "at most \(Self.pickleLimit)")
        }
        self.pickle = try PickleReader.read(
            source.bytes(at: pickle.lowerBound, count: pickle.count),
            path: source.path,
            base: pickle.lowerBound
        )
        try readStorages(storages)
        try readTensors(tensors)
    }

    /// Whether a file begins as a tar archive does.
    static func isArchive(_ source: ByteSource) throws(WeightFileError) -> Bool {
        guard source.size >= recordSize else { return false }
        return try source.bytes(at: 257, count: 5) == Array("ustar".utf8)
    }

    func check(_ storage: TorchStorage, of tensor: TorchTensor) throws(WeightFileError) {}

    func region(of storage: TorchStorage) throws(WeightFileError) -> (any ByteRegion, start: Int) {
        guard let place = storages[storage.key] else {
            throw source.malformed("archive", 0, "no storage \(quoted(storage.key))", "it")
        }
        return (FileRegion(source: source, start: 0, size: source.size), place.start)
    }

    // MARK: - Implementation

    /// The members' names, and where their bytes are.
    private static func members(_ source: ByteSource) throws(WeightFileError) -> [String: Range<Int>] {
        var members: [String: Range<Int>] = [:]
        var position = 0
        while position <= source.size - recordSize {
            let header = try source.bytes(at: position, count: recordSize)
            // Records of zeros end an archive.
            guard header[0] != 0 else { break }
            let digits = header[124..<136].prefix { $0 != 0 && $0 != 0x20 }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 8), size >= 0,
                size <= source.size - position - recordSize
            else { throw source.malformed("size of a member", position + 124, quoted(digits), "one within the file") }
            let start = position + recordSize
            let name = String(decoding: header[..<100].prefix { $0 != 0 }, as: UTF8.self)
            members[name] = start..<start + size
            position = start + (size + recordSize - 1) / recordSize * recordSize
        }
        return members
    }

    /// A key, which PyTorch writes as a number or a text.
    private static func key(_ place: Int, in pickle: Pickle) -> String? {
        pickle.text(place) ?? pickle.integer(place).map(String.init)
    }

    private mutating func readStorages(_ range: Range<Int>) throws(WeightFileError) {
        var position = range.lowerBound
        let count = try self.count(&position, range)
        for _ in 0..<count {
            let described = try pickle(&position, range)
            guard let parts = described.items(described.root), parts.count == 3,
                let key = Self.key(parts[0], in: described), case .global(_, let name) = described[parts[2]],
                range.upperBound - position >= 8
            else { throw source.malformed("storages", position, "something else", "key, location, type and size") }
            let elements = Int(bitPattern: UInt(try source.bytes(at: position, count: 8).littleEndian64(at: 0)))
            position += 8
            let storage = TorchStorage(key: key, count: elements, typeName: name)
            guard elements >= 0, storage.type != nil, elements <= (range.upperBound - position) / storage.elementSize
            else {
                throw source.malformed(
                    "storages",
                    position - 8,
                    "\(elements) elements of \(quoted(name))",
                    "elements of a known type within the file"
                )
            }
            storages[key] = (position, storage)
            position += elements * storage.elementSize
        }
        let views = try pickle(&position, range)
        for view in views.items(views.root) ?? [] {
            guard let parts = views.items(view), parts.count == 4, let key = Self.key(parts[0], in: views),
                let root = Self.key(parts[1], in: views).flatMap({ storages[$0] }),
                let offset = views.integer(parts[2]), let count = views.integer(parts[3]), offset >= 0, count >= 0,
                offset <= root.storage.count, count <= root.storage.count - offset
            else { throw source.malformed("storages", position, "a view of something else", "a view of a storage") }
            let storage = TorchStorage(key: key, count: count, typeName: root.storage.typeName)
            storages[key] = (root.start + offset * storage.elementSize, storage)
        }
    }

    private mutating func readTensors(_ range: Range<Int>) throws(WeightFileError) {
        var position = range.lowerBound
        let count = try self.count(&position, range)
        for _ in 0..<count {
            let described = try pickle(&position, range)
            guard let parts = described.items(described.root), parts.count == 3,
                let key = Self.key(parts[0], in: described),
                let storage = Self.key(parts[1], in: described).flatMap({ storages[$0]?.storage }),
                range.upperBound - position >= 8
            else { throw source.malformed("tensors", position, "something else", "key, storage and type") }
            let rank = try source.bytes(at: position, count: 4).littleEndian32(at: 0)
            position += 8
            guard rank <= TensorInfo.axisLimit, range.upperBound - position >= 8 * (2 * rank + 1) else {
                throw source.malformed("tensors", position - 8, "\(rank) axes", "at most \(TensorInfo.axisLimit)")
            }
            let bytes = try source.bytes(at: position, count: 8 * (2 * rank + 1))
            let numbers = (0...2 * rank).map { Int(bitPattern: UInt(bytes.littleEndian64(at: 8 * $0))) }
            let (shape, strides, offset) = (Array(numbers[..<rank]), Array(numbers[rank..<2 * rank]), numbers[2 * rank])
            guard numbers.allSatisfy({ $0 >= 0 }),
                let end = TorchTensor.end(offset: offset, shape: shape, strides: strides), end <= storage.count,
                let size = shape.checkedProduct, size <= max(storage.count, 1)
            else {
                throw source.malformed("tensors", position, "sizes \(listed(shape))", "\(storage.count) elements")
            }
            position += 8 * (2 * rank + 1)
            tensors[key] = TorchTensor(
                key,
                storage,
                storage.type,
                storage.type?.rawValue ?? storage.typeName,
                offset: offset,
                shape: shape,
                strides: strides
            )
        }
    }

    /// Reads the number at the beginning of a member.
    private func count(_ position: inout Int, _ range: Range<Int>) throws(WeightFileError) -> Int {
        let start = position
        let number = try pickle(&position, range)
        guard let count = number.integer(number.root), count >= 0, count <= range.count else {
            throw source.malformed("archive", start, "no number of parts", "a number")
        }
        return count
    }

    /// Reads the pickle at a position in a member. Its end is not known beforehand, so ever more of the member is read.
    private func pickle(_ position: inout Int, _ range: Range<Int>) throws(WeightFileError) -> Pickle {
        let left = min(range.upperBound - position, Self.pickleLimit)
        var size = min(left, 1 << 9)
        while true {
            do throws(WeightFileError) {
                let bytes = try source.bytes(at: position, count: size)
                let pickle = try PickleReader.read(bytes, path: source.path, base: position)
                position += pickle.length
                return pickle
            } catch {
                guard size < left else { throw error }
                size = min(left, 16 * size)
            }
        }
    }
}
