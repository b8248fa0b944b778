internal import NumberTypes

/// Keras's weights files: `.h5` and `.weights.h5`, which are HDF5, and `.keras`, an archive with a `.weights.h5`.
///
/// Names are those that Keras shows, as far as the file has them. `.h5` has the path of each variable. `.weights.h5`
/// has the names of layers, and numbers for their variables. `.keras` adds the layers' classes in its configuration.
struct KerasContents: FileContents {
    let tensors: [TensorInfo]
    let notes: [String]

    private let source: ByteSource
    private let datasets: [HDF5Dataset]
    private let reader: HDF5Reader

    init(_ source: ByteSource) throws(WeightFileError) {
        let isArchive = try source.bytes(at: 0, count: min(2, source.size)) == Array("PK".utf8)
        if isArchive {
            let archive = try KerasArchive(source)
            try self.init(source, archive.weights, archive.classes)
        } else {
            try self.init(source, source, [:])
        }
    }

    private init(
        _ source: ByteSource,
        _ weights: ByteSource,
        _ classes: [String: String]
    ) throws(WeightFileError) {
        var walk = KerasWalk(try HDF5Reader(weights))
        try walk.visit(walk.reader.root, [], depth: 0)
        var tensors: [TensorInfo] = []
        var names: Set<[UInt8]> = []
        for (path, dataset) in walk.datasets {
            var name = KerasNames.name(path, classes, variables: walk.counts[Array(path.dropLast())] ?? 0)
            if !names.insert(Array(name.utf8)).inserted {
                name = path.joined(separator: "/")
                names.insert(Array(name.utf8))
            }
            let isRead = dataset.type != nil && dataset.storage != nil
            let reason = dataset.type == nil ? "its type \(dataset.typeName) is" : "chunked or compressed values are"
            let count = dataset.shape.reduce(1, *)
            if isRead { try Self.check(dataset, count, name, walk.reader) }
            tensors.append(
                TensorInfo(
                    name: name,
                    shape: dataset.shape,
                    type: isRead ? dataset.type : nil,
                    typeName: dataset.typeName,
                    isFortranOrder: false,
                    count: count,
                    index: tensors.count,
                    note: isRead ? nil : "tensor \(quoted(name)): \(reason) not read"
                )
            )
        }
        (self.source, self.tensors, reader, datasets) = (source, tensors, walk.reader, walk.datasets.map(\.dataset))
        notes = tensors.isEmpty ? ["it holds no array"] : []
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let dataset = datasets[tensor.index]
        let size = tensor.count * type.size
        let region: any ByteRegion =
            switch dataset.storage {
            case .contiguous(let address?):
                FileRegion(source: reader.source, start: reader.place(address), size: size)
            case .compact(let bytes): HeldBytes(bytes: bytes)
            case .contiguous(nil), nil: ZeroRegion(size: size)
            }
        return .elements(region, start: 0, type: type, isBigEndian: dataset.isBigEndian)
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }

    // MARK: - Implementation

    /// Checks that the file has the values.
    private static func check(
        _ dataset: HDF5Dataset,
        _ count: Int,
        _ name: String,
        _ reader: HDF5Reader
    ) throws(WeightFileError) {
        let (size, overflow) = count.multipliedReportingOverflow(by: dataset.type?.size ?? 1)
        let subject = "tensor \(quoted(name))"
        switch dataset.storage {
        case .contiguous(let address?):
            let (end, isBeyond) = reader.place(address).addingReportingOverflow(size)
            guard !overflow, !isBeyond, end <= reader.source.size else {
                throw reader.malformed(subject, address, "shape \(listed(dataset.shape))", "as many values in the file")
            }
        case .compact(let bytes):
            guard !overflow, bytes.count >= size else {
                throw reader.malformed(subject, 0, "\(bytes.count) bytes", "those of shape \(listed(dataset.shape))")
            }
        case .contiguous(nil):
            // Nothing was written. A header could demand any number of zeros, so they are limited to the file's size.
            guard count == 0 || size <= reader.source.size else {
                throw reader.malformed(subject, 0, "no values of shape \(listed(dataset.shape))", "values in the file")
            }
        case nil: break
        }
    }
}

/// Walks the groups of a file.
struct KerasWalk {
    var reader: HDF5Reader

    /// The arrays with their paths. In a path, the layer's name replaces the group's name if the file has it.
    private(set) var datasets: [(path: [String], dataset: HDF5Dataset)] = []

    /// How many arrays a group has.
    private(set) var counts: [[String]: Int] = [:]

    private var visited: Set<Int> = []
    private var nameBytes = 0

    init(_ reader: HDF5Reader) { self.reader = reader }

    mutating func visit(_ address: Int, _ path: [String], depth: Int) throws(WeightFileError) {
        guard depth <= 64 else { throw reader.malformed("group", address, "more than 64 levels", "fewer") }
        nameBytes += path.reduce(0) { $0 + $1.utf8.count + 1 }
        guard nameBytes <= 16 * reader.source.size + 1 << 20 else {
            throw reader.malformed("group", address, "too many or too long names", "fewer")
        }
        // A second link to an object would be a copy.
        guard visited.insert(address).inserted else { return }
        let messages = try reader.messages(at: address)
        if let table = messages.first(where: { $0.kind == 0x11 })?.body, table.count >= 16,
            let tree = reader.address(table, at: 0), let heap = reader.address(table, at: 8)
        {
            let path = try named(path, messages)
            for member in try reader.members(tree: tree, heap: heap) {
                try visit(member.address, path + [member.name], depth: depth + 1)
            }
            return
        }
        let dataset = try HDF5Dataset(messages) { reader.malformed("dataset", address, $0, $1) }
        if let dataset {
            datasets.append((path, dataset))
            counts[Array(path.dropLast()), default: 0] += 1
        } else if messages.contains(where: { $0.kind == 2 || $0.kind == 6 }) {
            let expected = "symbol tables, as h5py writes them by default (libver, track_order)"
            throw reader.malformed("group", address, "links of a newer kind", expected)
        }
    }

    /// The path of a group `vars` with the layer's name in place of its group's.
    ///
    /// Keras names groups after classes and writes the layer's name beside the variables.
    private mutating func named(
        _ path: [String],
        _ messages: [HDF5Reader.Message]
    ) throws(WeightFileError) -> [String] {
        guard path.last == "vars", path.count >= 2 else { return path }
        for message in messages where message.kind == 0x0C {
            guard let attribute = HDF5Attribute(message.body), attribute.name == "name",
                let name = try reader.text(attribute), !name.isEmpty
            else { continue }
            return path.dropLast(2) + [name, "vars"]
        }
        return path
    }
}
