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
        let options = try Options(options, ["claim", "seed", "key", "stream"])
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
        if let name = try options.text("stream") {
            let stream = try stream(named: name)
            guard try options.text("key") == nil else {
                throw CallError.options("key: found it beside stream, expected one of them")
            }
            try draw(SeededDraw(stream, seed: seed), claim, shape, type, into: memory)
            return (0, Answer(["text": { "" }, "json": { "{}\n" }]))
        }
        let initializer = try claim.initializer(key: key)
        let zeros = try claim.paddingRow(of: shape)
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

    /// The stream and the seed that a call names; nil if it names none.
    static func seededDraw(_ options: Options) throws -> SeededDraw? {
        switch (try options.text("stream"), try options.integer("seed", UInt64.self)) {
        case (nil, nil): return nil
        case (let name?, let seed?):
            let draw = SeededDraw(try stream(named: name), seed: seed)
            _ = try SeededSource(draw)
            return draw
        case (_?, nil): throw CallError.options("stream: found it without seed, expected both")
        case (nil, _?): throw CallError.options("seed: found it without stream, expected both")
        }
    }

    /// The framework's stream of a name.
    static func stream(named name: String) throws -> FrameworkStream {
        guard let stream = FrameworkStream(rawValue: name) else {
            let known = FrameworkStream.allCases.map(\.rawValue).joined(separator: ", ")
            throw CallError.options("stream: found \"\(name)\", expected one of \(known)")
        }
        return stream
    }

    // MARK: - Implementation

    private static func draw(
        _ draw: SeededDraw,
        _ claim: Claim,
        _ shape: [Int],
        _ type: NumberType,
        into memory: UnsafeMutableRawBufferPointer
    ) throws {
        var source = try SeededSource(draw)
        func fill<Scalar: WeightScalar>(_ scalar: Scalar.Type) throws {
            try source.draw(into: memory.bindMemory(to: Scalar.self), claim: claim, shape: shape, type: type)
        }
        switch type {
        case .float32: try fill(Float.self)
        case .float64: try fill(Double.self)
        case .bfloat16: try fill(BFloat16.self)
        case .float16:
            #if !(os(macOS) && arch(x86_64))
                try fill(Float16.self)
            #else
                throw CallError.tensor("tensor: type: found float16, expected a type that this processor has")
            #endif
        case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
            throw CallError.tensor("tensor: type: found \(type.rawValue), expected one of floating-point numbers")
        }
    }

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
}
