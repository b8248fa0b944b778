internal import NumberTypes

/// A checkpoint of `torch.distributed.checkpoint`.
///
/// It consists of `.metadata`, a pickle that says where each piece of each tensor is, and files beside it with the
/// pieces. Each piece is a tensor as `torch.save` writes it.
///
/// Source: torch 2.15.0, torch/distributed/checkpoint/metadata.py and filesystem.py.
struct DistributedTorchContents: FileContents {
    let tensors: [TensorInfo]
    let notes: [String]

    private let source: ByteSource
    private let folder: ShardFolder
    private let pieces: [[TensorPiece<TorchMetadata.Place>]]
    private let identities: [String: FileIdentity?]

    /// The largest `.metadata` that is read.
    private static let pickleLimit = 1 << 26

    init(_ source: ByteSource, folder: ShardFolder) throws(WeightFileError) {
        (self.source, self.folder) = (source, folder)
        guard source.size <= Self.pickleLimit else {
            throw source.malformed("size", 0, "\(source.size) bytes", "at most \(Self.pickleLimit)")
        }
        let bytes = try source.bytes(at: 0, count: source.size)
        let metadata = TorchMetadata(try PickleReader.read(bytes, path: source.path), source)
        let places = try metadata.places()
        var tensors: [TensorInfo] = []
        var pieces: [[TensorPiece<TorchMetadata.Place>]] = []
        var identities: [String: FileIdentity?] = [:]
        for tensor in try metadata.tensors() {
            let type = TorchStorage.numberType(tensor.typeName)
            let name = quoted(tensor.name)
            tensors.append(
                TensorInfo(
                    name: tensor.name,
                    shape: tensor.shape,
                    type: type,
                    typeName: tensor.typeName,
                    isFortranOrder: false,
                    count: tensor.count,
                    index: tensors.count,
                    note: type == nil ? "tensor \(name): its type \(tensor.typeName) is not read" : nil
                )
            )
            pieces.append(
                try tensor.chunks.map { chunk throws(WeightFileError) in
                    let key = TorchMetadata.PieceKey(name: tensor.name, offsets: chunk.offsets)
                    guard let place = places[key] else {
                        let found = "no file for the piece at \(listed(chunk.offsets))"
                        throw source.malformed("tensor \(name)", 0, found, "a file in storage_data")
                    }
                    if identities[place.file] == nil {
                        identities.updateValue(try folder.open(place.file).identity, forKey: place.file)
                    }
                    return TensorPiece(offsets: chunk.offsets, sizes: chunk.sizes, source: place)
                }
            )
        }
        (self.tensors, self.pieces, self.identities) = (tensors, pieces, identities)
        notes = tensors.isEmpty ? ["it holds no tensor"] : []
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let grid = try PieceGrid(pieces[tensor.index], of: tensor.shape) { (problem) -> WeightFileError in
            source.malformed("tensor \(quoted(tensor.name))", 0, problem, "pieces that make up shape \(tensor.shape)")
        }
        var regions: [(region: any ByteRegion, start: Int)] = []
        for piece in grid.pieces { regions.append(try region(of: piece, type, tensor)) }
        let whole = PiecedRegion(grid: grid, regions: regions, shape: tensor.shape, elementSize: type.size)
        return .elements(whole, start: 0, type: type, isBigEndian: false)
    }

    func verifyUnchanged() throws(WeightFileError) {
        try source.verifyUnchanged()
        for name in identities.keys { try open(name).verifyUnchanged() }
    }

    // MARK: - Implementation

    /// Opens a file and checks that it has not changed since it was first opened.
    private func open(_ name: String) throws(WeightFileError) -> ByteSource {
        let opened = try folder.open(name)
        if let found = opened.identity, let difference = identities[name]??.difference(from: found) {
            throw .changed(opened.path, difference)
        }
        return opened
    }

    private func region(
        of piece: TensorPiece<TorchMetadata.Place>,
        _ type: NumberType,
        _ tensor: TensorInfo
    ) throws(WeightFileError) -> (any ByteRegion, start: Int) {
        let place = piece.source
        let opened = try open(place.file)
        guard place.offset <= opened.size, place.length <= opened.size - place.offset else {
            let found = "\(place.length) bytes from byte \(place.offset) on"
            throw source.malformed("piece of \(quoted(tensor.name))", 0, found, "bytes in \(quoted(place.file))")
        }
        let part = ByteSource.part(opened, start: place.offset, size: place.length)
        let contents = try TorchContents(part)
        guard contents.tensors.count == 1, let only = contents.tensors.first, only.shape == piece.sizes,
            only.type == type,
            !only.isFortranOrder,
            case .elements(let region, let start, _, false) = try contents.storage(of: only, type: type)
        else {
            let subject = "piece of \(quoted(tensor.name)) in \(quoted(place.file))"
            let expected = "a tensor of shape \(listed(piece.sizes)) and \(type.rawValue)"
            throw opened.malformed(subject, place.offset, "something else", expected)
        }
        return (region, start)
    }
}
