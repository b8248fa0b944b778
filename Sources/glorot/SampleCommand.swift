import ArgumentParser
import Conformance
import Initializers
import WeightFiles

struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Draws one tensor and writes it as a .npy file."
    )

    enum ScalarType: String, ExpressibleByArgument, CaseIterable {
        case float32, float64
    }

    @Argument(help: "A claim, such as glorot_uniform.")
    var claim: String

    @Option(help: ShapeArgument.help)
    var shape: ShapeArgument

    @Option(help: "The seed of the draw.")
    var seed: UInt64 = 0

    @Option(help: "float32 or float64.")
    var dtype: ScalarType = .float32

    @Option(help: "The .npy file to write.")
    var output: String

    func run() async throws {
        try await ExitStatus.reporting {
            guard output.hasSuffix(".npy") else {
                throw UsageError("--output: found '\(output)', expected the name of a .npy file")
            }
            switch dtype {
            case .float32: try write(Float.self)
            case .float64: try write(Double.self)
            }
        }
    }

    // MARK: - Implementation

    private func write<Scalar: WeightScalar & StoredScalar>(_ type: Scalar.Type) throws {
        let initializer = try Claim(claim).initializer(key: Key(seed: seed))
        let count = try elementCount(of: shape.sizes)
        var buffer = [Scalar](repeating: 0, count: min(count, 1 << 16))
        // The first chunk is drawn before the file is opened: a law that does not fit the shape leaves no file.
        func draw(_ start: Int) throws -> Int {
            let length = min(buffer.count, count - start)
            var all = buffer.mutableSpan
            var part = all._mutatingExtracting(0..<length)
            try initializer.fill(&part, shape: shape.sizes, startingAt: start)
            return length
        }
        var length = try draw(0)
        var file = try NPYWriter<Scalar>(path: output, shape: shape.sizes)
        var start = 0
        while true {
            try file.write(buffer.span.extracting(0..<length))
            start += length
            if start == count { break }
            length = try draw(start)
        }
        try file.commit()
    }
}
