import Foundation
import Initializers
import TestSupport
import Testing

/// A tensor that a framework drew, as a line of `Fixtures/Streams/<framework>.tsv`: stream, law, seed, shape, type, digest,
/// first values. `Python/frameworks/streams_<framework>.py` writes these files.
struct StreamVector: Sendable, CustomTestStringConvertible {
    let stream: String
    let law: StreamLaw
    let seed: UInt64
    let shape: [Int]
    let type: String
    /// SHA-256 of the little-endian values; empty if the path is not exact to the bit.
    let digest: String
    /// Bit patterns of some values: the first eight; 64 evenly spaced ones if there is no digest.
    let values: [UInt64]
    let text: String

    var testDescription: String { text }

    /// The positions of `values` in the tensor.
    var positions: [Int] {
        let count = shape.reduce(1, *)
        return digest.isEmpty ? (0..<values.count).map { $0 * count / values.count } : Array(values.indices)
    }

    /// The vectors of a file; in a quick run, small ones alone.
    static func all(_ framework: String) throws -> [StreamVector] {
        let url = try #require(
            Bundle.module.url(forResource: framework, withExtension: "tsv", subdirectory: "Fixtures/Streams")
        )
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { try StreamVector(line: String($0)) }
            .filter { !isQuickRun || $0.shape.reduce(1, *) < 5000 }
    }

    init(line: String) throws {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        try #require(fields.count == 7, "\(line)")
        stream = fields[0]
        law = try Self.law(fields[1].split(separator: " ").map(String.init))
        seed = try #require(UInt64(fields[2]))
        shape = fields[3].split(separator: ",").compactMap { Int($0) }
        type = fields[4]
        digest = fields[5]
        values = fields[6].split(separator: " ").compactMap { UInt64($0, radix: 16) }
        text = fields[..<5].joined(separator: " ")
    }

    /// `constant v`, `uniform low high`, `normal mean deviation`, `truncated mean deviation low high` (bounds in standard
    /// deviations), or `gain|scale g mode distribution fan_in fan_out`.
    private static func law(_ words: [String]) throws -> StreamLaw {
        let numbers = words.compactMap { Double($0) }
        switch words[0] {
        case "constant": return .constant(numbers[0])
        case "uniform": return .uniform(low: numbers[0], high: numbers[1])
        case "normal": return .normal(mean: numbers[0], standardDeviation: numbers[1])
        case "truncated":
            return .truncatedNormal(
                mean: numbers[0],
                standardDeviation: numbers[1],
                low: numbers[2],
                high: numbers[3]
            )
        default:
            let modes: [String: VarianceScaling.Mode] = [
                "fan_in": .fanIn, "fan_out": .fanOut, "fan_avg": .fanAverage, "fan_geo_avg": .fanGeometricAverage,
            ]
            let distributions: [String: VarianceScaling.Distribution] = [
                "uniform": .uniform, "truncated_normal": .truncatedNormal, "untruncated_normal": .untruncatedNormal,
            ]
            return .scaling(
                .init(
                    words[0] == "gain" ? .gain(numbers[0]) : .scale(numbers[0]),
                    mode: try #require(modes[words[2]]),
                    distribution: try #require(distributions[words[3]]),
                    fans: try Fans(fanIn: Int(numbers[1]), fanOut: Int(numbers[2]))
                )
            )
        }
    }
}
