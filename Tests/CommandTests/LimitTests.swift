import Foundation
import TestSupport
import Testing

/// A machine with few resources: the command works with them or says what is missing, and never hangs.
@Suite struct LimitTests {
    private static let zeros = ["verify", "--as", "zeros"]

    private func files(_ count: Int, in folder: TemporaryFolder) throws -> [String] {
        try (0..<count).map { number in
            let path = folder.path("w\(number).safetensors")
            try SafetensorsFile.write(["w\(number)"], to: path)
            return path
        }
    }

    private func run(_ arguments: [String], under limit: String) async throws -> BuiltCommand.Outcome {
        try await BuiltCommand.run(arguments, script: "\(limit); exec \"$0\" \"$@\"")
    }

    @Test(.tags(.property)) func `descriptors are not kept`() async throws {
        let folder = try TemporaryFolder()
        let found = try await run(Self.zeros + files(200, in: folder), under: "ulimit -n 32")
        #expect(found.status == 0, "\(found.messages.prefix(300))")
        #expect(found.output.contains("200 tensors: 200 pass"))
    }

    @Test(.tags(.negativeControl)) func `without descriptors there is a message`() async throws {
        let folder = try TemporaryFolder()
        let found = try await run(Self.zeros + files(1, in: folder), under: "ulimit -n 4")
        #expect(found.status == 70)
        #expect(found.messages.contains("file descriptors"))
        #expect(try await run(["--version"], under: "ulimit -n 4").status == 0)
    }

    /// The superuser has no such limit.
    @Test(.tags(.negativeControl), .enabled(if: getuid() != 0)) func `without threads there is a message`() async throws
    {
        let folder = try TemporaryFolder()
        let found = try await run(Self.zeros + files(1, in: folder), under: "ulimit -u 1")
        #expect(found.status == 70)
        #expect(found.messages.contains("threads"))
        #expect(try await run(["--version"], under: "ulimit -u 1").status == 0)
    }

    @Test(.tags(.negativeControl), .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `help that cannot be written is an error`() async throws {
        for call in [["help"], ["--version"], ["verify", "--help"]] {
            let found = try await BuiltCommand.run(call, script: "\"$0\" \"$@\" > /dev/full")
            #expect(found.status == 73, "\(call)")
        }
    }

    @Test(.tags(.negativeControl)) func `rules that are too large, or a pattern, are faults of the call`() async throws
    {
        let folder = try TemporaryFolder()
        try String(repeating: "#\n", count: 1 << 20).write(
            toFile: folder.path("rules.yaml"),
            atomically: true,
            encoding: .utf8
        )
        let file = try files(1, in: folder)
        let rules = try await BuiltCommand.run(["verify", "--expect", folder.path("rules.yaml")] + file)
        #expect(rules.status == 64 && rules.messages.contains("expected at most 1048576"))
        let pattern = String(repeating: "?", count: 50_000)
        let glob = try await BuiltCommand.run(Self.zeros + ["--tensor", pattern] + file)
        #expect(glob.status == 64 && glob.messages.contains("found 50000 bytes"))
    }

    @Test(.tags(.knownAnswer)) func `a row may be counted from the end as the help says`() async throws {
        let folder = try TemporaryFolder()
        let file = try files(1, in: folder)
        let found = try await BuiltCommand.run(Self.zeros + ["--padding-idx", "-1"] + file)
        #expect(found.status == 0, "\(found.output)\(found.messages)")
    }

    @Test(.tags(.knownAnswer)) func `an output that is a link stays one, and a pipe is refused`() async throws {
        let folder = try TemporaryFolder()
        let call = ["sample", "zeros", "--shape", "2,2", "--output"]
        let link = folder.path("link.npy")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "target.npy")
        #expect(try await BuiltCommand.run(call + [link]).status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "target.npy")
        #expect(FileManager.default.fileExists(atPath: folder.path("target.npy")))
        let pipe = folder.path("pipe.npy")
        #expect(mkfifo(pipe, 0o600) == 0)
        let refused = try await BuiltCommand.run(call + [pipe])
        #expect(refused.status == 73 && refused.messages.contains("a pipe or a device"))
        let long = folder.path(String(repeating: "a", count: 240) + ".npy")
        #expect(try await BuiltCommand.run(call + [long]).status == 0)
    }

    /// The header is held once, whatever names it has.
    @Test(.tags(.knownAnswer)) func `two names of one shard are one file`() async throws {
        let folder = try TemporaryFolder()
        try SafetensorsFile.write(["a", "b"], to: folder.path("x.safetensors"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("y.safetensors"),
            withDestinationPath: "x.safetensors"
        )
        let index = folder.path("model.safetensors.index.json")
        try #"{"weight_map": {"a": "x.safetensors", "b": "y.safetensors"}}"#.write(
            toFile: index,
            atomically: true,
            encoding: .utf8
        )
        let found = try await BuiltCommand.run(Self.zeros + [index])
        #expect(found.status == 0)
        // If the two names were two files, each would have a tensor that the index does not list for it.
        #expect(found.output.contains("2 tensors: 2 pass") && found.messages.isEmpty)
    }

    @Test(.tags(.knownAnswer)) func `a document is whole where no file opens`() async throws {
        let found = try await BuiltCommand.run(["identify", "missing.npy", "--format", "json"])
        #expect(found.status == 66)
        #expect(try JSONSerialization.jsonObject(with: Data(found.output.utf8)) is [String: Any])
    }
}
