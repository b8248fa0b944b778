import Foundation
import TestSupport
import Testing

/// The frameworks' streams through the command, on files that the frameworks wrote.
@Suite struct StreamTests {
    private static let weights = VerifyTests.fixtures + "/weights"

    /// The seed of each tensor that has one, by name.
    private static func seeds(_ file: String, _ options: String...) async throws -> [String: (
        stream: String, seed: String
    )] {
        let found = try await BuiltCommand.run(["identify", weights + "/" + file, "--format", "json"] + options)
        let document = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
        let cases = try #require(document?["cases"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: cases.compactMap { tensor in
                guard let seed = tensor["seed"] as? [String: Any], let name = tensor["tensor"] as? String,
                    let stream = seed["stream"] as? String, let number = seed["seed"] as? String
                else { return nil }
                return (name, (stream, number))
            }
        )
    }

    /// The seeds are those of the scripts that made the files.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("torch/init.safetensors", "torch", "1", 3), ("torch/layers.safetensors", "torch", "2", 9),
            ("torch/sixteen-bits.safetensors", "torch", "12", 8), ("mlx/init.safetensors", "mlx", "1", 1),
            ("keras/glorot_uniform.npy", "keras-jax", "1", 1), ("tensorflow/compat-v1.npz", "tensorflow-1", "1", 1),
        ]
    )
    func `the seed of a framework's file is found`(file: String, stream: String, seed: String, count: Int) async throws
    {
        let found = try await Self.seeds(file)
        #expect(found.values.count { $0.stream == stream && $0.seed == seed } >= count, "\(found)")
        #expect(found.values.allSatisfy { $0.stream == stream })
    }

    @Test(.tags(.knownAnswer)) func `TensorFlow's numbers for seed 1 are drawn`() async throws {
        // Printed by TensorFlow 2.21: Python/frameworks/streams_tensorflow.py pages.
        let folder = try TemporaryFolder()
        for (claim, stream, shape, expected) in [
            (
                "tf.contrib.layers.xavier_initializer", "tensorflow-1", "25,12288",
                ["-0.01152131", "0.01856034", "-0.01984456", "-0.00018788", "0.01481307", "-0.02090599"]
            ),
            (
                "tf.random_normal_initializer", "tensorflow", "2,3",
                ["0.00633252", "-0.02465083", "0.03155954", "-0.03944233", "0.02841545", "-0.07784969"]
            ),
        ] {
            let outcome = try await BuiltCommand.run(
                ["sample", claim, "--stream", stream, "--seed", "1", "--shape", shape, "--output", "w.npy"],
                in: folder
            )
            #expect(outcome == .success(""))
            let values = try NPYFile(folder.bytes("w.npy")).bitPatterns(UInt32.self).prefix(6).map {
                Float(bitPattern: $0)
            }
            #expect(values.map { String(format: "%.8f", $0) } == expected)
        }
    }

    @Test(.tags(.property)) func `verify says equal, or where the first difference is`() async throws {
        let folder = try TemporaryFolder()
        let claim = "torch.nn.init.xavier_uniform_"
        let drawn = try await BuiltCommand.run(
            ["sample", claim, "--stream", "torch", "--seed", "7", "--shape", "50,40", "--output", "w.npy"],
            in: folder
        )
        #expect(drawn == .success(""))
        let verify = ["verify", "w.npy", "--as", claim, "--stream", "torch", "--seed"]
        let equal = try await BuiltCommand.run(verify + ["7"], in: folder)
        #expect(equal.status == 0)
        #expect(equal.output.contains("↳ bit-for-bit equal to what torch.manual_seed(7) draws\n"))
        let other = try await BuiltCommand.run(verify + ["8"], in: folder)
        #expect(other.status == 1)
        #expect(
            other.output.contains("↳ not what torch.manual_seed(8) draws: 2,000 values differ, the first at [0, 0]: ")
        )
        let json = try await BuiltCommand.run(verify + ["8", "--format", "json"], in: folder)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let comparison = try #require((document?["cases"] as? [[String: Any]])?.first?["drawn"] as? [String: Any])
        #expect(comparison["equal"] as? Bool == false)
        #expect(comparison["different"] as? Int == 2000)
    }

    @Test(.tags(.property)) func `named tensors follow each other in a stream that goes on`() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await BuiltCommand.run(
            [
                "sample", "torch.nn.Linear.weight", "--stream", "torch", "--seed", "3", "--shape", "40,30", "--name",
                "a",
                "--name", "b", "--output", "w.safetensors",
            ],
            in: folder
        )
        #expect(outcome == .success(""))
        let found = try await BuiltCommand.run(["identify", "w.safetensors", "--seeds", "3"], in: folder)
        #expect(found.output.contains("bit-for-bit equal to what torch.manual_seed(3) draws ("))
        #expect(found.output.contains("torch.manual_seed(3) draws, from word 1,200 of its stream on ("))
        let none = try await BuiltCommand.run(["identify", "w.safetensors", "--seeds", "none"], in: folder)
        #expect(!none.output.contains("manual_seed"))
    }

    @Test(.tags(.property)) func `untrained tells drawn weights from others`() async throws {
        let fresh = try await BuiltCommand.run(["untrained", Self.weights + "/torch/init.safetensors"])
        #expect(fresh.output.contains("bit-for-bit equal to what torch.manual_seed(1) draws"))
        // Values that no initializer leaves: a cube.
        let folder = try TemporaryFolder()
        let text = (0..<3000).map { place in
            let value = Double(place) / 1500 - 1
            return "\(value * value * value)"
        }.joined(separator: "\n")
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path("w.txt")))
        let other = try await BuiltCommand.run(["untrained", "w.txt"], in: folder)
        #expect(other.status == 1)
        #expect(other.output.contains("TRAINED?"))
        #expect(other.output.contains("1 tensor: 1 unlike any known initializer"))
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ["verify", "w.npy", "--as", "zeros", "--stream", "torch"],
            ["verify", "w.npy", "--as", "zeros", "--seed", "1"],
            ["identify", "w.npy", "--seeds", "none", "--seeds", "1"], ["identify", "w.npy", "--seeds", "5..4"],
            ["identify", "w.npy", "--seeds", "0..68719476736"],
            ["sample", "orthogonal", "--stream", "torch", "--shape", "8,8", "--output", "w.npy"],
            [
                "sample", "glorot_uniform", "--stream", "numpy-legacy", "--seed", "4294967296", "--shape", "8,8",
                "--output", "w.npy",
            ],
            ["sample", "glorot_uniform", "--stream", "theano", "--shape", "8,8", "--output", "w.npy"],
        ]
    )
    func `a stream or a seed that cannot be is refused`(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await BuiltCommand.run(arguments, in: folder)
        #expect(outcome.status == 64)
        #expect(outcome.messages.hasPrefix("Error: "))
        #expect(try folder.names() == [])
    }
}
