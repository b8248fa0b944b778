import Foundation
import TestSupport
import Testing

import Conformance
import Initializers
import Stats

/// The example in the article on regressions: the streams of `keras.RandomUniform` before and after the lowest bit of
/// every random word was flipped.
@Suite struct RegressionArticleTests {
    /// The first values of a case by the definition: `high (2 word + 1 - 2^32) / 2^32`, rounded once.
    private static func values(_ shape: [Int], _ count: Int, turning bits: UInt32) -> [Float] {
        let key = Key(seed: 2026).folding("keras.RandomUniform").folding(shape.map(String.init).joined(separator: "x"))
        let size = shape.reduce(1, *)
        var values: [Float] = []
        for tensor in 0..<(count + size - 1) / size {
            var words = [UInt32](repeating: 0, count: min(size, count - tensor * size))
            var span = words.mutableSpan
            key.folding(tensor).fillWords(&span)
            values += words.map { Float(0.05 * (2 * Double($0 ^ bits) + 1 - 0x1p32) / 0x1p32) }
        }
        return values
    }

    private static func digest(_ shape: [Int], turning bits: UInt32) -> String {
        var digest = StreamDigest()
        for value in values(shape, StreamDigest.length, turning: bits) { digest.add(value.bitPattern) }
        return digest.description
    }

    private static func article() throws -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: root.appendingPathComponent(
                "Sources/Conformance/Conformance.docc/GuardingAgainstRegressions.md"
            ),
            encoding: .utf8
        )
    }

    @Test(.tags(.knownAnswer)) func `the streams of the gate's example are those of the definition`() throws {
        let article = try Self.article()
        for shape in [[784, 256], [25, 12288], [3, 3, 64, 128], [512]] {
            let (new, old) = (Self.digest(shape, turning: 1), Self.digest(shape, turning: 0))
            #expect(
                article.contains("keras.RandomUniform \(shape)\n        stream      \(new), was \(old)\n"),
                "\(shape): \(new), was \(old)"
            )
        }
    }

    @Test(.tags(.knownAnswer), .disabled(if: isQuickRun))
    func `the statistic of the gate's example is that of the values by the definition`() throws {
        let law = try Uniform(low: -0.05, high: 0.05)
        let texts = try ([1, 0] as [UInt32]).map { bits in
            let values = Self.values([784, 256], Plan.standardSampleCount, turning: bits)
            let results = try DependenceBattery(resolution: .own).run(
                on: ArraySample(values),
                rowLength: 256,
                tensorLength: 784 * 256,
                against: law
            )
            return String(format: "%.6g", try #require(results.first { $0.test == .rows }).statistic)
        }
        #expect(
            try Self.article().contains("        statistics  rows.statistic \(texts[0]), was \(texts[1])\n"),
            "\(texts)"
        )
    }
}
