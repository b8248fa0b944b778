internal import NumberTypes

/// A file that Equinox's `tree_serialise_leaves` wrote: .npy files one after another, without names.
///
/// The arrays are numbered from 0.
///
/// Source: equinox 0.13, equinox/_serialisation.py.
struct EquinoxContents: FileContents {
    let tensors: [TensorInfo]

    private let source: ByteSource
    private let arrays: [(start: Int, header: NPYHeader)]

    /// The most arrays that a file may have.
    private static let limit = 1 << 20

    init(_ source: ByteSource, twoByteVoid: NumberType?) throws(WeightFileError) {
        self.source = source
        var arrays: [(start: Int, header: NPYHeader)] = []
        var start = 0
        while start < source.size {
            guard arrays.count < Self.limit else {
                throw source.malformed("array", start, "more than \(Self.limit)", "fewer")
            }
            let rest = FileRegion(source: source, start: start, size: source.size - start)
            let part = "array \(arrays.count)"
            let header = try NPYHeader(
                rest,
                path: source.path,
                part: part,
                twoByteVoid: twoByteVoid,
                isFollowed: true
            )
            guard let size = header.elements.size else {
                let expected = "a type of known size, so that the next array can be found"
                throw source.malformed("type", start, quoted(header.typeName), expected, part: part)
            }
            arrays.append((start, header))
            start += header.dataOffset + header.count * size
        }
        self.arrays = arrays
        tensors = arrays.enumerated().map { index, array in array.header.info(name: "\(index)", index: index) }
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let (start, header) = arrays[tensor.index]
        return .elements(
            FileRegion(source: source, start: 0, size: source.size),
            start: start + header.dataOffset,
            type: type,
            isBigEndian: header.elements.isBigEndian
        )
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }
}
