import TestSupport
import Testing

import MessagePack

@Suite struct MessagePackTests {
    private func packed(_ value: some Encodable) throws -> [UInt8] { try MessagePackEncoder().encode(value) }

    private func read<Value: Decodable>(_ type: Value.Type, _ hexadecimal: String) throws -> Value {
        try MessagePackDecoder().decode(type, from: bytes(hexadecimal))
    }

    private func read<Value: Decodable>(_ hexadecimal: String) throws -> Value { try read(Value.self, hexadecimal) }

    private func expectRoundTrip<Value: Codable & Equatable>(
        _ value: Value,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let result = try MessagePackDecoder().decode(Value.self, from: packed(value))
        #expect(result == value, sourceLocation: sourceLocation)
    }

    // MARK: - What Python's msgpack 1.2.4 writes: msgpack.packb(value).hex()

    @Test(
        .tags(.knownAnswer),
        arguments: [
            (0, "00"), (1, "01"), (127, "7f"), (128, "cc80"), (255, "ccff"), (256, "cd0100"), (65535, "cdffff"),
            (65536, "ce00010000"), (4_294_967_295, "ceffffffff"), (4_294_967_296, "cf0000000100000000"),
            (.max, "cf7fffffffffffffff"), (-1, "ff"), (-32, "e0"), (-33, "d0df"), (-128, "d080"), (-129, "d1ff7f"),
            (-32768, "d18000"), (-32769, "d2ffff7fff"), (-2_147_483_648, "d280000000"),
            (-2_147_483_649, "d3ffffffff7fffffff"), (.min, "d38000000000000000"),
        ] as [(Int, String)]
    )
    func `an integer has Python's bytes`(number: Int, hexadecimal: String) throws {
        #expect(try packed(number) == bytes(hexadecimal))
        #expect(try read(hexadecimal) == number)
    }

    @Test(.tags(.knownAnswer)) func `an integer past Int's has Python's bytes`() throws {
        #expect(try packed(UInt64(1) << 63) == bytes("cf8000000000000000"))
        #expect(try packed(UInt64.max) == bytes("cfffffffffffffffff"))
        #expect(try read("cfffffffffffffffff") == UInt64.max)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            (0.0, "cb0000000000000000"), (-0.0, "cb8000000000000000"), (1.5, "cb3ff8000000000000"),
            (.leastNonzeroMagnitude, "cb0000000000000001"), (.greatestFiniteMagnitude, "cb7fefffffffffffff"),
            (.infinity, "cb7ff0000000000000"), (-.infinity, "cbfff0000000000000"), (.nan, "cb7ff8000000000000"),
        ] as [(Double, String)]
    )
    func `a Double has Python's bytes, bit by bit`(number: Double, hexadecimal: String) throws {
        #expect(try packed(number) == bytes(hexadecimal))
        #expect(try read(Double.self, hexadecimal).bitPattern == number.bitPattern)
    }

    /// packb(value, use_single_float=True).
    @Test(.tags(.knownAnswer)) func `a Float has Python's bytes`() throws {
        #expect(try packed(Float(1.5)) == bytes("ca3fc00000"))
        #expect(try packed(Float.nan) == bytes("ca7fc00000"))
        #expect(try read("ca3fc00000") == Float(1.5))
        #expect(try read("ca3fc00000") == 1.5)
    }

    @Test(.tags(.knownAnswer)) func `nil, truth, texts and binaries have Python's bytes`() throws {
        #expect(try packed(Int?.none) == bytes("c0"))
        #expect(try read(Int?.self, "c0") == nil)
        #expect(try packed(true) == bytes("c3"))
        #expect(try packed(false) == bytes("c2"))
        #expect(try packed("") == bytes("a0"))
        #expect(try packed("é漢🙂") == bytes("a9c3a9e6bca2f09f9982"))
        #expect(try read("a9c3a9e6bca2f09f9982") == "é漢🙂")
        #expect(try packed([] as [UInt8]) == bytes("c400"))
        #expect(try packed([0, 255] as [UInt8]) == bytes("c40200ff"))
        #expect(try read("c40200ff") == [0, 255] as [UInt8])
    }

    /// The first bytes of packb("a" * n), packb(b"a" * n), packb([True] * n) and of maps from "k00" and so on to 0, 1,
    /// ….
    @Test(.tags(.knownAnswer)) func `headers have Python's bytes around each length that takes a longer form`() throws {
        func text(_ count: Int) -> String { String(repeating: "a", count: count) }
        func binary(_ count: Int) -> [UInt8] { Array(repeating: 0x61, count: count) }
        func list(_ count: Int) -> [Bool] { Array(repeating: true, count: count) }
        func map(_ count: Int) -> [String: Int] {
            Dictionary(uniqueKeysWithValues: (0..<count).map { ($0 < 10 ? "k0\($0)" : "k\($0)", $0) })
        }
        let cases: [(any Codable & Equatable, String)] = [
            (text(31), "bf61"), (text(32), "d92061"), (text(255), "d9ff61"), (text(256), "da010061"),
            (text(65535), "daffff61"), (text(65536), "db0001000061"), (binary(255), "c4ff61"),
            (binary(256), "c5010061"), (binary(65535), "c5ffff61"), (binary(65536), "c60001000061"), (list(0), "90"),
            (list(15), "9fc3"), (list(16), "dc0010c3"), (list(65535), "dcffffc3"), (list(65536), "dd00010000c3"),
            (map(0), "80"), (map(15), "8fa36b303000a36b303101"), (map(16), "de0010a36b303000a36b303101"),
        ]
        for (value, hexadecimal) in cases {
            let expected = bytes(hexadecimal)
            #expect(try Array(packed(value).prefix(expected.count)) == expected)
            try expectRoundTrip(value)
        }
    }

    @Test(.tags(.knownAnswer)) func `a structure has Python's bytes and is read from them`() throws {
        #expect(try packed(MessagePackSample.sample) == MessagePackSample.packed)
        let read = try MessagePackDecoder().decode(MessagePackSample.self, from: MessagePackSample.packed)
        // Once read, a nil is a nil of the outer optional.
        var expected = MessagePackSample.sample
        expected.ratio = nil
        #expect(read == expected)
    }

    // MARK: - Round trips

    @Test(.tags(.property)) func `every integer type keeps its extremes`() throws {
        func expectExtremes<Number: FixedWidthInteger & Codable>(_ type: Number.Type) throws {
            try expectRoundTrip(Number.min)
            try expectRoundTrip(Number.max)
            if type != UInt8.self { try expectRoundTrip([.min, 0, .max] as [Number]) }
        }
        try expectExtremes(Int.self)
        try expectExtremes(Int8.self)
        try expectExtremes(Int16.self)
        try expectExtremes(Int32.self)
        try expectExtremes(Int64.self)
        try expectExtremes(UInt.self)
        try expectExtremes(UInt8.self)
        try expectExtremes(UInt16.self)
        try expectExtremes(UInt32.self)
        try expectExtremes(UInt64.self)
    }

    @Test(.tags(.property)) func `a NaN keeps its payload`() throws {
        let number = Double(bitPattern: 0xFFF8_0000_DEAD_BEEF)
        let list = try MessagePackDecoder().decode([Double].self, from: packed([number, 1]))
        #expect(list.map(\.bitPattern) == [number.bitPattern, 1.0.bitPattern])
    }

    @Test(.tags(.property)) func `optionals, collections and enumerations come back`() throws {
        try expectRoundTrip([1.5, nil, -0.0])
        try expectRoundTrip([[1, 2], [], [3]])
        try expectRoundTrip([[1, 2], [], [3]] as [[UInt8]])
        try expectRoundTrip([[1: "a", 2: "b"], [:]])
        try expectRoundTrip(["a": nil, "b": 2] as [String: Int?])
        try expectRoundTrip(["x": [MessagePackSample.Kind.none], "y": []])
        try expectRoundTrip(Set(0..<20))
        try expectRoundTrip(1.5...2.5)
        try expectRoundTrip(MessagePackSample.Kind.scaled(.scaled(.constant(-1), by: 2), by: .infinity))
        try expectRoundTrip(Empty())
        try expectRoundTrip([Empty(), Empty()])
        try expectRoundTrip(["empty": Empty()])
        try expectRoundTrip([Word.mean, .deviation])
        try expectRoundTrip(Float16(0.1))
    }

    @Test(.tags(.property)) func `a missing key and a nil are both nil`() throws {
        try expectRoundTrip(Options(required: 1, optional: nil, bytes: nil))
        try expectRoundTrip(Options(required: 1, optional: 2, bytes: [3]))
        // {"required": 1, "optional": None, "unknown": [{"a": []}]}
        let hexadecimal = "83a8726571756972656401a86f7074696f6e616cc0a7756e6b6e6f776e9181a16190"
        #expect(try read(hexadecimal) == Options(required: 1, optional: nil, bytes: nil))
    }

    @Test(.tags(.property)) func `equal dictionaries have equal bytes`() throws {
        let names = (0..<100).map { "layer.\($0)" }
        let ascending = Dictionary(uniqueKeysWithValues: names.map { ($0, 1) })
        var descending: [String: Int] = [:]
        for name in names.reversed() { descending[name] = 1 }
        #expect(try packed(ascending) == packed(descending))
    }

    @Test(.tags(.property)) func `containers may be filled in turn, and a superclass beside its subclass`() throws {
        // {"left": [1, 2], "right": {"last": 3}, "super": {"x": 4}}
        let written = try packed(Interleaved())
        #expect(written == bytes("83a46c656674920102a5726967687481a46c61737403a5737570657281a17804"))
        _ = try MessagePackDecoder().decode(Interleaved.self, from: written)

        let derived = try MessagePackDecoder().decode(Derived.self, from: packed(Derived(x: 1, y: 2)))
        #expect(derived.x == 1 && derived.y == 2)
    }

    @Test(.tags(.property)) func `an integer of any form is read`() throws {
        for hexadecimal in ["05", "cc05", "cd0005", "ce00000005", "cf0000000000000005", "d005", "d10005", "d200000005"]
        {
            #expect(try read(hexadecimal) == UInt8(5))
            #expect(try read(hexadecimal) == Int64(5))
        }
        for hexadecimal in ["fb", "d0fb", "d1fffb", "d2fffffffb", "d3fffffffffffffffb"] {
            #expect(try read(hexadecimal) == Int8(-5))
        }
    }

    @Test(.tags(.property)) func `a slice is read, and its first byte is byte 0`() throws {
        let slice = ([0xC1] + bytes("9201c2"))[1...]
        #expect(throws: DecodingError.self) { try MessagePackDecoder().decode([Int].self, from: slice) }
        let message = try message { try MessagePackDecoder().decode([Int].self, from: slice) }
        #expect(message == "MessagePack at byte 2: found false, expected an integer")
        #expect(try MessagePackDecoder().decode([Int].self, from: bytes("c1920102")[1...]) == [1, 2])
    }

    // MARK: - What is refused

    @Test(.tags(.negativeControl)) func `a number that does not fit is refused`() {
        #expect(throws: DecodingError.self) { try read(UInt8.self, "cd0100") }
        #expect(throws: DecodingError.self) { try read(UInt8.self, "ff") }
        #expect(throws: DecodingError.self) { try read(Int8.self, "cc80") }
        #expect(throws: DecodingError.self) { try read(Int.self, "cf8000000000000000") }
        #expect(throws: DecodingError.self) { try read(Int.self, "cb3ff0000000000000") }
        #expect(throws: DecodingError.self) { try read(Double.self, "01") }
        #expect(throws: DecodingError.self) { try read(Float.self, "cb3ff0000000000000") }
        #expect(throws: DecodingError.self) { try read(Bool.self, "01") }
        #expect(throws: DecodingError.self) { try read([UInt8].self, "9101") }
    }

    @Test(.tags(.negativeControl)) func `a message says where, what was found and what was expected`() throws {
        #expect(
            try message { try read([String: [UInt8]].self, "81a16193010203") }
                == "MessagePack at byte 3: found an array of 3, expected bytes"
        )
        #expect(
            try message { try read([Int8].self, "9201cc80") }
                == "MessagePack at byte 2: found the integer 128, expected one from -128 to 127"
        )
        #expect(
            try message { try read(Options.self, "80") }
                == "MessagePack at byte 0: found a map of 0 without 'required', expected that key"
        )
        #expect(
            try message { try read(Options.self, "81a87265717569726564c0") }
                == "MessagePack at byte 10: found nil, expected an integer"
        )
    }

    @Test(.tags(.property)) func `an error knows the way to the value`() throws {
        // {"parts": [{"seed": 1, "values": "?"}]}
        let written = bytes("81a570617274739182a47365656401a676616c756573a13f")
        let error = try #require(throws: DecodingError.self) {
            try MessagePackDecoder().decode([String: [MessagePackSample.Part]].self, from: written)
        }
        guard case .typeMismatch(_, let context) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["parts", "Index 0", "values"])
        #expect(context.debugDescription == "MessagePack at byte 22: found a string of 1 byte, expected an array")
    }

    @Test(.tags(.property)) func `as much as can be read is written, and no deeper`() throws {
        func nested(_ depth: Int) -> Chain { (1..<depth).reduce(Chain()) { chain, _ in Chain(next: [chain]) } }
        // Each link is an array in a map; the innermost is a map.
        try expectRoundTrip(nested(32))
        #expect(throws: EncodingError.self) { try packed(nested(33)) }
        #expect(throws: EncodingError.self) { try packed(nested(1000)) }
    }

    /// The description in what a call throws.
    private func message(_ body: () throws -> some Any) throws -> String {
        let error = try #require(throws: DecodingError.self) { _ = try body() }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            return context.debugDescription
        @unknown default: return "\(error)"
        }
    }
}

private struct Empty: Codable, Equatable {}

private enum Word: String, Codable { case mean, deviation }

private struct Options: Codable, Equatable {
    var required: Int
    var optional: Int?
    var bytes: [UInt8]?
}

private struct Chain: Codable, Equatable {
    var next: [Chain]?
}

private class Base: Codable {
    let x: Int

    init(x: Int) { self.x = x }

    private enum Keys: CodingKey { case x }

    required init(from decoder: any Decoder) throws {
        x = try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .x)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(x, forKey: .x)
    }
}

/// Writes into the same map as its superclass.
private final class Derived: Base {
    let y: Int

    init(x: Int, y: Int) {
        self.y = y
        super.init(x: x)
    }

    private enum Keys: CodingKey { case y }

    required init(from decoder: any Decoder) throws {
        y = try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .y)
        try super.init(from: decoder)
    }

    override func encode(to encoder: any Encoder) throws {
        try super.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(y, forKey: .y)
    }
}

/// Opens three values of a map and then fills them, the last one first.
private struct Interleaved: Codable {
    private enum Keys: CodingKey { case left, right }
    private enum Inner: CodingKey { case last }

    init() {}

    func encode(to encoder: any Encoder) throws {
        var map = encoder.container(keyedBy: Keys.self)
        var left = map.nestedUnkeyedContainer(forKey: .left)
        var right = map.nestedContainer(keyedBy: Inner.self, forKey: .right)
        let base = map.superEncoder()
        try Base(x: 4).encode(to: base)
        try left.encode(1)
        try right.encode(3, forKey: .last)
        try left.encode(2)
    }

    init(from decoder: any Decoder) throws {
        let map = try decoder.container(keyedBy: Keys.self)
        var left = try map.nestedUnkeyedContainer(forKey: .left)
        let right = try map.nestedContainer(keyedBy: Inner.self, forKey: .right)
        #expect(try Base(from: map.superDecoder()).x == 4)
        #expect(try left.decode(Int.self) == 1)
        #expect(try right.decode(Int.self, forKey: .last) == 3)
        #expect(try !left.decodeNil())
        #expect(try left.decode(Int.self) == 2)
        #expect(left.isAtEnd)
        #expect(throws: DecodingError.self) { try left.decode(Int.self) }
    }
}
