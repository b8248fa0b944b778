/// The `.metadata` of a distributed checkpoint.
struct TorchMetadata {
    /// Where a piece is.
    struct Place {
        let file: String
        let offset: Int
        let length: Int
    }

    /// The key of a piece.
    struct PieceKey: Hashable {
        let name: String
        let offsets: [Int]
    }

    struct Tensor {
        let name: String
        let typeName: String
        let shape: [Int]
        let count: Int
        let chunks: [(offsets: [Int], sizes: [Int])]
    }

    private let pickle: Pickle
    private let source: ByteSource

    init(_ pickle: Pickle, _ source: ByteSource) { (self.pickle, self.source) = (pickle, source) }

    /// The tensors. Everything else that was saved is left out.
    func tensors() throws(WeightFileError) -> [Tensor] {
        guard let entries = member("state_dict_metadata", of: pickle.root).flatMap({ pairs($0) }) else {
            throw malformed("no state_dict_metadata", "torch.distributed.checkpoint's")
        }
        var tensors: [Tensor] = []
        for (key, value) in entries {
            guard let name = pickle.text(key), let chunks = member("chunks", of: value).flatMap({ pickle.items($0) })
            else {
                continue
            }
            guard let shape = member("size", of: value).flatMap({ pickle.integers($0) }),
                let properties = member("properties", of: value), let type = type(properties),
                shape.count <= TensorInfo.axisLimit, shape.allSatisfy({ $0 >= 0 }), let count = shape.checkedProduct
            else { throw malformed("tensor \(quoted(name)) without a size or a type", "both") }
            var parts: [(offsets: [Int], sizes: [Int])] = []
            for chunk in chunks {
                guard let offsets = member("offsets", of: chunk).flatMap({ pickle.integers($0) }),
                    let sizes = member("sizes", of: chunk).flatMap({ pickle.integers($0) }),
                    offsets.count == shape.count, sizes.count == shape.count,
                    zip(zip(offsets, sizes), shape).allSatisfy({
                        $0.0 >= 0 && $0.1 >= 0 && $0.0 <= $1 && $0.1 <= $1 - $0.0
                    })
                else { throw malformed("a piece of \(quoted(name)) without its place", "offsets and sizes within it") }
                parts.append((offsets, sizes))
            }
            tensors.append(Tensor(name: name, typeName: type, shape: shape, count: count, chunks: parts))
        }
        return tensors
    }

    /// Where the pieces are.
    func places() throws(WeightFileError) -> [PieceKey: Place] {
        guard let entries = member("storage_data", of: pickle.root).flatMap({ pairs($0) }) else {
            throw malformed("no storage_data", "torch.distributed.checkpoint's")
        }
        var places: [PieceKey: Place] = [:]
        for (key, value) in entries {
            guard let name = member("fqn", of: key).flatMap({ pickle.text($0) }),
                let file = member("relative_path", of: value).flatMap({ pickle.text($0) }),
                let offset = member("offset", of: value).flatMap({ pickle.integer($0) }), offset >= 0,
                let length = member("length", of: value).flatMap({ pickle.integer($0) }), length >= 0
            else { throw malformed("a place without name, file, offset and length", "all of them") }
            guard !file.isEmpty, !file.utf8.contains(UInt8(ascii: "/")), file != ".." else {
                throw malformed("the file \(quoted(file))", "a file in the same folder")
            }
            // Anything other than a tensor has no offset in one.
            let offsets = member("offset", of: key).flatMap { pickle.integers($0) } ?? []
            places[PieceKey(name: name, offsets: offsets)] = Place(file: file, offset: offset, length: length)
        }
        return places
    }

    // MARK: - Implementation

    private func pairs(_ place: Int) -> [(key: Int, value: Int)]? {
        guard case .mapping(let entries) = pickle[place] else { return nil }
        return stride(from: 0, to: entries.count - 1, by: 2).map { (entries[$0], entries[$0 + 1]) }
    }

    /// A field of an object that is restored from a mapping.
    private func member(_ name: String, of place: Int) -> Int? {
        guard case .object(let object) = pickle[place], let state = object.state else { return nil }
        return pairs(state)?.first { pickle.text($0.key) == name }?.value
    }

    /// The type's name in a tensor's properties: their `dtype`, or the first item of the tuple that restores them.
    private func type(_ properties: Int) -> String? {
        if let type = member("dtype", of: properties), case .global(_, let name) = pickle[type] { return name }
        guard case .object(let object) = pickle[properties], let state = object.state,
            let first = pickle.items(state)?.first,
            case .global(_, let name) = pickle[first]
        else { return nil }
        return name
    }

    private func malformed(_ found: String, _ expected: String) -> WeightFileError {
        source.malformed("pickle", 0, found, expected)
    }
}
