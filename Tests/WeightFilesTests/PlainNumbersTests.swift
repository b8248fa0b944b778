import Foundation
import TestSupport
import Testing

import NumberTypes
import WeightFiles

@Suite struct PlainNumbersTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func numbers(_ text: String) throws -> [Double] {
        try WeightFile(bytes: Array(text.utf8), name: "w.txt").doubles()
    }

    @Test(.tags(.knownAnswer), arguments: ["values.txt", "values.csv"])
    func `a text that NumPy wrote is read`(name: String) throws {
        let file = try WeightFile(path: Fixture.path(name))
        #expect(file.format == .text)
        let tensor = try #require(file.tensors.first)
        #expect(tensor.name == "values")
        #expect(tensor.shape == [24])
        #expect(tensor.type == .float64)
        #expect(tensor.typeName == "text")
        #expect(try file.doubles() == Fixture.values)
    }

    @Test(.tags(.knownAnswer)) func `numbers are separated by blanks, line breaks or commas`() throws {
        #expect(try numbers("1") == [1])
        #expect(
            try numbers("\u{FEFF}1 2\t3\r\n4,5 , 6,\n7\n\n# 8, nine\n10 # 11\n12#13\n,14,") == [
                1, 2, 3, 4, 5, 6, 7, 10, 12, 14,
            ]
        )
        #expect(try numbers("+1 -2. .5 -.5e1 1E+2 1e-2 007 0.0") == [1, -2, 0.5, -5, 100, 0.01, 7, 0])
        #expect(
            try numbers("1e400 -1e400 1e-400 inf -Infinity +INF") == [
                .infinity, -.infinity, 0, .infinity, -.infinity, .infinity,
            ]
        )
        let special = try numbers("nan -0 NaN")
        #expect(special[0].isNaN && special[1].sign == .minus && special[2].isNaN)
    }

    @Test(.tags(.property)) func `a number is rounded as the library rounds it`() throws {
        var state: UInt64 = 1
        var texts: [String] = [
            "9007199254740993", "9007199254740991e22", "1.7976931348623157e308", "5e-324", "2.5e-324",
        ]
        texts += ["0.1", "123456789012345678901234567890", "0.00000000000000000000000000000000012345678901234567"]
        texts.append(String(repeating: "1", count: 2000))
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            if !value.isFinite { continue }
            texts.append("\(value)")
            texts.append("\(Float(value))")
            texts.append("\(Double(Int32(truncatingIfNeeded: state >> 32)) / 1024)")
        }
        let expected = texts.map { Double($0) }
        let found = try numbers(texts.joined(separator: "\n"))
        #expect(found.count == texts.count)
        #expect(zip(found, expected).allSatisfy { $0.bitPattern == $1?.bitPattern })
    }

    @Test(.tags(.property)) func `a long text is read from anywhere`() throws {
        // Commas and comments around the marks; lines of 11 numbers, 200,000 numbers in about 1.3 MB.
        let count = 200_000
        let text = (0..<count).map { "\($0)" + ($0 % 11 == 10 ? " # \($0)\n" : ",") }.joined()
        let file = try WeightFile(path: folder.write(Array(text.utf8), to: "w.txt"))
        let reader = try file.reader(for: #require(file.tensors.first))
        #expect(reader.count == count)
        for range in [
            0..<count, 65_536..<65_537, 65_535..<131_073, 199_999..<count, 3..<70_000, 70_000..<70_001, 1..<1,
        ] {
            #expect(try reader.doubles(range) == range.map { Double($0) })
        }
        #expect(throws: WeightFileError.self) { try reader.floats(0..<1) }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("1 2\n3 x4 5", "line 2 at byte 6: found 'x4', expected a number"),
            ("1,,2", "line 1 at byte 2: found ',', expected a number before it"),
            (", 1", "line 1 at byte 0: found ',', expected a number before it"),
            ("1,\n,2", "line 2 at byte 3: found ',', expected a number before it"),
            ("0x10", "line 1 at byte 0: found '0x10', expected a number"),
            ("1e", "line 1 at byte 0: found '1e', expected a number"),
            ("1e5.", "line 1 at byte 0: found '1e5.', expected a number"),
            ("1.2.3", "line 1 at byte 0: found '1.2.3', expected a number"),
            ("+", "line 1 at byte 0: found '+', expected a number"),
            (".", "line 1 at byte 0: found '.', expected a number"),
            ("-.e1", "line 1 at byte 0: found '-.e1', expected a number"),
            ("nan(1)", "line 1 at byte 0: found 'nan(1)', expected a number"),
            ("1\u{0}2", "line 1 at byte 0: found '1\\02', expected a number"),
            ("# 1\n", "text at byte 4: found no number, expected one or more"),
        ]
    )
    func `what is no number is an error`(row: (text: String, message: String)) {
        #expect(complaint(Array(row.text.utf8), "w.txt") == "w.txt: \(row.message)")
    }

    @Test(.tags(.negativeControl)) func `a run of characters without an end is no number`() {
        let text = "1 " + String(repeating: "1", count: 3_000_000)
        let shown = String(repeating: "1", count: 80)
        #expect(
            complaint(Array(text.utf8), "w.txt") == "w.txt: line 1 at byte 2: found '\(shown)…', expected a number"
        )
    }

    @Test(.tags(.knownAnswer)) func `raw numbers are little-endian`() throws {
        let bytes: [UInt8] = [0x00, 0x3C, 0x80, 0x3F, 0x00, 0x00, 0xF0, 0xBF]
        func read(_ type: NumberType) throws -> [Double] {
            let file = try WeightFile(path: folder.write(bytes, to: "w.bin"), format: .raw(type))
            #expect(file.tensors.first?.name == "w.bin")
            #expect(file.tensors.first?.typeName == type.rawValue)
            return try file.doubles()
        }
        #expect(try read(.float16) == [1, 1.875, 0, -1.984375])
        #expect(try read(.bfloat16) == [0.0078125, 1, 0, -1.875])
        #expect(try read(.float32) == [Double(Float(bitPattern: 0x3F80_3C00)), Double(Float(bitPattern: 0xBFF0_0000))])
        #expect(try read(.float64) == [Double(bitPattern: 0xBFF0_0000_3F80_3C00)])
        #expect(
            complaint(Array(bytes.dropLast()), "w.bin", .raw(.float16))
                == "w.bin: file at byte 6: found 7 bytes, expected a multiple of 2, the size of a float16"
        )
    }

    @Test(.tags(.knownAnswer)) func `a stream is read once and held`() throws {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data("1 2,3\n".utf8))
        try pipe.fileHandleForWriting.close()
        let file = try WeightFile(stream: pipe.fileHandleForReading.fileDescriptor, name: "stream", limit: 3)
        #expect(file.path == "stream")
        #expect(try file.doubles() == [1, 2, 3])
        let reader = try file.reader(for: #require(file.tensors.first))
        #expect(try reader.doubles(1..<2) == [2])
        try file.verifyUnchanged()
    }

    @Test(.tags(.knownAnswer), arguments: ["float32.npy", "bfloat16.npy", "deflated.npz", "all.safetensors"])
    func `a file comes through a stream and is held`(name: String) throws {
        let bytes = try Fixture.bytes(name)
        func read(limit: Int) throws(WeightFileError) -> WeightFile {
            let pipe = Pipe()
            let input = pipe.fileHandleForWriting
            // The data may exceed a pipe's capacity.
            Thread.detachNewThread {
                input.write(Data(bytes))
                try? input.close()
            }
            return try WeightFile(stream: pipe.fileHandleForReading.fileDescriptor, name: "stream", limit: limit)
        }
        let streamed = try read(limit: bytes.count)
        let file = try WeightFile(path: Fixture.path(name))
        #expect(streamed.format == file.format)
        #expect(streamed.tensors.map(\.shape) == file.tensors.map(\.shape))
        for (own, other) in zip(streamed.tensors, file.tensors) where own.type != nil {
            #expect(try streamed.reader(for: own).doubles() == file.reader(for: other).doubles())
        }
        let limit = bytes.count / 8 - 1
        #expect(
            complaint { () throws(WeightFileError) in try read(limit: limit) }
                == """
                stream: file at byte \(8 * limit): found more bytes, \
                expected at most \(8 * limit): a stream is held in memory; a file is not
                """
        )
    }

    @Test(.tags(.negativeControl)) func `a stream of too many numbers, or none, is refused`() throws {
        func found(_ text: String) throws -> String? {
            let pipe = Pipe()
            pipe.fileHandleForWriting.write(Data(text.utf8))
            try pipe.fileHandleForWriting.close()
            return complaint { () throws(WeightFileError) in
                try WeightFile(stream: pipe.fileHandleForReading.fileDescriptor, name: "stream", limit: 2)
            }
        }
        #expect(
            try found("1 2 3 4")
                == """
                stream: text at byte 5: found more numbers, \
                expected at most 2: a stream is held in memory; a file is not
                """
        )
        #expect(try found("") == "stream: text at byte 0: found no number, expected one or more")
    }

    @Test(.tags(.property)) func `a byte-order mark that comes byte by byte is read over`() throws {
        for (bytes, message) in [
            ([0xEF, 0xBB, 0xBF, 0x31, 0x20, 0x32] as [UInt8], nil as String?),
            ([0xEF, 0xBB, 0xBE, 0x31], "line 1 at byte 0: found "), ([0xEF, 0xBB], "line 1 at byte 0: found "),
        ] {
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            let (output, input) = (ends[0], ends[1])
            defer { close(output) }
            let written = DispatchSemaphore(value: 0)
            // Its own thread: a task would wait for a thread of the pool, which the reader occupies.
            Thread.detachNewThread {
                for byte in bytes {
                    // By then the reader has taken the previous one.
                    usleep(20_000)
                    _ = withUnsafeBytes(of: byte) { write(input, $0.baseAddress, 1) }
                }
                close(input)
                written.signal()
            }
            var file: WeightFile?
            let problem = complaint { () throws(WeightFileError) in
                let opened = try WeightFile(stream: output, name: "s", limit: 10)
                file = opened
                return opened
            }
            written.wait()
            if let message {
                #expect(problem?.hasPrefix("s: \(message)") == true)
            } else {
                #expect(problem == nil)
                #expect(try file?.doubles() == [1, 2])
            }
        }
    }
}
