import TestSupport
import Testing

import WeightFiles

@Suite struct NPZReaderTests {
    /// 300 numbers, so that a deflated member has several blocks.
    private static let numbers = (0..<300).map { Float($0) - 150 }
    private static let array = npy(npyText("<f4", "(300,)"), numbers.flatMap { littleEndian($0.bitPattern) })

    @Test(.tags(.knownAnswer), arguments: ["stored.npz", "deflated.npz"])
    func `an archive that NumPy wrote is read`(name: String) throws {
        let file = try WeightFile(path: Fixture.path(name))
        #expect(file.format == .npz)
        #expect(file.tensors.map(\.name) == ["dense/kernel", "bias", "half", "steps", "none"])
        #expect(file.tensors.map(\.shape) == [[2, 3, 4], [4], [2, 3, 4], [3], [0, 2]])
        #expect(file.tensors.map(\.typeName) == ["<f4", ">f8", "<f2", "<i8", "<f4"])
        #expect(file.notes == [])
        #expect(try file.doubles("dense/kernel") == Fixture.values)
        #expect(try file.doubles("bias") == Array(Fixture.values[..<4]))
        #expect(try file.doubles("half") == Fixture.values)
        #expect(try file.doubles("none") == [])
        try file.verifyUnchanged()
    }

    @Test(.tags(.property), arguments: [false, true], [false, true])
    func `elements are the same in any order of reading`(isDeflated: Bool, isWide: Bool) throws {
        let member = ZipArchive.Member(name: "a.npy", content: Self.array, isDeflated: isDeflated, isWide: isWide)
        let archive = ZipArchive([member], isWide: isWide, comment: "PK\u{5}\u{6} is no end")
        let file = try WeightFile(bytes: archive.bytes, name: "w.npz")
        let reader = try file.reader(for: file.tensor("a"))
        for range in [100..<200, 0..<100, 200..<300, 299..<300, 5..<5, 0..<300, 7..<8, 3..<290, 0..<300] {
            #expect(try reader.floats(range) == Array(Self.numbers[range]))
        }
    }

    @Test(.tags(.property)) func `several threads may read one deflated member`() async throws {
        let file = try WeightFile(
            bytes: ZipArchive([.init(name: "a.npy", content: Self.array, isDeflated: true)]).bytes,
            name: "w.npz"
        )
        let reader = try file.reader(for: file.tensor("a"))
        try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            for start in stride(from: 0, to: 300, by: 20) {
                group.addTask { (start, try reader.floats(start..<start + 20)) }
            }
            for try await (start, values) in group { #expect(values == Array(Self.numbers[start..<start + 20])) }
        }
    }

    @Test(.tags(.knownAnswer)) func `names are as NumPy has them, and other members are passed over`() throws {
        let archive = ZipArchive([
            .init(name: "with.npy", content: Self.array), .init(name: "without", content: Self.array),
            .init(name: "readme.txt", content: Array("hello".utf8)), .init(name: "folder/", content: []),
            .init(name: "é.npy", content: Self.array),
        ])
        let file = try WeightFile(bytes: archive.bytes, name: "w.npz")
        #expect(file.tensors.map(\.name) == ["with", "without", "é"])
        #expect(file.notes == ["member 'readme.txt' is not a .npy file", "member 'folder/' is not a .npy file"])
        #expect(try WeightFile(bytes: ZipArchive([]).bytes, name: "w.npz").tensors == [])
    }

    @Test(.tags(.negativeControl), arguments: [false, true])
    func `a wrong checksum is found when everything has been read`(isDeflated: Bool) throws {
        let member = ZipArchive.Member(name: "a.npy", content: Self.array, isDeflated: isDeflated, crc: 0x1234)
        let file = try WeightFile(bytes: ZipArchive([member]).bytes, name: "w.npz")
        let reader = try file.reader(for: file.tensor("a"))
        let found = String(crc32(Self.array), radix: 16)
        let message = "w.npz: member 'a.npy': checksum (CRC-32) at byte 0: found \(found), expected 1234"
        _ = try reader.floats(0..<299)
        // Again, and in another order, with pieces read twice.
        for last in [299..<300, 0..<300] {
            let error = #expect(throws: WeightFileError.self) { try reader.floats(last) }
            #expect(error?.description == message)
        }
        guard !isDeflated else { return }
        _ = try reader.floats(150..<300)
        _ = try reader.floats(100..<200)
        _ = try reader.floats(200..<300)
        let error = #expect(throws: WeightFileError.self) { try reader.floats(0..<100) }
        #expect(error?.description == message)
    }

    @Test(.tags(.negativeControl)) func `an array without elements has its checksum compared at once`() {
        for isDeflated in [false, true] {
            let content = npy(npyText("<f4", "(0,)"), [])
            let member = ZipArchive.Member(name: "a.npy", content: content, isDeflated: isDeflated, crc: 0)
            #expect(complaint(ZipArchive([member]).bytes, "w.npz")?.contains("checksum") == true)
        }
    }
}
