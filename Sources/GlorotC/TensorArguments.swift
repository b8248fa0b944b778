internal import CGlorot
internal import NumberTypes
internal import WeightFiles

/// The tensors that a caller passes.
enum TensorArguments {
    /// The largest number of tensors of a call.
    static let limit = 1 << 20

    /// The largest number of axes of a tensor.
    static let axisLimit = 64

    /// Readers of tensors in place.
    ///
    /// - Throws: `CallError.tensor` if one is described wrongly.
    static func readers(
        _ pointer: UnsafePointer<glorot_tensor>?,
        _ count: Int,
        in source: String
    ) throws -> [TensorReader] {
        // A count beyond half the range of size_t is negative here.
        guard 0...limit ~= count else {
            throw CallError.tensor("tensors: found more than \(limit), expected fewer in one call")
        }
        guard count > 0 else { return [] }
        guard let pointer else { throw CallError.tensor("tensors: found NULL, expected \(count)") }
        return try UnsafeBufferPointer(start: pointer, count: count).enumerated().map { place, tensor in
            try reader(tensor, place, in: source)
        }
    }

    /// The type, the shape and the order of a tensor, checked against its bytes.
    ///
    /// - Throws: `CallError.tensor` if it is described wrongly.
    static func layout(
        _ tensor: glorot_tensor,
        _ label: String
    ) throws -> (type: NumberType, shape: [Int], isFortranOrder: Bool) {
        guard let type = numberType(tensor.type) else {
            throw CallError.tensor("\(label): type: found \(tensor.type), expected 1 to 13")
        }
        let rank = Int(tensor.rank)
        guard 0...axisLimit ~= rank, rank == 0 || tensor.shape != nil else {
            throw CallError.tensor(
                "\(label): rank: found \(rank) axes, expected 0 to \(axisLimit), and a shape of as many"
            )
        }
        let shape = UnsafeBufferPointer(start: tensor.shape, count: rank).map { Int($0) }
        guard shape.allSatisfy({ $0 >= 0 }), let count = shape.checkedProduct,
            case let (bytes, overflow) = count.multipliedReportingOverflow(by: type.size), !overflow,
            bytes == Int(clamping: tensor.size)
        else {
            let found = "shape \(shape) of \(type.rawValue) and \(tensor.size) bytes"
            throw CallError.tensor("\(label): found \(found), expected as many bytes as the shape has")
        }
        guard bytes == 0 || tensor.values != nil else {
            throw CallError.tensor("\(label): values: found NULL, expected \(bytes) bytes")
        }
        guard let strides = tensor.strides, count > 1 else { return (type, shape, false) }
        let steps = UnsafeBufferPointer(start: strides, count: rank).map { Int($0) }
        if isDense(steps, shape, shape.indices.reversed()) { return (type, shape, false) }
        if isDense(steps, shape, Array(shape.indices)) { return (type, shape, true) }
        let expected = "those of row-major or of column-major order, or a copy that is contiguous"
        throw CallError.tensor("\(label): strides: found \(steps) of shape \(shape), expected \(expected)")
    }

    // MARK: - Implementation

    private static func reader(_ tensor: glorot_tensor, _ place: Int, in source: String) throws -> TensorReader {
        var name = ""
        if let pointer = tensor.name {
            guard let text = String(validatingCString: pointer) else {
                throw CallError.tensor("tensor \(place): name: found bytes that are not UTF-8")
            }
            name = text
        }
        let layout = try layout(tensor, name.isEmpty ? "tensor \(place)" : name)
        let memory = UnsafeRawBufferPointer(start: tensor.values, count: Int(tensor.size))
        return TensorReader(
            borrowing: memory,
            as: layout.type,
            shape: layout.shape,
            isFortranOrder: layout.isFortranOrder,
            name: name,
            in: source
        )
    }

    /// Whether steps are those of an order without gaps, with the axes from the fastest on. An axis of size 1 may have
    /// any step.
    private static func isDense(_ steps: [Int], _ shape: [Int], _ axes: [Int]) -> Bool {
        var step = 1
        for axis in axes where shape[axis] != 1 {
            guard steps[axis] == step else { return false }
            step *= shape[axis]
        }
        return true
    }

    private static func numberType(_ type: Int32) -> NumberType? {
        switch type {
        case 1: .float16
        case 2: .bfloat16
        case 3: .float32
        case 4: .float64
        case 5: .bool
        case 6: .int8
        case 7: .int16
        case 8: .int32
        case 9: .int64
        case 10: .uint8
        case 11: .uint16
        case 12: .uint32
        case 13: .uint64
        default: nil
        }
    }
}
