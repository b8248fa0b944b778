import Foundation
import TestSupport
import Testing

import NumberTypes
import WeightFiles

/// Paths that are not files, and files that change.
@Suite struct FileKindTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func error(_ path: String) -> String? {
        complaint { () throws(WeightFileError) in try WeightFile(path: path) }
    }

    @Test(.tags(.negativeControl)) func `what is no regular file is refused at once`() throws {
        let folder = folder.path
        #expect(error("\(folder)/none") == "\(folder)/none: cannot read: No such file or directory")
        #expect(error(folder) == "\(folder): cannot read: Is a directory")
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "nowhere")
        #expect(error("\(folder)/link") == "\(folder)/link: cannot read: No such file or directory")
        // Opening a pipe without a writer would block.
        #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
        let reason = "weights are read more than once, and only a regular file allows that"
        #expect(error("\(folder)/pipe") == "\(folder)/pipe: cannot read: it is a pipe; \(reason)")
        #expect(error("/dev/zero") == "/dev/zero: cannot read: it is a device; \(reason)")
        try self.folder.write("", to: "empty.npy")
        #expect(
            error("\(folder)/empty.npy") == "\(folder)/empty.npy: file at byte 0: found an empty file, expected weights"
        )
        let error = #expect(throws: WeightFileError.self) { try WeightFile(path: "\(folder)/none") }
        guard case .file(let inner)? = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(inner.code == ENOENT && inner.operation == "read" && inner.path == "\(folder)/none")
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (
                "version https://git-lfs.github.com/spec/v1\noid sha256:0",
                "a Git LFS pointer, expected weights: fetch the file"
            ),
            ("<!DOCTYPE html>", "a page of HTML, expected weights: the download failed"),
            ("<html>", "a page of HTML, expected weights: the download failed"),
            ("%PDF-1.7", "a PDF document, expected weights: check the path"),
            // Each scalar is a byte.
            ("\u{89}PNG\r\n\u{1A}\n", "a PNG image, expected weights: check the path"),
            ("\u{FF}\u{D8}\u{FF}\u{E0}", "a JPEG image, expected weights: check the path"),
            ("\u{1F}\u{8B}\u{8}", "gzip, expected weights: unpack it: gunzip"),
        ]
    )
    func `what holds no weights is told by its first bytes, whatever its name says`(text: String, words: String) throws
    {
        for name in ["w.npy", "w.safetensors", "w.pt", "w.h5", "w.csv", "w"] {
            let path = try folder.write(text.unicodeScalars.map { UInt8($0.value) }, to: name)
            #expect(error(path)?.contains("\(name): file at byte 0: found \(words)") == true, "\(error(path) ?? "")")
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: ["float32.npy", "stored.npz", "deflated.npz", "all.safetensors", "values.txt"]
    )
    func `a file that shrinks between two reads is an error that says so`(name: String) throws {
        let path = try folder.write(Fixture.bytes(name), to: name)
        let file = try WeightFile(path: path)
        let tensor = try #require(file.tensors.first { $0.type.map { !$0.isExact } ?? false })
        let reader = try file.reader(for: tensor)
        #expect(try reader.doubles() == Fixture.values)
        #expect(truncate(path, 100) == 0)
        let error = #expect(throws: WeightFileError.self) {
            _ = try reader.doubles(12..<24)
            _ = try reader.doubles()
        }
        #expect(error?.description.hasPrefix("\(path): cannot read: it changed while it was read: ") == true)
        let size = try Fixture.bytes(name).count
        let unlike = #expect(throws: WeightFileError.self) { try file.verifyUnchanged() }
        #expect(
            unlike?.description
                == "\(path): cannot read: it changed while it was read: it has 100 bytes and had \(size)"
        )
    }

    @Test(.tags(.negativeControl)) func `the missing bytes are named`() throws {
        // 128 bytes of header, 24 numbers of 4 bytes.
        let path = try folder.write(Fixture.bytes("float32.npy"), to: "w.npy")
        let file = try WeightFile(path: path)
        let reader = try file.reader(for: #require(file.tensors.first))
        #expect(truncate(path, 150) == 0)
        #expect(try reader.floats(0..<5) == Fixture.values[..<5].map { Float($0) })
        let error = #expect(throws: WeightFileError.self) { try reader.floats(4..<8) }
        #expect(
            error?.description == "\(path): cannot read: it changed while it was read: "
                + "expected 16 bytes from byte 144 on, got 6"
        )
    }

    @Test(.tags(.negativeControl)) func `a file that is replaced, written to or removed is noticed afterwards`() throws
    {
        let path = try folder.write(Fixture.bytes("float32.npy"), to: "w.npy")
        let file = try WeightFile(path: path)
        try file.verifyUnchanged()
        func problem() -> String? {
            let error = #expect(throws: WeightFileError.self) { try file.verifyUnchanged() }
            let prefix = "\(path): cannot read: it changed while it was read: "
            return error.map { String($0.description.dropFirst(prefix.count)) }
        }
        var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
        #expect(problem() == "it was written to")
        try FileManager.default.removeItem(atPath: path)
        #expect(problem() == "it is no longer there")
        // While the old file is open, the new one cannot have its inode number.
        try folder.write(Fixture.bytes("float32.npy"), to: "w.npy")
        #expect(problem() == "another file has taken its place")
        // The open file is unchanged.
        #expect(try file.doubles() == Fixture.values)
    }

    @Test(.tags(.negativeControl))
    func `a file rewritten in place is noticed though its modification time is put back`()
        throws
    {
        let bytes = try Fixture.bytes("float32.npy")
        let path = try folder.write(bytes, to: "w.npy")
        // A time long past, so that only the change time can tell.
        var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
        let file = try WeightFile(path: path)
        try file.verifyUnchanged()
        // The system's clock for files may advance in steps of a few milliseconds.
        usleep(50_000)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seek(toOffset: UInt64(bytes.count - 1))
        try handle.write(contentsOf: [0xFF])
        try handle.close()
        #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
        let error = #expect(throws: WeightFileError.self) { try file.verifyUnchanged() }
        #expect(
            error?.description
                == "\(path): cannot read: it changed while it was read: it, or its attributes, were changed"
        )
    }

    @Test(.tags(.property)) func `a reader reads on when the file's object is gone`() throws {
        let reader: TensorReader
        do {
            let file = try WeightFile(path: Fixture.path("float32.npy"))
            reader = try file.reader(for: #require(file.tensors.first))
        }
        #expect(try reader.doubles() == Fixture.values)
    }
}
