import Initializers
import Testing

@Suite struct SampleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func sample(_ claim: String, _ shape: String, _ more: String...) async throws -> NPYFile {
        let outcome = try await BuiltCommand.run(
            ["sample", claim, "--shape", shape, "--output", "w.npy"] + more,
            in: folder
        )
        #expect(outcome == .success(""))
        #expect(try folder.names() == ["w.npy"])
        return try NPYFile(try folder.bytes("w.npy"))
    }

    @Test(.tags(.property)) func `a float32 file holds the library's own draw, bit for bit`() async throws {
        // More values than the command draws at a time.
        let file = try await sample("glorot_uniform", "784,256", "--seed", "7")
        #expect(file.description == "<f4")
        #expect(file.shape == "(784, 256)")
        let weights = try GlorotUniform(seed: 7)(shape: [784, 256])
        #expect(file.payload.count == 4 * weights.scalars.count)
        #expect(file.bitPatterns(UInt32.self) == weights.scalars.map(\.bitPattern))
    }

    @Test(.tags(.property)) func `a float64 file holds the library's own draw, bit for bit`() async throws {
        let file = try await sample("prettytensor.xavier_init(uniform=False)", "300,250", "--dtype", "float64")
        #expect(file.description == "<f8")
        #expect(file.shape == "(300, 250)")
        let weights = try PrettyTensor.XavierInit(seed: 0, uniform: false)(shape: [300, 250], as: Double.self)
        #expect(file.payload.count == 8 * weights.scalars.count)
        #expect(file.bitPatterns(UInt64.self) == weights.scalars.map(\.bitPattern))
    }

    @Test(.tags(.property)) func `fans that the claim passes are drawn by`() async throws {
        let file = try await sample("prettytensor.xavier_init(n_inputs=10, n_outputs=4)", "7,3")
        let weights = try PrettyTensor.XavierInit(seed: 0, fans: Fans(fanIn: 10, fanOut: 4))(shape: [7, 3])
        #expect(file.bitPatterns(UInt32.self) == weights.scalars.map(\.bitPattern))
    }

    @Test(.tags(.property)) func `a scalar and a vector are shapes too`() async throws {
        let scalar = try await sample("glorot_uniform", "")
        #expect(scalar.shape == "()")
        #expect(scalar.bitPatterns(UInt32.self) == [try GlorotUniform(seed: 0)(shape: []).scalars[0].bitPattern])
        let vector = try await sample("zeros", "5")
        #expect(vector.shape == "(5,)")
        #expect(vector.payload == Array(repeating: 0, count: 20))
    }

    @Test(.tags(.property)) func `seeds 0, 1 and 2 draw different weights, and each the same again`() async throws {
        var draws: [[UInt8]] = []
        for seed in ["0", "1", "2", "0"] {
            draws.append(try await sample("he_normal", "64,8", "--seed", seed).payload)
        }
        #expect(Set(draws[..<3]).count == 3)
        #expect(draws[3] == draws[0])
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                ["glorot_uniform", "--shape", "2,2", "--output", "w.txt"], 64,
                "--output: found 'w.txt', expected the name"
            ),
            (["glorot_unifrom", "--shape", "2,2", "--output", "w.npy"], 64, "claim 'glorot_unifrom': no initializer"),
            (["glorot_uniform", "--shape", "2,x", "--output", "w.npy"], 64, "The value '2,x' is invalid for '--shape"),
            (["glorot_uniform", "--shape", "2,0", "--output", "w.npy"], 64, "The value '2,0' is invalid for '--shape"),
            (
                ["normal", "--shape", "9223372036854775807,4", "--output", "w.npy"], 64,
                "shape [9223372036854775807, 4]:"
            ),
            (
                ["zeros", "--shape", "2", "--dtype", "int8", "--output", "w.npy"], 64,
                "The value 'int8' is invalid for '--dtype <dtype>'. Please provide one of 'float32' and 'float64'."
            ),
            (["zeros", "--output", "w.npy"], 64, "Missing expected argument '--shape"),
            (["zeros", "--shape", "2"], 64, "Missing expected argument '--output"),
            (["zeros", "--shape", "2", "--seed", "-1", "--output", "w.npy"], 64, "Missing value for '--seed"),
            // PyTorch has no fans for a vector; a standard deviation of 1e300 is none of float32's.
            (["torch.nn.init.xavier_uniform_", "--shape", "512", "--output", "w.npy"], 64, "shape [512]: "),
            (["normal(stddev=1e300)", "--shape", "2", "--output", "w.npy"], 64, "range: "),
            (["zeros", "--shape", "2", "--output", "missing/w.npy"], 73, "missing/w.npy: cannot create: No such file"),
            (
                ["zeros", "--shape", "2", "--output", "/dev/null/w.npy"], 73,
                "/dev/null/w.npy: cannot create: Not a dir"
            ),
        ] as [([String], Int32, String)]
    )
    func `what cannot be drawn or written is refused and leaves no file`(
        arguments: [String],
        status: Int32,
        message: String
    ) async throws {
        let refused = try await BuiltCommand.run(["sample"] + arguments, in: folder)
        #expect(refused.status == status)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: \(message)"))
        #expect(try folder.names() == [])
    }

    @Test(.tags(.negativeControl)) func `a draw that is refused leaves the old file`() async throws {
        try folder.write("old", to: "w.npy")
        let refused = try await BuiltCommand.run(
            "sample",
            "torch.nn.init.xavier_uniform_",
            "--shape",
            "512",
            "--output",
            "w.npy",
            in: folder
        )
        #expect(refused.status == 64)
        #expect(try folder.bytes("w.npy") == Array("old".utf8))
    }
}
