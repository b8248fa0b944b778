internal import NumberTypes

/// A file that `torch.save` wrote: a pickle that describes tensors, and their storages.
struct TorchContents: FileContents {
    let tensors: [TensorInfo]
    let notes: [String]

    private let source: ByteSource
    private let described: [TorchTensor]
    private let storages: any TorchStorages

    init(_ source: ByteSource) throws(WeightFileError) {
        let isArchive = try source.bytes(at: 0, count: min(2, source.size)) == Array("PK".utf8)
        if isArchive {
            let archive = try TorchArchive(source)
            try self.init(source, archive, TorchTensors.read(archive.pickle, path: source.path, part: archive.part))
        } else if try TarTorchFile.isArchive(source) {
            let file = try TarTorchFile(source)
            let found = try TorchTensors.read(file.pickle, path: source.path, part: nil, known: file.tensors)
            try self.init(source, file, found)
        } else {
            let file = try LegacyTorchFile(source)
            try self.init(source, file, TorchTensors.read(file.pickle, path: source.path, part: nil))
        }
    }

    private init(
        _ source: ByteSource,
        _ storages: any TorchStorages,
        _ found: [TorchTensor]
    ) throws(WeightFileError) {
        var tensors: [TensorInfo] = []
        var described: [TorchTensor] = []
        var names: Set<[UInt8]> = []
        // Finds tensors that are the same part of the same storage.
        var places: [Place: Int] = [:]
        for tensor in found {
            // Keys of different types may have the same text: 1 and "1".
            guard names.insert(Array(tensor.name.utf8)).inserted else { continue }
            var type = tensor.type
            var note: String?
            if let storage = tensor.storage {
                try storages.check(storage, of: tensor)
                if type == nil {
                    note = "tensor \(quoted(tensor.name)): its type \(tensor.typeName) is not read"
                } else if tensor.order == .strided, tensor.length > StridedRegion.limit {
                    note =
                        "tensor \(quoted(tensor.name)): a view with gaps over more than \(StridedRegion.limit) bytes is not "
                        + "read; save its contiguous()"
                    type = nil
                }
            } else {
                note = "tensor \(quoted(tensor.name)): \(tensor.typeName) is not read"
            }
            var info = TensorInfo(
                name: tensor.name,
                shape: tensor.shape,
                type: type,
                typeName: tensor.typeName,
                isFortranOrder: tensor.order == .columnMajor,
                count: tensor.storage == nil ? 0 : tensor.count,
                index: tensors.count,
                note: note
            )
            if let place = Place(tensor), tensor.count > 0 {
                if let first = places[place] { info.tied = first } else { places[place] = tensors.count }
            }
            tensors.append(info)
            described.append(tensor)
        }
        (self.source, self.storages, self.tensors, self.described) = (source, storages, tensors, described)
        notes = tensors.isEmpty ? ["it holds no tensor"] : []
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let described = described[tensor.index]
        guard let storage = described.storage else { preconditionFailure("\(tensor.name) has no type") }
        let (region, start) = try storages.region(of: storage)
        let first = start + described.offset * type.size
        guard described.order == .strided else {
            return .elements(region, start: first, type: type, isBigEndian: storages.isBigEndian)
        }
        let gathered = StridedRegion(
            region,
            start: first,
            length: described.length,
            shape: described.shape,
            strides: described.strides,
            elementSize: type.size
        )
        return .elements(gathered, start: 0, type: type, isBigEndian: storages.isBigEndian)
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }

    // MARK: - Implementation

    /// What two tensors must share to be the same tensor.
    private struct Place: Hashable {
        let storage: TorchStorage
        let type: NumberType
        let offset: Int
        let shape: [Int]
        let strides: [Int]

        init?(_ tensor: TorchTensor) {
            guard let storage = tensor.storage, let type = tensor.type else { return nil }
            (self.storage, self.type, offset, shape, strides) =
                (storage, type, tensor.offset, tensor.shape, tensor.strides)
        }
    }
}

/// Where a file has its storages.
protocol TorchStorages: Sendable {
    /// Whether the most significant byte comes first.
    var isBigEndian: Bool { get }

    /// Checks that the file has the bytes of a storage.
    func check(_ storage: TorchStorage, of tensor: TorchTensor) throws(WeightFileError)

    /// The bytes that hold a storage, and where it begins in them.
    func region(of storage: TorchStorage) throws(WeightFileError) -> (any ByteRegion, start: Int)
}

extension TorchTensor {
    /// The bytes from the first element to the end of the last.
    var length: Int {
        (Self.end(offset: 0, shape: shape, strides: strides) ?? 0) * (type?.size ?? 1)
    }
}
