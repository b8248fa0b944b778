internal import NumberTypes

/// A .npy file: one array.
struct NPYContents: FileContents {
    let tensors: [TensorInfo]

    private let source: ByteSource
    private let header: NPYHeader

    init(_ source: ByteSource, name: String, twoByteVoid: NumberType?) throws(WeightFileError) {
        self.source = source
        let region = FileRegion(source: source, start: 0, size: source.size)
        header = try NPYHeader(region, path: source.path, part: nil, twoByteVoid: twoByteVoid)
        tensors = [header.info(name: name, index: 0)]
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        .elements(
            FileRegion(source: source, start: 0, size: source.size),
            start: header.dataOffset,
            type: type,
            isBigEndian: header.elements.isBigEndian
        )
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }
}

extension NPYHeader {
    /// Why the array cannot be read, or what its type is taken for; nil if the file itself states a readable type.
    func note(for name: String) -> String? {
        guard let type = elements.type else {
            return "\(quoted(name)) cannot be read: its type is \(quoted(typeName)), \(elements.meaning)"
        }
        guard elements.isTakenOnTrust else { return nil }
        return
            "\(quoted(name)) is taken for \(type.rawValue): its type is \(quoted(typeName)), two bytes of unknown meaning"
    }
}
