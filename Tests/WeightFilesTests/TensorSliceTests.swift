import Foundation
import TestSupport
import Testing

import NumberTypes
import WeightFiles

@Suite struct TensorSliceTests {
    /// The numbers 0 to 23 as [2, 3, 4].
    private static func reader(isFortranOrder: Bool = false) throws -> TensorReader {
        var values = (0..<24).map { Float($0) }
        if isFortranOrder {
            // Element (i, j, k) lies at i + 2 j + 6 k.
            for i in 0..<2 {
                for j in 0..<3 { for k in 0..<4 { values[i + 2 * j + 6 * k] = Float(12 * i + 4 * j + k) } }
            }
        }
        let header = "{'descr': '<f4', 'fortran_order': \(isFortranOrder ? "True" : "False"), 'shape': (2, 3, 4), }"
        let file = try WeightFile(bytes: npy(header, values.flatMap { littleEndian($0.bitPattern) }), name: "w.npy")
        return try file.reader(for: try #require(file.tensors.first))
    }

    private static func values(_ reader: TensorReader) throws -> [Float] {
        var values = [Float](repeating: -1, count: reader.count)
        var span = values.mutableSpan
        try reader.read(0..<reader.count, into: &span)
        return values
    }

    /// Expected values from NumPy 2.4 on numpy.arange(24).reshape(2, 3, 4).
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("1", [3, 4], Array(12..<24)), ("-1, 0", [4], [12, 13, 14, 15]),
            (":, 1:", [2, 2, 4], [4, 5, 6, 7, 8, 9, 10, 11, 16, 17, 18, 19, 20, 21, 22, 23]),
            ("..., 0", [2, 3], [0, 4, 8, 12, 16, 20]),
            (":, :, 1:3", [2, 3, 2], [1, 2, 5, 6, 9, 10, 13, 14, 17, 18, 21, 22]),
            ("[0, -1, -2:]", [2], [10, 11]), (":", [2, 3, 4], Array(0..<24)), ("1, 2, 3", [], [23]),
            ("1, ..., :2", [3, 2], [12, 13, 16, 17, 20, 21]),
        ] as [(String, [Int], [Int])]
    )
    func `a slice has NumPy's elements and shape`(row: (text: String, shape: [Int], values: [Int])) throws {
        let part = try Self.reader().selecting(try TensorSlice(row.text))
        #expect(part.info.shape == row.shape)
        #expect(try Self.values(part) == row.values.map { Float($0) })
        // In Fortran order: the same elements in another order.
        let other = try Self.reader(isFortranOrder: true).selecting(try TensorSlice(row.text))
        #expect(other.info.shape == row.shape)
        #expect(try Self.values(other).sorted() == row.values.map { Float($0) })
        // Any stretch of them can be read on its own.
        for start in 0..<part.count {
            var one: [Float] = [-1]
            var span = one.mutableSpan
            try part.read(start..<start + 1, into: &span)
            #expect(one[0] == Float(row.values[start]))
        }
    }

    @Test(.tags(.negativeControl)) func `slices that overlap are refused before they are taken apart`() throws {
        let info = try Self.reader().info
        let slices = try [":, 0", ":, 1:", "0"].map { try TensorSlice($0) }
        #expect(throws: TensorSliceError.self) { try info.selecting(beside: slices) }
        #expect(throws: TensorSliceError.self) { try TensorSlice("-9223372036854775808:") }
    }

    /// If a file has become shorter, the part that is left can still be read: no more is read than was asked for.
    @Test(.tags(.property)) func `a part of a part reads no further than it must`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("w.f32")
        #expect(FileManager.default.createFile(atPath: path, contents: Data(count: 4 * 1000 * 100)))
        let file = try WeightFile(path: path, format: .raw(.float32))
        let tensor = try #require(file.tensors.first)
        let reader = try file.reader(for: tensor).selecting(try TensorSlice("0:100000"))
        #expect(truncate(path, 40_000) == 0)
        var values = [Float](repeating: 1, count: 1000)
        var span = values.mutableSpan
        try reader.read(0..<1000, into: &span)
        #expect(values.allSatisfy { $0 == 0 })
    }

    @Test(.tags(.knownAnswer)) func `what slices leave is the rest, by rows where they are rows`() throws {
        let rows = try Self.reader().selecting(beside: [try TensorSlice("0")])
        #expect(rows.info.shape == [1, 3, 4])
        #expect(try Self.values(rows) == (12..<24).map { Float($0) })
        let columns = try Self.reader(isFortranOrder: true).selecting(beside: [try TensorSlice("0")])
        #expect(columns.info.shape == [1, 3, 4] && columns.info.isFortranOrder)
        #expect(try Self.values(columns) == [12, 16, 20, 13, 17, 21, 14, 18, 22, 15, 19, 23])
        let others = try Self.reader().selecting(beside: [try TensorSlice("0, 1"), try TensorSlice("1, :, 1:")])
        #expect(others.info.shape == [11])
        #expect(try Self.values(others) == [0, 1, 2, 3, 8, 9, 10, 11, 12, 16, 20])
        #expect(try Self.reader().selecting(beside: [try TensorSlice(":")]).count == 0)
        #expect(throws: TensorSliceError.self) {
            try Self.reader().selecting(beside: [try TensorSlice("0"), try TensorSlice(":, 1")])
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: ["", "a", "1:2:3", "1;2", "..., ...", "1.5", "0:99999999999999999999", "--1", ":, , 1"]
    )
    func `what is no slice is refused`(text: String) {
        #expect(throws: TensorSliceError.self) { try TensorSlice(text) }
    }

    @Test(.tags(.negativeControl), arguments: ["2", "-3", "0:3", "1:1", "1:0", "0, 0, 0, 0", ":, 2:4"])
    func `what the shape does not have is refused with the shape`(text: String) throws {
        let reader = try Self.reader()
        let error = #expect(throws: TensorSliceError.self) { try reader.selecting(try TensorSlice(text)) }
        #expect(error?.description.contains("[2, 3, 4]") == true)
    }
}
