import Foundation
import TestSupport
import Testing

import WeightFiles

/// Pickles that would run code if Python loaded them, and pickles that promise more than their bytes.
@Suite struct PickleTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file with a pickle, as torch.save writes it.
    private func file(_ pickle: [UInt8]) throws -> WeightFile {
        let archive = ZipArchive([
            .init(name: "w/data.pkl", content: pickle),
            .init(name: "w/data/0", content: [UInt8](repeating: 0, count: 16)),
        ])
        return try WeightFile(bytes: archive.bytes, name: "w.pt")
    }

    private func problem(_ pickle: [UInt8]) -> String {
        do {
            _ = try file(pickle)
            return ""
        } catch {
            return "\(error)"
        }
    }

    /// Pickles that would create a file, one for every opcode that calls or imports something.
    private static func gadgets(_ path: String) -> [String: [UInt8]] {
        let command = "touch \(path)"
        func text(_ text: String) -> [UInt8] { [0x8C, UInt8(text.utf8.count)] + Array(text.utf8) }
        let system = text("os") + text("system") + [0x93]
        let argument = text(command) + [0x85]
        return [
            "REDUCE of GLOBAL": Array("cos\nsystem\n(S'\(command)'\ntR.".utf8),
            "REDUCE of STACK_GLOBAL": system + argument + Array("R.".utf8),
            "INST": Array("(S'\(command)'\nios\nsystem\n.".utf8),
            "OBJ": Array("(cos\nsystem\nS'\(command)'\no.".utf8),
            "NEWOBJ": system + argument + [0x81, 0x2E],
            "NEWOBJ_EX": system + argument + [0x7D, 0x92, 0x2E],
            "BUILD": Array("cbuiltins\nobject\n)".utf8) + [0x81]
                + Array("}(S'__setstate__'\ncos\nsystem\nubS'\(command)'\nb.".utf8),
            "eval": Array("c__builtin__\neval\n(S'__import__(\"os\").system(\"\(command)\")'\ntR.".utf8),
            "exec within a tensor": Array(
                "ctorch._utils\n_rebuild_tensor_v2\n(cbuiltins\nexec\n(S'x'\ntRI0\n(I1\nt(I1\ntI00\nNtR.".utf8
            ),
            "runpy": Array("crunpy\n_run_code\n(S'\(command)'\n}tR.".utf8),
            "a persistent identifier": Array("(S'module'\ncos\nsystem\nS'\(command)'\nS''\ntQ.".utf8),
            "in a dict": Array("}S'weight'\n".utf8) + system + argument + Array("Rs.".utf8),
            "PERSID": Array("P\(command)\n.".utf8),
        ]
    }

    @Test(.tags(.negativeControl)) func `a pickle that would run code does nothing here`() throws {
        let path = folder.path("made")
        for (name, pickle) in Self.gadgets(path) {
            let file = try file([0x80, 4] + pickle)
            #expect(file.tensors.allSatisfy { $0.type == nil }, "\(name)")
            #expect(!FileManager.default.fileExists(atPath: path), "\(name)")
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (Array(".".utf8), "opcode 2E at byte 0: found an empty stack"),
            (Array("K".utf8), "opcode 4B at byte 0: found the end"),
            (Array("t.".utf8), "opcode 74 at byte 0: found no mark"),
            (Array("h\u{1}.".utf8), "opcode 68 at byte 0: found memo 1"),
            ([0x82, 1, 0x2E], "opcode 82 at byte 0: found an extension"),
            ([0x97, 0x2E], "opcode 97 at byte 0: found an out-of-band buffer"),
            ([0xFF], "opcode FF at byte 0: found opcode FF"),
            ([0x58, 0xFF, 0xFF, 0xFF, 0xFF], "opcode 58 at byte 0: found the end"),
            ([0x8D] + [UInt8](repeating: 0xFF, count: 8), "opcode 8D at byte 0: found a length of"),
            (Array("}K\u{1}a.".utf8), "opcode 61 at byte 3: found items without a list"),
            (Array("]K\u{1}K\u{2}s.".utf8), "opcode 73 at byte 5: found keys without a mapping"),
            (Array("(K\u{1}d.".utf8), "opcode 64 at byte 3: found a key without a value"),
        ]
    )
    func `what is malformed is refused with its opcode and place`(pickle: [UInt8], problem: String) {
        #expect(self.problem(pickle).contains("member 'w/data.pkl': pickle, \(problem)"), "\(self.problem(pickle))")
    }

    @Test(.tags(.property)) func `parts that refer to one another without end are refused`() {
        // Each list contains the previous one twice: 2^40 paths to the first.
        var pickle: [UInt8] = Array("]q\u{0}".utf8)
        for level in 1...40 {
            pickle +=
                Array("]q".utf8) + [UInt8(level)] + Array("(h".utf8) + [UInt8(level - 1)] + Array("h".utf8) + [
                    UInt8(level - 1), UInt8(ascii: "e"),
                ]
        }
        #expect(problem(pickle + [0x2E]).contains("refer to one another without end"))
        // A list that contains itself.
        #expect(problem(Array("]q\u{0}h\u{0}a.".utf8)).contains("nested dicts"))
        // A long key above many tensors.
        let key = String(repeating: "k", count: 60_000)
        let leaves = (0..<9_000).map { "S'\($0)'\nI\($0)\n" }.joined()
        let nested = "(S'\(key)'\n(S'\(key)'\n(S'\(key)'\n(\(leaves)dddd."
        #expect(problem(Array(nested.utf8)).contains("refer to one another without end"))
    }

    @Test(.tags(.property)) func `many values one by one end`() throws {
        let count = 200_000
        let list = Array("]".utf8) + (0..<count).flatMap { _ in [UInt8(ascii: "N"), UInt8(ascii: "a")] } + [0x2E]
        #expect(try file(list).tensors == [])
        let entries = Array("}".utf8) + (0..<count).flatMap { Array("I\($0)\nNs".utf8) } + [0x2E]
        #expect(try file(entries).tensors == [])
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("I0\n(I2\nI3\nt(I3\nI1\nt", "4 elements, as the storage has"), ("I3\n(I2\nt(I1\nt", "4 elements"),
            ("I-1\n(I1\nt(I1\nt", "offset, sizes and strides of at least 0"), ("I0\n(I2\nt(I-1\nt", "at least 0"),
            ("I0\n(I9223372036854775807\nI9223372036854775807\nt(I1\nI1\nt", "4 elements"), ("I0\n(I2\nt(t", "sizes"),
        ]
    )
    func `a tensor beyond its storage is refused`(arguments: String, expected: String) throws {
        let storage = "(S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI4\ntQ"
        let pickle = "}S'w'\nctorch._utils\n_rebuild_tensor_v2\n(\(storage)\(arguments)I00\nNtRs."
        #expect(problem(Array(pickle.utf8)).contains(expected), "\(problem(Array(pickle.utf8)))")
        let sound = pickle.replacing(arguments, with: "I0\n(I2\nI2\nt(I2\nI1\nt")
        #expect(try file(Array(sound.utf8)).doubles("w") == [0, 0, 0, 0])
    }
}
