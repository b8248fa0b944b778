import Foundation
import TestSupport
import Testing

import WeightFiles

@Suite struct FolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func isFolder(_ name: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder.path(name), isDirectory: &isFolder) && isFolder.boolValue
    }

    @Test(.tags(.property), arguments: ["a", "a/b/c", "a//b/", "a/./b"])
    func `a folder is made with all those above it`(name: String) throws {
        try createFolder(folder.path(name))
        #expect(isFolder(name))
    }

    @Test(.tags(.property)) func `a folder that is there is left as it is`() throws {
        try createFolder(folder.path("a"))
        try folder.write("kept", to: "a/f")
        try createFolder(folder.path("a"))
        #expect(try folder.bytes("a/f") == Array("kept".utf8))
    }

    @Test(.tags(.negativeControl), arguments: ["f", "f/b", "f/b/c"])
    func `a file in the way is an error that names it and leaves it`(name: String) throws {
        try folder.write("kept", to: "f")
        let error = #expect(throws: FileError.self) { try createFolder(folder.path(name)) }
        #expect(error?.code == ENOTDIR)
        #expect(error?.path.hasPrefix(folder.path("f")) == true)
        #expect(error?.description.hasSuffix(": cannot create the folder: Not a directory") == true)
        #expect(try folder.bytes("f") == Array("kept".utf8))
    }
}
