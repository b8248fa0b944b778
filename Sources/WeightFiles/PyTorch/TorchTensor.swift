internal import NumberTypes

/// A tensor as a PyTorch pickle describes it.
struct TorchTensor {
    let name: String

    /// Where its values are; nil if it is of a kind that is not read.
    let storage: TorchStorage?

    /// Its type; nil if the type is not read.
    let type: NumberType?

    /// The type or the kind as PyTorch names it.
    let typeName: String

    /// The first element's place in the storage.
    let offset: Int
    let shape: [Int]
    let strides: [Int]

    /// A tensor of a kind that is not read.
    init(_ name: String, unreadable kind: String) {
        self.name = name
        (storage, type, typeName, offset, shape, strides) = (nil, nil, kind, 0, [], [])
    }

    init(
        _ name: String,
        _ storage: TorchStorage,
        _ type: NumberType?,
        _ typeName: String,
        offset: Int,
        shape: [Int],
        strides: [Int]
    ) {
        (self.name, self.storage, self.type, self.typeName) = (name, storage, type, typeName)
        (self.offset, self.shape, self.strides) = (offset, shape, strides)
    }

    /// The same tensor under another name.
    func renamed(_ name: String) -> TorchTensor {
        guard let storage else { return TorchTensor(name, unreadable: typeName) }
        return TorchTensor(name, storage, type, typeName, offset: offset, shape: shape, strides: strides)
    }

    /// The number of elements.
    var count: Int { shape.reduce(1, *) }

    /// One past the last element's place in the storage; nil if that overflows 64 bits.
    ///
    /// Sizes and strides must not be negative.
    static func end(offset: Int, shape: [Int], strides: [Int]) -> Int? {
        guard !shape.contains(0) else { return offset }
        var end = offset
        for (size, stride) in zip(shape, strides) {
            let (step, isTooFar) = (size - 1).multipliedReportingOverflow(by: stride)
            let (next, isBeyond) = end.addingReportingOverflow(step)
            if isTooFar || isBeyond { return nil }
            end = next
        }
        return end == .max ? nil : end + 1
    }

    /// The order of its values in the storage.
    enum Order {
        /// The last axis (or the first) varies fastest, and there are no gaps.
        case rowMajor, columnMajor

        /// Any other.
        case strided
    }

    var order: Order {
        if count <= 1 || isDense(Array(shape.indices.reversed())) { return .rowMajor }
        return isDense(Array(shape.indices)) ? .columnMajor : .strided
    }

    /// Whether the axes, the fastest first, leave no gaps. An axis of size 1 may have any stride.
    private func isDense(_ axes: [Int]) -> Bool {
        var step = 1
        for axis in axes where shape[axis] != 1 {
            guard strides[axis] == step else { return false }
            step *= shape[axis]
        }
        return true
    }
}
