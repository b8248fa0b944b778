internal import CGlorot
internal import Claims
internal import Conformance
internal import Initializers
internal import NumberTypes
internal import WeightFiles

extension Calls {
    /// Draws into a caller's memory.
    static func draw(
        _ tensor: UnsafePointer<glorot_tensor>?,
        _ options: UnsafePointer<CChar>?
    ) throws -> Outcome {
        let options = try Options(options, ["claim", "seed", "key"])
        guard let text = try options.text("claim") else { throw CallError.options("claim: found none, expected one") }
        let claim = try Claim(text)
        let seed = try options.integer("seed", UInt64.self) ?? 0
        let key = try options.text("key").map { Key(seed: seed).folding($0) } ?? Key(seed: seed)
        guard let tensor = tensor?.pointee else { throw CallError.tensor("tensor: found NULL, expected one") }
        let (type, shape, isFortranOrder) = try TensorArguments.layout(tensor, "tensor")
        guard !isFortranOrder else {
            throw CallError.tensor("tensor: strides: found those of column-major order, expected row-major order")
        }
        guard UInt(bitPattern: tensor.values).isMultiple(of: UInt(type.size)) else {
            throw CallError.tensor("tensor: values: found an address that is not a multiple of \(type.size)")
        }
        let memory = UnsafeMutableRawBufferPointer(
            start: UnsafeMutableRawPointer(mutating: tensor.values),
            count: Int(tensor.size)
        )
        let initializer = try claim.initializer(key: key)
        let zeros = try claim.paddingIndex.map { try paddingRow($0, of: shape) }
        switch type {
        case .float32: try fill(memory.bindMemory(to: Float.self), initializer, shape, zeros)
        case .float64: try fill(memory.bindMemory(to: Double.self), initializer, shape, zeros)
        case .bfloat16: try fill(memory.bindMemory(to: BFloat16.self), initializer, shape, zeros)
        case .float16:
            #if !(os(macOS) && arch(x86_64))
                try fill(memory.bindMemory(to: Float16.self), initializer, shape, zeros)
            #else
                throw CallError.tensor("tensor: type: found float16, expected a type that this processor has")
            #endif
        case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
            throw CallError.tensor("tensor: type: found \(type.rawValue), expected one of floating-point numbers")
        }
        return (0, Answer(["text": { "" }, "json": { "{}\n" }]))
    }

    // MARK: - Implementation

    private static func fill<Scalar: WeightScalar>(
        _ memory: UnsafeMutableBufferPointer<Scalar>,
        _ initializer: any Initializer,
        _ shape: [Int],
        _ zeros: Range<Int>?
    ) throws {
        var span = MutableSpan(_unsafeElements: memory)
        try initializer.fill(&span, shape: shape, startingAt: 0)
        for place in zeros ?? 0..<0 { memory[place] = 0 }
    }

    /// The places of the row that is 0.
    private static func paddingRow(_ index: Int, of shape: [Int]) throws -> Range<Int> {
        let rows = shape.first ?? 0
        let row = index < 0 ? index + rows : index
        guard 0..<rows ~= row else {
            throw CallError.options("padding_idx: found \(index), expected a row of shape \(shape)")
        }
        let length = shape.dropFirst().reduce(1, *)
        return row * length..<(row + 1) * length
    }
}
