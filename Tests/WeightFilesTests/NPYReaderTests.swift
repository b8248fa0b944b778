import TestSupport
import Testing

import NumberTypes
import WeightFiles

@Suite struct NPYReaderTests {
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("float16", NumberType.float16, "<f2"), ("float32", .float32, "<f4"), ("float64", .float64, "<f8"),
            ("big-float16", .float16, ">f2"), ("big-float32", .float32, ">f4"), ("big-float64", .float64, ">f8"),
            ("version2", .float32, "<f4"), ("version3", .float32, "<f4"),
        ]
    )
    func `an array that NumPy wrote is read with its shape and its elements`(
        row: (name: String, type: NumberType, description: String)
    ) throws {
        let file = try WeightFile(path: Fixture.path("\(row.name).npy"))
        #expect(file.format == .npy)
        let tensor = try #require(file.tensors.first)
        #expect(tensor.name == row.name)
        #expect(tensor.shape == [2, 3, 4])
        #expect(tensor.count == 24)
        #expect(tensor.type == row.type)
        #expect(tensor.typeName == row.description)
        #expect(!tensor.isFortranOrder)
        #expect(file.notes == [])
        let reader = try file.reader(for: tensor)
        #expect(try reader.doubles() == Fixture.values)
        #expect(try reader.doubles(7..<11) == Array(Fixture.values[7..<11]))
        #expect(try reader.doubles(24..<24) == [])
        if row.type != .float64 {
            #expect(try reader.floats(3..<24) == Fixture.values[3...].map { Float($0) })
        }
        try file.verifyUnchanged()
    }

    @Test(.tags(.knownAnswer)) func `an array in Fortran order is read as it is stored`() throws {
        let file = try WeightFile(path: Fixture.path("fortran.npy"))
        let tensor = try #require(file.tensors.first)
        #expect(tensor.isFortranOrder)
        #expect(tensor.shape == [2, 3, 4])
        #expect(try file.doubles() == Fixture.fortranValues)
    }

    @Test(.tags(.knownAnswer)) func `a scalar has one element, and an axis without length none`() throws {
        let scalar = try WeightFile(path: Fixture.path("scalar.npy"))
        #expect(scalar.tensors.first?.shape == [])
        #expect(try scalar.doubles() == [-0.25])
        let empty = try WeightFile(path: Fixture.path("empty.npy"))
        #expect(empty.tensors.first?.shape == [3, 0, 2])
        #expect(try empty.doubles() == [])
    }

    @Test(.tags(.knownAnswer)) func `NumPy's V2 is read as bfloat16 unless the caller says otherwise`()
        throws
    {
        let path = try Fixture.path("bfloat16.npy")
        let taken = try WeightFile(path: path)
        #expect(taken.tensors.first?.type == .bfloat16)
        #expect(try taken.doubles() == Fixture.values)
        #expect(
            taken.notes == ["'bfloat16' is taken for bfloat16: its type is '<V2', two bytes of unknown meaning"]
        )
        let file = try WeightFile(path: path, twoByteVoid: nil)
        let tensor = try #require(file.tensors.first)
        #expect(tensor.type == nil)
        #expect(
            file.notes == [
                "'bfloat16' cannot be read: its type is '<V2', two bytes of unknown meaning (bfloat16, perhaps)"
            ]
        )
        let error = #expect(throws: WeightFileError.self) { try file.reader(for: tensor) }
        #expect(
            error?.description
                == "\(path): tensor 'bfloat16': type: found '<V2', expected float16, bfloat16, float32, float64, "
                + "integers or booleans; cast weights of 8 bits first"
        )
        // 1.0078125 is 0x3F81, the least significant byte first unless the file says otherwise.
        for (type, data) in [
            ("<V2", [0x81, 0x3F]), ("|V2", [0x81, 0x3F]), ("V2", [0x81, 0x3F]), (">V2", [0x3F, 0x81]),
        ]
            as [(String, [UInt8])]
        {
            let bytes = npy(npyText(type, "(1,)"), data)
            #expect(try WeightFile(bytes: bytes, name: "w.npy").doubles() == [1.0078125])
        }
        // The same bits, read as another type, are other numbers: 0xC000 is -2 in both.
        let half = try WeightFile(path: path, twoByteVoid: .float16).doubles()
        #expect(half.first == -2 && half != Fixture.values)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("object", "'|O', Python objects"),
            ("records", "'structured', records with fields"),
        ]
    )
    func `other types are listed, and not read`(row: (name: String, meaning: String)) throws {
        let file = try WeightFile(path: Fixture.path("\(row.name).npy"))
        let tensor = try #require(file.tensors.first)
        #expect(tensor.type == nil)
        #expect(file.notes == ["'\(row.name)' cannot be read: its type is \(row.meaning)"])
        #expect(throws: WeightFileError.self) { try file.reader(for: tensor) }
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("<i16", 32, "integers of another width"), ("|b2", 4, "booleans of another width"),
            ("<c8", 16, "complex numbers"), ("<f16", 32, "floating point of another width"), ("<U3", 7, "text"),
            ("<M8[ns]", 16, "times"), ("|V4", 8, "bytes of unknown meaning"),
            ("<x9", 3, "a type that NumPy does not document"),
        ]
    )
    func `a note says what a type that is not read means`(row: (type: String, size: Int, meaning: String)) throws {
        let data = [UInt8](repeating: 0, count: row.size)
        let file = try WeightFile(bytes: npy(npyText(row.type), data), name: "w.npy")
        #expect(file.notes == ["'w' cannot be read: its type is '\(row.type)', \(row.meaning)"])
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("|b1", [0, 1, 2], [0, 1, 1]), ("|i1", [0x7F, 0x80, 0xFF], [127, -128, -1]),
            ("|u1", [0x7F, 0x80, 0xFF], [127, 128, 255]), ("<i2", [0xFF, 0x7F, 0x00, 0x80], [32767, -32768]),
            (">i2", [0x7F, 0xFF, 0x80, 0x00], [32767, -32768]), ("<u2", [0xFF, 0xFF], [65535]),
            ("<i4", [0xFE, 0xFF, 0xFF, 0xFF], [-2]), ("<u4", [0xFE, 0xFF, 0xFF, 0xFF], [4_294_967_294]),
            ("<i8", [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [-2]), ("<u8", [3, 0, 0, 0, 0, 0, 0, 0], [3]),
        ] as [(String, [UInt8], [Double])]
    )
    func `integers and booleans are read as the numbers that they are`(
        row: (type: String, data: [UInt8], numbers: [Double])
    ) throws {
        let file = try WeightFile(bytes: npy(npyText(row.type, "(\(row.numbers.count),)"), row.data), name: "w.npy")
        #expect(file.tensors.first?.type?.isExact == true)
        #expect(try file.doubles() == row.numbers)
        #expect(file.notes == [])
    }

    /// 2^53 + 1 lies between two Doubles: it must not be taken for either.
    @Test(.tags(.knownAnswer)) func `a whole number that no Double is comes as no number`() throws {
        let bytes: [UInt8] = [1, 0, 0, 0, 0, 0, 0x20, 0]
        let file = try WeightFile(bytes: npy(npyText("<i8", "(1,)"), bytes), name: "w.npy")
        #expect(try file.doubles().first?.isNaN == true)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: ["<f4", "=f4", "|f4", "f4"]
    )
    func `without a byte order numbers are in the machine's own`(type: String) throws {
        let numbers: [Float] = [1.5, -0.1]
        let data = numbers.flatMap { value in
            type == "<f4" ? littleEndian(value.bitPattern) : withUnsafeBytes(of: value) { Array($0) }
        }
        let file = try WeightFile(bytes: npy(npyText(type), data), name: "w.npy")
        let tensor = try #require(file.tensors.first)
        #expect(try file.reader(for: tensor).floats() == numbers)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            "{\"shape\": (2L,), 'fortran_order':False,'descr':'<f4'}\n",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }        \n",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2)}",
        ]
    )
    func `the dictionary may be spelt in other ways`(text: String) throws {
        let data = littleEndian(Float(1).bitPattern) + littleEndian(Float(2).bitPattern)
        #expect(try WeightFile(bytes: npy(text, data), name: "w.npy").doubles() == [1, 2])
    }

    @Test(.tags(.knownAnswer))
    func `every 16-bit number is widened as the library widens it, and NaN keeps its payload`() throws {
        let data = (0...UInt16.max).flatMap { littleEndian($0) }
        let bytes = npy(npyText("<f2", "(65536,)"), data)
        let file = try WeightFile(bytes: bytes, name: "w.npy")
        let reader = try file.reader(for: #require(file.tensors.first))
        let (patterns, floats, doubles) = (try reader.patterns(), try reader.floats(), try reader.doubles())
        #expect(patterns == Array(0...UInt16.max))
        #if !(os(macOS) && arch(x86_64))
            for i in 0..<65536 {
                let expected = Float16(bitPattern: UInt16(i))
                if expected.isNaN {
                    // Sign and payload stay in single precision; the processor may quiet a NaN that it widens.
                    let payload = UInt32(i & 0x8000) << 16 | 0x7F80_0000 | UInt32(i & 0x3FF) << 13
                    #expect(floats[i].bitPattern == payload)
                    #expect(doubles[i].isNaN)
                } else {
                    #expect(floats[i].bitPattern == Float(expected).bitPattern)
                    #expect(doubles[i].bitPattern == Double(expected).bitPattern)
                }
            }
        #endif
        let raw = try WeightFile(bytes: data, name: "w", format: .raw(.bfloat16))
        let wide = try raw.reader(for: #require(raw.tensors.first)).floats()
        #expect(wide.enumerated().allSatisfy { $1.bitPattern == UInt32($0) << 16 })
    }

    @Test(.tags(.negativeControl)) func `double precision is not rounded to single, nor numbers taken for patterns`()
        throws
    {
        let file = try WeightFile(path: Fixture.path("float64.npy"))
        let reader = try file.reader(for: #require(file.tensors.first))
        let rounding = #expect(throws: WeightFileError.self) { try reader.floats() }
        #expect(
            rounding?.description.hasSuffix(
                "tensor 'float64': type: found float64, expected a type that can be read as float32"
            ) == true
        )
        #expect(throws: WeightFileError.self) { try reader.patterns() }
    }
}
