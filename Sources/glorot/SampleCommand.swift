import Conformance
import ArgumentParser
import Claims
import Initializers
import NumberTypes
import Report
import WeightFiles

struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draws tensors and writes them as a .npy or a .safetensors file.",
        usage: """
            glorot sample <claim> --shape <shape> [--seed <seed>] [--dtype <dtype>]
                          [--stream <stream>] [--name <name>] ... --output <file>
            """,
        discussion: """
            A single tensor is drawn under the key of the seed. Named tensors are drawn under that key folded with \
            their names, so that no two share a stream.

            With --stream, a framework's own numbers are drawn, as if its seed had been set before. Named tensors \
            follow each other in the stream, if the framework's generator goes on.

            EXAMPLES:
              glorot sample glorot_uniform --shape 784,256 --seed 1 --output w.npy
              glorot sample he_normal --shape 64,8 --name a --name b --output w.safetensors
              glorot sample he_normal --stream jax --seed 42 --shape 3,4 --output w.npy
            """
    )

    @Argument(help: "A claim, such as glorot_uniform.", completion: ClaimNames.completion)
    var claim: String

    @Option(help: ShapeArgument.help, transform: ShapeArgument.read)
    var shape: ShapeArgument

    @Option(help: "The seed of the draw.")
    var seed: UInt64 = 0

    @Option(help: "The framework whose numbers to draw.")
    var stream: FrameworkStream?

    @Option(help: "The type of the numbers.")
    var dtype: NumberType = .float32

    @Option(help: "A tensor's name in a .safetensors file; repeat it for several tensors.")
    var name: [String] = []

    @Option(
        help: ArgumentHelp("The .npy or .safetensors file to write.", valueName: "file"),
        completion: .file(extensions: ["npy", "safetensors"])
    )
    var output: String

    func run() async throws {
        try await ExitStatus.reporting {
            guard output.hasSuffix(".npy") || output.hasSuffix(".safetensors") else {
                throw UsageError("--output: found '\(output)', expected the name of a .npy or .safetensors file")
            }
            guard name.isEmpty || output.hasSuffix(".safetensors") else {
                throw UsageError("--name: found '\(output)' as --output, expected a .safetensors file")
            }
            guard Set(name).count == name.count, !name.contains("__metadata__") else {
                throw UsageError("--name: found a name twice, or __metadata__, expected different names")
            }
            switch dtype {
            case .float32: try write(Float.self)
            case .float64: try write(Double.self)
            case .bfloat16: try write(BFloat16.self)
            case .float16:
                #if !(os(macOS) && arch(x86_64))
                    try write(Float16.self)
                #else
                    throw UsageError("--dtype: found float16, expected a type that this processor has")
                #endif
            case .bool, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64:
                throw UsageError("--dtype: found \(dtype.rawValue), expected a type of floating-point numbers")
            }
        }
    }

    // MARK: - Implementation

    /// The largest number of entries of a draw that is held in memory: 512 MiB of float64.
    private static let structuredLimit = 1 << 26

    private func write<Scalar: WeightScalar & StoredScalar>(_ type: Scalar.Type) throws {
        let claim = try Claim(claim)
        if let stream { return try write(type, claim, SeededDraw(stream, seed: seed)) }
        let key = Key(seed: seed)
        let keys = name.isEmpty ? [key] : name.map { key.folding($0) }
        var draws: [Draw<Scalar>] = []
        if let spacing = try claim.law(of: shape.sizes).coarseSpacing(in: dtype) {
            Terminal.message("warning: \(narrownessWarning(claim.text, dtype, spacing))")
        }
        // An orthogonal or sparse tensor is one draw: a part of it costs as much as the whole.
        let isWhole = try claim.law(of: shape.sizes).isStructured
        let count = try elementCount(of: shape.sizes)
        guard !isWhole || count <= Self.structuredLimit else {
            throw UsageError(
                "--shape: found \(count) entries, expected at most \(Self.structuredLimit) of "
                    + "\(claim.scheme.name), which is drawn as a whole"
            )
        }
        let zeros = try claim.paddingRow(of: shape.sizes)
        for key in keys {
            draws.append(
                try Draw(claim.initializer(key: key), shape: shape.sizes, zeros: zeros ?? 0..<0, isWhole: isWhole)
            )
        }
        // The first chunk is drawn before the file is opened: a law that does not fit the shape leaves no file.
        var first = try draws[0].next()
        if output.hasSuffix(".npy") {
            var file = try NPYWriter<Scalar>(path: output, shape: shape.sizes)
            while !first.isEmpty {
                try file.write(first.span)
                first = try draws[0].next()
            }
            try file.commit()
        } else {
            let names = name.isEmpty ? ["weight"] : name
            var file = try SafetensorsWriter(
                path: output,
                tensors: names.map { .init(name: $0, shape: shape.sizes, type: Scalar.numberType) },
                metadata: ["claim": claim.text, "seed": "\(seed)"]
            )
            for index in draws.indices {
                var chunk = index == 0 ? first : try draws[index].next()
                while !chunk.isEmpty {
                    try file.write(chunk.span)
                    chunk = try draws[index].next()
                }
            }
            try file.commit()
        }
    }

    /// Draws a framework's numbers, a whole tensor at a time.
    private func write<Scalar: WeightScalar & StoredScalar>(
        _ type: Scalar.Type,
        _ claim: Claim,
        _ draw: SeededDraw
    ) throws {
        let count = try elementCount(of: shape.sizes)
        guard count <= SeededDraw.countLimit else {
            throw UsageError(
                "--shape: found \(count) entries, expected at most \(SeededDraw.countLimit): the draw is held in memory"
            )
        }
        var source = try SeededSource(draw)
        func next() throws -> [Scalar] {
            try [Scalar](unsafeUninitializedCapacity: count) { buffer, initializedCount in
                let whole = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
                try source.draw(into: whole, claim: claim, shape: shape.sizes, type: dtype)
                initializedCount = count
            }
        }
        // The first tensor is drawn before the file is opened: a law that the framework does not draw leaves no file.
        let first = try next()
        if output.hasSuffix(".npy") {
            var file = try NPYWriter<Scalar>(path: output, shape: shape.sizes)
            try file.write(first.span)
            return try file.commit()
        }
        let names = name.isEmpty ? ["weight"] : name
        var file = try SafetensorsWriter(
            path: output,
            tensors: names.map { .init(name: $0, shape: shape.sizes, type: Scalar.numberType) },
            metadata: ["claim": claim.text, "seed": "\(seed)", "stream": draw.stream.rawValue]
        )
        for place in names.indices {
            let values = place == 0 ? first : try next()
            try file.write(values.span)
        }
        try file.commit()
    }

    /// A tensor that is drawn chunk by chunk.
    private struct Draw<Scalar: WeightScalar> {
        let initializer: any Initializer
        let shape: [Int]
        let count: Int
        let chunkSize: Int

        /// Places that are 0 instead.
        let zeros: Range<Int>
        private var start = 0

        init(_ initializer: any Initializer, shape: [Int], zeros: Range<Int>, isWhole: Bool) throws {
            self.initializer = initializer
            self.shape = shape
            self.zeros = zeros
            count = try elementCount(of: shape)
            chunkSize = isWhole ? count : 1 << 16
        }

        /// The next chunk; empty after the last one.
        mutating func next() throws -> [Scalar] {
            var chunk = [Scalar](repeating: 0, count: min(chunkSize, count - start))
            guard !chunk.isEmpty else { return [] }
            var span = chunk.mutableSpan
            try initializer.fill(&span, shape: shape, startingAt: start)
            for place in zeros.clamped(to: start..<start + chunk.count) { chunk[place - start] = 0 }
            start += chunk.count
            return chunk
        }
    }
}
