package import NumberTypes

extension TensorReader {
    /// A row-major tensor that is held in memory; its values are not copied.
    ///
    /// - Parameters:
    ///   - values: the values, or their bit patterns if they have 16 bits.
    ///   - type: their type.
    ///   - shape: the sizes of the axes, whose product must be the number of values.
    ///   - name: the tensor's name, for messages.
    package convenience init<Word: BitwiseCopyable & Sendable>(
        holding values: [Word],
        as type: NumberType,
        shape: [Int],
        name: String
    ) {
        precondition(MemoryLayout<Word>.size == type.size, "\(Word.self) does not hold \(type)")
        precondition(shape.checkedProduct == values.count, "shape \(shape) is not that of \(values.count) values")
        let info = TensorInfo(
            name: name,
            shape: shape,
            type: type,
            typeName: type.rawValue,
            isFortranOrder: false,
            count: values.count,
            index: 0
        )
        self.init(
            path: name,
            info: info,
            storage: .elements(HeldValues(values: values), start: 0, type: type, isBigEndian: Self.isBigEndian)
        )
    }
}

/// Tensors in memory, presented as those of a file.
struct HeldTensors: FileContents {
    let tensors: [TensorInfo]
    private let readers: [TensorReader]

    init(_ readers: [TensorReader]) {
        self.readers = readers
        var places: [BorrowedPlace: Int] = [:]
        tensors = readers.enumerated().map { index, reader in
            var info = reader.info
            info.index = index
            if let place = reader.borrowedPlace {
                if let first = places[place] { info.tied = first } else { places[place] = index }
            }
            return info
        }
    }

    func storage(of tensor: TensorInfo, type: NumberType) -> TensorReader.Storage { readers[tensor.index].storage }

    func verifyUnchanged() {}
}

/// The bytes of values in memory.
private struct HeldValues<Word: BitwiseCopyable & Sendable>: ByteRegion {
    let values: [Word]

    var size: Int { values.count * MemoryLayout<Word>.stride }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
        values.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + buffer.count]))
        }
    }
}
