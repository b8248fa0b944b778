import Foundation
import TestSupport
import Testing

/// The built command, run as a user runs it.
enum BuiltCommand {
    /// The result of a run.
    struct Outcome: Equatable {
        var status: Int32
        var output: String
        var messages: String
    }

    /// Runs the command and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: the arguments after the command's name.
    ///   - folder: the folder that it runs in, and writes to unless told otherwise.
    ///   - input: its standard input.
    static func run(
        _ arguments: [String],
        in folder: TemporaryFolder? = nil,
        input: String? = nil
    ) async throws -> Outcome {
        try await Run(arguments, in: folder ?? TemporaryFolder(), input: input).outcome()
    }

    static func run(_ arguments: String..., in folder: TemporaryFolder? = nil) async throws -> Outcome {
        try await run(arguments, in: folder)
    }

    /// Runs the command as part of a shell script, in which the call is `"$0" "$@"`.
    static func run(_ arguments: [String], script: String) async throws -> Outcome {
        try await Run(arguments, in: TemporaryFolder(), script: script).outcome()
    }

    /// A run in progress.
    final class Run {
        let process = Process()
        private let folder: TemporaryFolder
        // Files instead of pipes: the command goes on even if nobody reads.
        private let files: TemporaryFolder
        private let end = AsyncStream<Void>.makeStream()

        /// - Parameter script: a shell command that runs the call, which is `"$0" "$@"` in it.
        init(
            _ arguments: [String],
            in folder: TemporaryFolder,
            input: String? = nil,
            script: String? = nil
        ) throws {
            self.folder = folder
            files = try TemporaryFolder()
            let executable = try BuiltCommand.executable()
            process.executableURL = script == nil ? executable : URL(fileURLWithPath: "/bin/sh")
            process.arguments = (script.map { ["-c", $0, executable.path] } ?? []) + arguments
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            process.standardInput = try input.map { try Self.handle(reading: $0, files) } ?? FileHandle.nullDevice
            process.standardOutput = try Self.handle(files, "output")
            process.standardError = try Self.handle(files, "messages")
            let continuation = end.continuation
            process.terminationHandler = { _ in continuation.finish() }
            try process.run()
        }

        /// Waits for the run to end.
        func outcome() async throws -> Outcome {
            for await _ in end.stream {}
            return Outcome(
                status: process.terminationStatus,
                output: String(decoding: try files.bytes("output"), as: UTF8.self),
                messages: String(decoding: try files.bytes("messages"), as: UTF8.self)
            )
        }

        private static func handle(reading text: String, _ files: TemporaryFolder) throws -> FileHandle {
            try files.write(text, to: "input")
            return try FileHandle(forReadingFrom: URL(fileURLWithPath: files.path("input")))
        }

        private static func handle(_ files: TemporaryFolder, _ name: String) throws -> FileHandle {
            try files.write("", to: name)
            return try FileHandle(forWritingTo: URL(fileURLWithPath: files.path(name)))
        }
    }

    /// The built command, beside the bundle of the tests.
    static func executable() throws -> URL {
        let bundles =
            Bundle.allBundles.map(\.bundleURL)
            + CommandLine.arguments.compactMap { argument in
                argument.range(of: ".xctest").map { URL(fileURLWithPath: String(argument[..<$0.upperBound])) }
            }
        let folders = [Bundle.main.bundleURL] + bundles.map { $0.deletingLastPathComponent() }
        let candidates = folders.map { $0.appendingPathComponent("glorot") }
        return try #require(
            candidates.first { candidate in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
                    && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: candidate.path)
            },
            "no product glorot in \(folders.map(\.path))"
        )
    }
}

extension BuiltCommand.Outcome {
    /// The result of a run that did its work: these lines on standard output, nothing else.
    static func success(_ output: String) -> Self { Self(status: 0, output: output, messages: "") }

    /// The result of a refused run: nothing on standard output, this message.
    static func refusal(_ status: Int32, _ message: String) -> Self {
        Self(status: status, output: "", messages: "Error: \(message)\n")
    }
}
