import Foundation
import TestSupport
import Testing

/// The README's failure of a PyTorch layer that was never initialised: its weights, made here with PyTorch's very bits,
/// and the command's output for them.
@Suite struct ReadmePythonTests {
    /// The generator of `torch.manual_seed`: MT19937.
    /// Source: Matsumoto & Nishimura, ACM Trans. Model. Comput. Simul. 8 (1998), 3-30; seeding as in their code of 2002.
    private struct MersenneTwister {
        private var state: [UInt32]
        private var next = 624

        init(seed: UInt32) {
            state = [seed]
            for i in 1..<624 {
                state.append((state[i - 1] ^ state[i - 1] >> 30) &* 1_812_433_253 &+ UInt32(i))
            }
        }

        mutating func word() -> UInt32 {
            if next == 624 {
                for k in 0..<624 {
                    let y = state[k] & 0x8000_0000 | state[(k + 1) % 624] & 0x7FFF_FFFF
                    state[k] = state[(k + 397) % 624] ^ y >> 1 ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
                }
                next = 0
            }
            var y = state[next]
            next += 1
            y ^= y >> 11
            y ^= y << 7 & 0x9D2C_5680
            y ^= y << 15 & 0xEFC6_0000
            return y ^ y >> 18
        }
    }

    @Test(.tags(.knownAnswer)) func `the generator is the one of the C++ standard`() {
        // ISO C++, [rand.predef]: the 10,000th number of a default-constructed mt19937.
        var generator = MersenneTwister(seed: 5489)
        var last: UInt32 = 0
        for _ in 0..<10_000 { last = generator.word() }
        #expect(last == 4_123_659_995)
    }

    /// `torch.manual_seed(1); torch.nn.Linear(784, 256).weight`: uniform on ±1/sqrt(784), 24 bits a value, by one fused
    /// multiply-add. PyTorch 2.15.0 on x86-64 has the same bits.
    private static func weights() -> [Float] {
        var generator = MersenneTwister(seed: 1)
        let bound: Float = 1 / 28
        return (0..<784 * 256).map { _ in
            (-bound).addingProduct(Float(generator.word() & 0xFF_FFFF) * 0x1p-24, bound - -bound)
        }
    }

    @Test(.tags(.statistical)) func `pytest shows what verify says of a layer that was never initialised`() async throws
    {
        let folder = try TemporaryFolder()
        var file = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (256, 784), }"
        file += Data([118, 0] + Array((header + String(repeating: " ", count: 117 - header.utf8.count) + "\n").utf8))
        for value in Self.weights() { withUnsafeBytes(of: value.bitPattern.littleEndian) { file += $0 } }
        try file.write(to: URL(fileURLWithPath: folder.path("weights.npy")))
        let claim = "torch.nn.init.xavier_uniform_"
        // The level is that of one call of the Python package's session fixture.
        let found = try await BuiltCommand.run(
            ["verify", folder.path("weights.npy"), "--as", claim, "--alpha", "5e-10"],
            script: #"COLUMNS=80 "$0" "$@""#
        )
        #expect(found.status == 1)
        let readme = try ReadmeTests.text("README.md").components(separatedBy: "\n")
        let shown = readme.filter { $0.hasPrefix("    E ") }.map { String($0.dropFirst(5)) }
        #expect(Self.words(shown) == Self.words(found.output.components(separatedBy: "\n")))
    }

    /// The words from the failing row on. The file and the framework name the type differently.
    private static func words(_ lines: [String]) -> [String] {
        var words: [String] = []
        for line in lines.drop(while: { !$0.contains("FAIL  weights") }) {
            for word in line.split(separator: " ") { words.append(word == "<f4" ? "float32" : String(word)) }
        }
        return words
    }
}
