internal import NumberTypes

/// A .safetensors file.
struct SafetensorsContents: FileContents {
    let header: SafetensorsHeader

    private let source: ByteSource

    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        header = try SafetensorsHeader(source)
    }

    var tensors: [TensorInfo] { header.tensors }

    var notes: [String] { header.notes }

    var metadata: [String: String] { header.metadata }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let size = tensor.count * type.size
        let region = FileRegion(source: source, start: header.offsets[tensor.index], size: size)
        return .elements(region, start: 0, type: type, isBigEndian: false)
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }
}
