import TestSupport
import Testing

import MessagePack

/// Malicious bytes, and damaged bytes.
@Suite(.timeLimit(.minutes(1))) struct MessagePackHostileTests {
    private func refuses(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try MessagePackDecoder().decode(AnyMessagePack.self, from: bytes)
            return false
        } catch {
            return error is DecodingError
        }
    }

    @Test(.tags(.property)) func `a document that ends early is refused, wherever it ends`() {
        let packed = MessagePackSample.packed
        #expect(!refuses(packed))
        for count in packed.indices {
            let cut = Array(packed.prefix(count))
            #expect(refuses(cut))
            #expect(throws: DecodingError.self) { try MessagePackDecoder().decode(MessagePackSample.self, from: cut) }
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            // Lengths of 2^32 - 1 with nothing after them: array, map, string, binary.
            "ddffffffff", "dfffffffff", "dbffffffff", "c6ffffffff", "ddffffffff00", "91ddffffffff",
            // Fewer bytes than elements, or than keys and values.
            "dc000300c0", "820000", "82a16100",
            // The same key twice, directly and nested; and equal in Unicode, with é as one scalar and as two.
            "82a16101a16102", "9182a16101a16102", "82a2c3a901a365cc8102",
            // Keys that are not strings.
            "810102", "81c0c0", "819001", "81c4016101",
            // More than one value, and none.
            "0000", "9000", "80c0", "",
            // Invalid UTF-8: a lone continuation, an overlong slash, a surrogate, past U+10FFFF; in a key; cut short.
            "a180", "a2c0af", "a3eda080", "a4f4908080", "81a18001", "a1c3",
            // The format that is never used, and extensions.
            "c1", "d40000", "d5000000", "c70000", "c8000000", "c90000000000", "d6ff00000000", "91d40000",
        ]
    )
    func `bytes that are no document are refused`(hexadecimal: String) {
        #expect(refuses(bytes(hexadecimal)))
    }

    @Test(.tags(.negativeControl)) func `64 levels are read, and more are refused`() {
        func lists(_ depth: Int) -> [UInt8] { Array(repeating: 0x91, count: depth) + [0xC0] }
        func maps(_ depth: Int) -> [UInt8] { Array(repeating: bytes("81a161"), count: depth).joined() + [0xC0] }
        #expect(!refuses(lists(64)))
        #expect(!refuses(maps(64)))
        #expect(refuses(lists(65)))
        #expect(refuses(maps(65)))
        #expect(refuses(lists(100_000)))
        #expect(refuses(maps(100_000)))
        // Also inside a value that nobody reads.
        #expect(throws: DecodingError.self) {
            try MessagePackDecoder().decode(Nothing.self, from: bytes("81a161") + lists(64))
        }
    }

    @Test(.tags(.property)) func `a map of many keys takes time linear in their number`() throws {
        let names = (0..<100_000).map { "layer.\($0).weight" }
        let map = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        let packed = try MessagePackEncoder().encode(map)
        #expect(try MessagePackDecoder().decode([String: Int].self, from: packed) == map)
    }

    @Test(.tags(.property)) func `many empty arrays are read`() throws {
        let packed = bytes("dd000186a0") + Array(repeating: 0x90, count: 100_000)
        #expect(try MessagePackDecoder().decode([[Int]].self, from: packed).count == 100_000)
    }

    @Test(.tags(.property)) func `a damaged document is refused or read, and what is read can be written`() throws {
        var generator = SplitMix64(state: 1)
        let decoder = MessagePackDecoder()
        let encoder = MessagePackEncoder()
        var readings = 0
        for _ in 0..<10_000 {
            var packed = MessagePackSample.packed
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: packed.indices, using: &generator)
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: packed[index] = .random(in: 0...255, using: &generator)
                case 1: packed[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 2: packed.remove(at: index)
                case 3: packed.insert(.random(in: 0...255, using: &generator), at: index)
                // Formats with a length, and those next to them.
                default: packed[index] = .random(in: 0xC0...0xE0, using: &generator)
                }
            }
            do { _ = try decoder.decode(AnyMessagePack.self, from: packed) } catch { #expect(error is DecodingError) }
            do {
                let sample = try decoder.decode(MessagePackSample.self, from: packed)
                let written = try encoder.encode(sample)
                let again = try decoder.decode(MessagePackSample.self, from: written)
                // Compares bytes, not values: a NaN is not equal to itself.
                #expect(try encoder.encode(again) == written)
                readings += 1
            } catch {
                #expect(error is DecodingError)
            }
        }
        // Most damage hits a header or a name; damage to a number leaves something to read. Both must occur.
        #expect(100...9_900 ~= readings)
    }

    @Test(.tags(.property)) func `random bytes are refused or read`() {
        var generator = SplitMix64(state: 2)
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...40, using: &generator)
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            do {
                _ = try MessagePackDecoder().decode(AnyMessagePack.self, from: noise)
            } catch {
                #expect(error is DecodingError)
            }
        }
    }
}

private struct Nothing: Decodable {}
