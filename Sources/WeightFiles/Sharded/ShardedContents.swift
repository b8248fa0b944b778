internal import NumberTypes

/// The tensors of several .safetensors or PyTorch files, as an index lists them.
///
/// The header of each shard is read along with the index.
struct ShardedContents: FileContents {
    let tensors: [TensorInfo]
    let notes: [String]
    let metadata: [String: String]

    fileprivate struct Shard {
        let name: String
        let contents: any FileContents
        let identity: FileIdentity?
    }

    private struct Place: Hashable {
        let shard: Int
        let tensor: Int
    }

    private let source: ByteSource
    private let folder: ShardFolder
    private let shards: [Shard]
    private let places: [Place]

    init(_ source: ByteSource, folder: ShardFolder) throws(WeightFileError) {
        let index = try SafetensorsIndex(source)
        var shards: [Shard] = []
        var numbers: [[UInt8]: Int] = [:]
        // Several names may lead to one file. Its header is held once.
        var files: [FileIdentity: Int] = [:]
        // For each shard, the place of a tensor by its name. Names are compared by their bytes.
        var names: [[[UInt8]: Int]] = []
        var tensors: [TensorInfo] = []
        var places: [Place] = []
        for entry in index.entries {
            let key = Array(entry.shard.utf8)
            var number = numbers[key] ?? shards.count
            if number == shards.count {
                let opened = try folder.open(entry.shard)
                let identity = opened.identity
                if let known = identity.flatMap({ files[$0] }) {
                    number = known
                } else {
                    let contents = try Self.contents(of: opened)
                    let shard = Shard(name: entry.shard, contents: contents, identity: identity)
                    identity.map { files[$0] = number }
                    shards.append(shard)
                    names.append([:])
                    for tensor in shard.contents.tensors { names[number][Array(tensor.name.utf8)] = tensor.index }
                }
                numbers[key] = number
            }
            guard let position = names[number].removeValue(forKey: Array(entry.tensor.utf8)) else {
                let found = "no such tensor in \(quoted(entry.shard))"
                let part = "tensor \(quoted(entry.tensor))"
                throw source.malformed("index", entry.offset, found, "a file that has it", part: part)
            }
            var tensor = shards[number].contents.tensors[position]
            tensor.index = tensors.count
            tensors.append(tensor)
            places.append(Place(shard: number, tensor: position))
        }
        // A shard gives tied tensors by their places in the shard; translate them to places in the index.
        let numbersOfPlaces = Dictionary(zip(places, places.indices)) { first, _ in first }
        for index in tensors.indices {
            guard let tied = tensors[index].tied else { continue }
            let first = numbersOfPlaces[Place(shard: places[index].shard, tensor: tied)]
            tensors[index].tied = first.flatMap { $0 < index ? $0 : nil }
        }
        var notes: [String] = []
        for (shard, left) in zip(shards, names) {
            notes += shard.contents.notes
            if !left.isEmpty {
                notes.append("\(quoted(shard.name)) has tensors that the index does not list: \(left.count)")
            }
        }
        self.source = source
        self.folder = folder
        self.shards = shards
        self.places = places
        self.tensors = tensors
        self.notes = notes
        metadata = index.metadata
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let place = places[tensor.index]
        let shard = shards[place.shard]
        try shard.verify(try folder.open(shard.name))
        return try shard.contents.storage(of: shard.contents.tensors[place.tensor], type: type)
    }

    func verifyUnchanged() throws(WeightFileError) {
        try source.verifyUnchanged()
        for shard in shards {
            let opened = try folder.open(shard.name)
            try shard.verify(opened)
            try opened.verifyUnchanged()
        }
    }

    // MARK: - Implementation

    private static func contents(of shard: ByteSource) throws(WeightFileError) -> any FileContents {
        let isArchive = try shard.bytes(at: 0, count: min(2, shard.size)) == Array("PK".utf8)
        let isLegacy =
            try shard.bytes(at: 0, count: min(LegacyTorchFile.magic.count, shard.size)) == LegacyTorchFile.magic
        return isArchive || isLegacy ? try TorchContents(shard) : try SafetensorsContents(shard)
    }
}

extension ShardedContents.Shard {
    /// Checks that the file is still the one whose header was read.
    fileprivate func verify(_ source: ByteSource) throws(WeightFileError) {
        guard let found = source.identity, let difference = identity?.difference(from: found) else { return }
        throw .changed(source.path, difference)
    }
}
