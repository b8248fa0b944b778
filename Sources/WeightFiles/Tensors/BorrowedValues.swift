package import NumberTypes

extension TensorReader {
    /// A tensor in memory that the caller holds; nothing is copied.
    ///
    /// - Parameters:
    ///   - memory: the values, in this machine's byte order. Its size must be `shape`'s product times the type's size.
    ///     It must stay valid until the last read has ended.
    ///   - type: their type.
    ///   - shape: the sizes of the axes.
    ///   - isFortranOrder: whether the first axis varies fastest.
    ///   - name: the tensor's name, for messages.
    ///   - source: where the tensor is, for messages.
    package convenience init(
        borrowing memory: UnsafeRawBufferPointer,
        as type: NumberType,
        shape: [Int],
        isFortranOrder: Bool,
        name: String,
        in source: String
    ) {
        let count = shape.checkedProduct ?? 0
        precondition(count * type.size == memory.count, "shape \(shape) is not that of \(memory.count) bytes")
        let info = TensorInfo(
            name: name,
            shape: shape,
            type: type,
            typeName: type.rawValue,
            isFortranOrder: isFortranOrder,
            count: count,
            index: 0
        )
        self.init(
            path: source,
            info: info,
            storage: .elements(BorrowedValues(memory: memory), start: 0, type: type, isBigEndian: Self.isBigEndian)
        )
    }

    /// Whether this machine stores the most significant byte first.
    static var isBigEndian: Bool { UInt16(1).bigEndian == 1 }
}

/// The bytes of values that the caller holds.
private struct BorrowedValues: ByteRegion, @unchecked Sendable {
    // The caller guarantees that nobody writes to it while it is read.
    let memory: UnsafeRawBufferPointer

    var size: Int { memory.count }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[offset..<offset + buffer.count]))
    }
}

/// What two tensors in memory must share to be the same tensor.
struct BorrowedPlace: Hashable {
    let address: UnsafeRawPointer
    let info: TensorInfo

    /// Ignores names and places among the tensors.
    static func == (first: Self, second: Self) -> Bool {
        first.address == second.address && first.info.shape == second.info.shape && first.info.type == second.info.type
            && first.info.isFortranOrder == second.info.isFortranOrder
    }

    func hash(into hasher: inout Hasher) { hasher.combine(address) }
}

extension TensorReader {
    /// Where the caller holds the values; nil for values in a file, and if there are none.
    var borrowedPlace: BorrowedPlace? {
        guard case .elements(let region as BorrowedValues, _, _, _) = storage, info.count > 0,
            let address = region.memory.baseAddress
        else { return nil }
        return BorrowedPlace(address: address, info: info)
    }
}
