import Foundation
import TestSupport
import Testing

import WeightFiles

@Suite struct StagedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Whether the system has nameless files.
    private static var hasNamelessFiles: Bool {
        #if os(Linux)
            true
        #else
            false
        #endif
    }

    @Test(.tags(.property), arguments: [false, true])
    func `the old file stands until the new one is committed`(isNameless: Bool) throws {
        try folder.write("old", to: "f")
        var file = try StagedFile(path: folder.path("f"), isNameless: isNameless)
        try file.write("new".utf8)
        #expect(try folder.bytes("f") == Array("old".utf8))
        try file.finish()
        #expect(try folder.bytes("f") == Array("old".utf8))
        try file.commit()
        #expect(try folder.bytes("f") == Array("new".utf8))
        #expect(try folder.names() == ["f"])
    }

    @Test(.tags(.property), arguments: [false, true], [false, true])
    func `a file that is not committed leaves nothing behind`(finished: Bool, isNameless: Bool) throws {
        func abandon() throws {
            var file = try StagedFile(path: folder.path("f"), isNameless: isNameless)
            // More than the buffer holds, so that some of it has reached the disk.
            try file.write(repeatElement(7, count: (1 << 20) + 1))
            if finished { try file.finish() }
            #expect(try folder.names().count == (isNameless && Self.hasNamelessFiles ? 0 : 1))
        }
        try abandon()
        #expect(try folder.names() == [])
    }

    @Test(.tags(.property), arguments: [false, true])
    func `two writers of one path do not mix, and the last to commit stands`(isNameless: Bool) throws {
        var first = try StagedFile(path: folder.path("f"), isNameless: isNameless)
        var second = try StagedFile(path: folder.path("f"), isNameless: isNameless)
        try first.write("first".utf8)
        try second.write("the second".utf8)
        try second.finish()
        try first.commit()
        #expect(try folder.bytes("f") == Array("first".utf8))
        // The first one's name is free again, so letting go of a third file there does no harm.
        do {
            var third = try StagedFile(path: folder.path("f"), isNameless: isNameless)
            try third.write("third".utf8)
            #expect(try folder.names().count == (isNameless && Self.hasNamelessFiles ? 1 : 3))
        }
        try second.commit()
        #expect(try folder.bytes("f") == Array("the second".utf8))
        #expect(try folder.names() == ["f"])
    }

    @Test(.tags(.negativeControl), arguments: [false, true])
    func `what stands under the staging name is neither written to nor removed`(isNameless: Bool) throws {
        try folder.write("precious", to: "other")
        let (link, file) = (".glorot-partial-\(getpid())-0", ".glorot-partial-\(getpid())-1")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path(link),
            withDestinationPath: folder.path("other")
        )
        try folder.write("kept", to: file)
        do {
            var abandoned = try StagedFile(path: folder.path("f"), isNameless: isNameless)
            try abandoned.write("abandoned".utf8)
            try abandoned.finish()
        }
        var staged = try StagedFile(path: folder.path("f"), isNameless: isNameless)
        try staged.write("new".utf8)
        try staged.commit()
        #expect(try folder.bytes("f") == Array("new".utf8))
        #expect(try folder.bytes("other") == Array("precious".utf8))
        #expect(try folder.bytes(file) == Array("kept".utf8))
        #expect(try folder.names() == [link, file, "f", "other"])
    }

    @Test(.tags(.property)) func `bytes arrive whole and in order, however they were cut`() throws {
        let bytes = (0..<(3 << 19)).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }
        var file = try StagedFile(path: folder.path("f"))
        var start = 0
        for length in [0, 1, 1 << 20, 12345, bytes.count] {
            let end = min(start + length, bytes.count)
            try file.write(bytes[start..<end])
            start = end
        }
        try file.commit()
        #expect(try folder.bytes("f") == bytes)
    }

    @Test(.tags(.property)) func `a committed file without bytes is empty`() throws {
        try StagedFile(path: folder.path("f")).commit()
        #expect(try folder.bytes("f") == [])
    }

    @Test(.tags(.negativeControl)) func `a missing folder is an error that names the path`() throws {
        let path = folder.path("missing/f")
        let error = #expect(throws: FileError.self) { _ = try StagedFile(path: path) }
        #expect(error?.path == path)
        #expect(error?.code == ENOENT)
        #expect(error?.description == "\(path): cannot create: No such file or directory")
        #expect(try folder.names() == [])
    }

    @Test(.tags(.negativeControl)) func `a path that is a folder is refused before anything is written`() throws {
        let path = folder.path("f")
        try createFolder(path)
        let error = #expect(throws: FileError.self) { _ = try StagedFile(path: path) }
        #expect(error?.path == path)
        #expect(error?.code == EISDIR)
        #expect(try folder.names() == ["f"])
    }
}
