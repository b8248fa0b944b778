import Initializers
import TestSupport
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
                "The value 'int8' is invalid for '--dtype <dtype>'. Please provide one of 'float16', 'bfloat16', 'float32' or 'float64'."
            ),
            (
                ["orthogonal", "--shape", "100000,100000", "--output", "w.npy"], 64,
                "--shape: found 10000000000 entries, expected at most 67108864 of orthogonal, which is drawn as a whole\n"
            ),
            (["zeros", "--output", "w.npy"], 64, "Missing expected argument '--shape"),
            (["zeros", "--shape", "2"], 64, "Missing expected argument '--output"),
            (["zeros", "--shape", "2", "--seed", "-1", "--output", "w.npy"], 64, "Missing value for '--seed"),
            // PyTorch has no fans for a vector; float32 cannot hold a standard deviation of 1e300.
            (
                ["torch.nn.init.xavier_uniform_", "--shape", "512", "--output", "w.npy"], 64,
                "no fans for shape [512]: "
            ),
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

@Suite struct SafetensorsSampleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(.tags(.property)) func `named tensors are drawn under keys folded with their names`() async throws {
        let outcome = try await BuiltCommand.run(
            [
                "sample", "gpt2.normal", "--shape", "64,32", "--seed", "5", "--name", "h.0.w", "--name", "h.1.w",
                "--output", "w.safetensors",
            ],
            in: folder
        )
        #expect(outcome == .success(""))
        let bytes = try folder.bytes("w.safetensors")
        let headerLength = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = String(decoding: bytes[8..<(8 + headerLength)], as: UTF8.self)
        #expect(header.contains(#""h.0.w":{"dtype":"F32","shape":[64,32],"data_offsets":[0,8192]}"#))
        #expect(header.contains(#""h.1.w":{"dtype":"F32","shape":[64,32],"data_offsets":[8192,16384]}"#))
        let values = stride(from: 8 + headerLength, to: bytes.count, by: 4).map { start in
            bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        let expected = try ["h.0.w", "h.1.w"].flatMap { name in
            try RandomNormal(key: Key(seed: 5).folding(name), mean: 0, standardDeviation: 0.02)(shape: [64, 32]).scalars
        }
        #expect(values == expected.map(\.bitPattern))
    }

    @Test(.tags(.property), arguments: ["float16", "bfloat16"])
    func `16-bit draws are the library's own`(type: String) async throws {
        let outcome = try await BuiltCommand.run(
            ["sample", "he_normal", "--shape", "300,300", "--dtype", type, "--output", "w.npy"],
            in: folder
        )
        #expect(outcome == .success(""))
        let file = try NPYFile(try folder.bytes("w.npy"))
        if type == "bfloat16" {
            // NumPy has no such type: ml_dtypes writes it as two bytes of no kind.
            #expect(file.description == "<V2")
            let weights = try HeNormal(seed: 0)(shape: [300, 300], as: BFloat16.self)
            #expect(file.bitPatterns(UInt16.self) == weights.scalars.map(\.bitPattern))
        } else {
            #expect(file.description == "<f2")
            #if !(os(macOS) && arch(x86_64))
                let weights = try HeNormal(seed: 0)(shape: [300, 300], as: Float16.self)
                #expect(file.bitPatterns(UInt16.self) == weights.scalars.map(\.bitPattern))
            #endif
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (["--name", "a", "--output", "w.npy"], "--name: found 'w.npy' as --output, expected a .safetensors file"),
            (["--name", "a", "--name", "a", "--output", "w.safetensors"], "--name: found a name twice"),
            (["--output", "w.txt"], "--output: found 'w.txt', expected the name of a .npy or .safetensors file"),
        ]
    )
    func `what cannot be written is refused`(arguments: [String], message: String) async throws {
        let refused = try await BuiltCommand.run(["sample", "zeros", "--shape", "3"] + arguments, in: folder)
        #expect(refused.status == 64)
        #expect(refused.messages.contains(message))
        #expect(try folder.names() == [])
    }
}
