internal import NumberTypes

/// A file that Flax's `to_bytes` wrote, in MessagePack.
///
/// An array is an extension of kind 1 that holds its shape, its type's name and its bytes. Its name is the keys that
/// lead to it, joined by slashes.
///
/// Source: flax 0.12.12, flax/serialization.py; the MessagePack specification.
struct FlaxContents: FileContents {
    let tensors: [TensorInfo]
    let notes: [String]

    private let source: ByteSource
    private let starts: [Int]

    init(_ source: ByteSource) throws(WeightFileError) {
        self.source = source
        var walk = MessagePackWalk(source)
        try walk.visit([], depth: 0)
        guard walk.cursor.left == 0 else {
            throw walk.cursor.malformed("MessagePack", "\(walk.cursor.left) bytes more", "one value")
        }
        var tensors: [TensorInfo] = []
        var names: Set<[UInt8]> = []
        for array in walk.arrays {
            guard names.insert(Array(array.name.utf8)).inserted else {
                throw source.malformed("name", array.start, "\(quoted(array.name)) again", "each name once")
            }
            let type = NumberType(rawValue: array.typeName)
            guard let count = array.shape.checkedProduct,
                type.map({ count.multipliedReportingOverflow(by: $0.size) == (array.size, false) }) ?? true
            else {
                let found = "\(array.size) bytes of shape \(listed(array.shape)) and \(quoted(array.typeName))"
                throw source.malformed("array \(quoted(array.name))", array.start, found, "as many bytes as that takes")
            }
            let name = quoted(array.name)
            tensors.append(
                TensorInfo(
                    name: array.name,
                    shape: array.shape,
                    type: type,
                    typeName: array.typeName,
                    isFortranOrder: false,
                    count: count,
                    index: tensors.count,
                    note: type == nil ? "\(name) cannot be read: its type is \(quoted(array.typeName))" : nil
                )
            )
        }
        self.tensors = tensors
        starts = walk.arrays.map(\.start)
        notes = tensors.isEmpty ? ["it holds no array"] : []
    }

    func storage(of tensor: TensorInfo, type: NumberType) throws(WeightFileError) -> TensorReader.Storage {
        let region = FileRegion(source: source, start: starts[tensor.index], size: tensor.count * type.size)
        return .elements(region, start: 0, type: type, isBigEndian: false)
    }

    func verifyUnchanged() throws(WeightFileError) { try source.verifyUnchanged() }
}
