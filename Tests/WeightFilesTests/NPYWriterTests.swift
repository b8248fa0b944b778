import TestSupport
import Testing

import WeightFiles

@Suite struct NPYWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The bytes of a file with a shape and values.
    private func file<Scalar: StoredScalar>(_ shape: [Int], _ parts: [[Scalar]]) throws -> [UInt8] {
        var file = try NPYWriter<Scalar>(path: folder.path("w.npy"), shape: shape)
        for part in parts { try file.write(part.span) }
        try file.commit()
        return try folder.bytes("w.npy")
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            (shape: [], text: "()"), ([3], "(3,)"), ([2, 3], "(2, 3)"), ([3, 3, 64, 128], "(3, 3, 64, 128)"),
        ]
    )
    func `the header is NumPy's version 1.0 and spells the shape as Python does`(
        row: (shape: [Int], text: String)
    ) throws {
        let count = row.shape.reduce(1, *)
        let bytes = try file(row.shape, [[Float](repeating: 0, count: count)])
        #expect(Array(bytes[..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
        // Two bytes of length, little-endian, count the text from byte 10 to the line break.
        let end = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
        #expect(bytes.count == end + 4 * count)
        let text = String(decoding: bytes[10..<end], as: UTF8.self)
        let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': \(row.text), }"
        #expect(text == dictionary + String(repeating: " ", count: text.utf8.count - dictionary.utf8.count - 1) + "\n")
    }

    @Test(.tags(.property)) func `values start at a multiple of 64 bytes, with less than 64 of padding`() {
        var paddings: Set<Int> = []
        // From two axes on, each further axis makes the text three bytes longer, so that every padding occurs.
        for axes in 0..<66 {
            let header = NPYWriter<Double>.header(shape: Array(repeating: 1, count: axes))
            #expect(header.count.isMultiple(of: 64))
            #expect(10 + Int(header[8]) + 256 * Int(header[9]) == header.count)
            #expect(header.last == UInt8(ascii: "\n"))
            // The text ends in a brace.
            paddings.insert(header.dropLast().reversed().prefix { $0 == UInt8(ascii: " ") }.count)
        }
        #expect(paddings == Set(0..<64))
    }

    @Test(.tags(.knownAnswer)) func `single precision is stored as four bytes, the least significant first`() throws {
        let bytes = try file([2, 2], [[1, -0.1, .infinity, Float(bitPattern: 0x7FC0_1234)]])
        #expect(
            Array(bytes[128...]) == [
                0x00, 0x00, 0x80, 0x3F, 0xCD, 0xCC, 0xCC, 0xBD, 0x00, 0x00, 0x80, 0x7F, 0x34, 0x12, 0xC0, 0x7F,
            ]
        )
    }

    @Test(.tags(.knownAnswer)) func `double precision is stored as eight bytes, the least significant first`() throws {
        let bytes = try file([2], [[1.0, -0.1]])
        #expect(String(decoding: bytes[10..<128], as: UTF8.self).contains("'descr': '<f8'"))
        #expect(
            Array(bytes[128...]) == [
                0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xF0, 0x3F, 0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0xBF,
            ]
        )
    }

    @Test(.tags(.knownAnswer)) func `sixteen-bit numbers are stored as two bytes, and bfloat16 as NumPy stores it`()
        throws
    {
        let half = try file([1], [[Float16Pattern(bitPattern: 0x3C01)]])
        #expect(String(decoding: half[10..<128], as: UTF8.self).contains("'descr': '<f2'"))
        #expect(Array(half[128...]) == [0x01, 0x3C])
        let brain = try file([1], [[BFloat16Pattern(bitPattern: 0x3F81)]])
        #expect(String(decoding: brain[10..<128], as: UTF8.self).contains("'descr': '<V2'"))
        #expect(Array(brain[128...]) == [0x81, 0x3F])
        #expect(try WeightFile(path: folder.path("w.npy")).doubles() == [1.0078125])
    }

    @Test(.tags(.property)) func `a header too long for version 1 is of version 2`() throws {
        let axes = Array(repeating: 1, count: 30_000)
        let bytes = try file(axes, [[2.5] as [Float]])
        #expect(Array(bytes[6..<8]) == [2, 0])
        #expect(bytes.count % 64 == 4)
        // It is written as NumPy writes it, but has more axes than the reader allows.
        let error = #expect(throws: WeightFileError.self) { try WeightFile(path: folder.path("w.npy")) }
        #expect(error?.description.contains("found 30000 axes, expected at most 64") == true)
    }

    @Test(.tags(.property)) func `values written in parts follow one another`() throws {
        let values = (0..<1000).map { Float($0) }
        let whole = try file([1000], [values])
        #expect(try file([1000], [Array(values[..<1]), [], Array(values[1..<700]), Array(values[700...])]) == whole)
        #expect(whole.count == 128 + 4000)
    }

    @Test(.tags(.negativeControl)) func `an incomplete file does not take its place, nor do values beyond the shape`()
        throws
    {
        try folder.write("old", to: "w.npy")
        let few = #expect(throws: FileError.self) { try file([2, 3], [[1, 2], [3, 4, 5] as [Float]]) }
        #expect(few?.description == "\(folder.path("w.npy")): cannot write: expected 6 values, got 5")
        let many = #expect(throws: FileError.self) { try file([2, 3], [[1, 2, 3, 4], [5, 6, 7] as [Float]]) }
        #expect(many?.description == "\(folder.path("w.npy")): cannot write: expected 6 values, got more")
        for shape in [[-1, 2], [1 << 32, 1 << 32]] {
            #expect(throws: FileError.self) { try file(shape, [] as [[Float]]) }
        }
        #expect(try folder.bytes("w.npy") == Array("old".utf8))
        #expect(try folder.names() == ["w.npy"])
    }

    @Test(.tags(.negativeControl)) func `a writer that never commits leaves the old file and nothing beside it`() throws
    {
        try folder.write("old", to: "w.npy")
        func abandon() throws {
            var file = try NPYWriter<Float>(path: folder.path("w.npy"), shape: [1])
            try file.write(([1] as [Float]).span)
        }
        try abandon()
        #expect(try folder.bytes("w.npy") == Array("old".utf8))
        #expect(try folder.names() == ["w.npy"])
    }
}
