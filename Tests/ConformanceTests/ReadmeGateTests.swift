import Foundation
import TestSupport
import Testing

import Conformance
import Initializers

/// The README's example of the gate: the streams of `keras.RandomUniform` before and after the lowest bit of every random
/// word was turned round.
@Suite struct ReadmeGateTests {
    /// The digest of a case's first values by the definition: `high (2 word + 1 - 2^32) / 2^32`, rounded once.
    private static func digest(_ shape: [Int], turning bits: UInt32) -> String {
        let key = Key(seed: 2026).folding("keras.RandomUniform").folding(shape.map(String.init).joined(separator: "x"))
        let size = shape.reduce(1, *)
        let high = 0.05
        var digest = StreamDigest()
        for tensor in 0..<(StreamDigest.length + size - 1) / size {
            var words = [UInt32](repeating: 0, count: min(size, StreamDigest.length))
            var span = words.mutableSpan
            key.folding(tensor).fillWords(&span)
            for word in words {
                digest.add(Float(high * (2 * Double(word ^ bits) + 1 - 0x1p32) / 0x1p32).bitPattern)
            }
        }
        return digest.description
    }

    @Test(.tags(.knownAnswer)) func `the streams of the gate's example are those of the definition`() throws {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        for shape in [[784, 256], [25, 12288], [3, 3, 64, 128], [512]] {
            let (new, old) = (Self.digest(shape, turning: 1), Self.digest(shape, turning: 0))
            #expect(
                readme.contains("keras.RandomUniform \(shape)\n        stream      \(new), was \(old)\n"),
                "\(shape): \(new), was \(old)"
            )
        }
    }
}
