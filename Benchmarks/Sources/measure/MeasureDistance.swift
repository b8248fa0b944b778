import ArgumentParser
import Foundation
import Stats
import WeightFiles

struct MeasureDistance: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distance",
        abstract: "The exact Kolmogorov-Smirnov distance of a float32 file, with all its digits.",
        discussion: "`glorot verify` prints six digits; comparing with another program's distance needs all."
    )

    @Argument(help: "The file, with one tensor.")
    var file: String

    @Argument(help: "uniform LOW HIGH; normal or truncated-normal MEAN STANDARD-DEVIATION, truncated at two of these.")
    var law: String

    @Argument(help: "The law's first parameter.")
    var first: Double

    @Argument(help: "The law's second parameter.")
    var second: Double

    func run() throws {
        let opened = try WeightFile(path: file)
        guard let tensor = opened.tensors.first, opened.tensors.count == 1 else {
            throw ValidationError("found \(opened.tensors.count) tensors, expected one")
        }
        let sample = FileValues(reader: try opened.reader(for: tensor))
        switch law {
        case "uniform": try print(sample, Uniform(low: first, high: second))
        case "normal": try print(sample, Normal(mean: first, standardDeviation: second))
        case "truncated-normal":
            let law = try TruncatedNormal(parentMean: first, parentStandardDeviation: second, low: -2, high: 2)
            try print(sample, law)
        default: throw ValidationError("found '\(law)', expected uniform, normal or truncated-normal")
        }
    }

    // MARK: - Implementation

    private struct FileValues: SampleSource {
        let reader: TensorReader
        var count: Int { reader.count }

        func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) throws {
            try destination.withUnsafeMutableBufferPointer { buffer in
                var part = UnsafeMutableBufferPointer(rebasing: buffer[..<range.count]).mutableSpan
                try reader.read(range, into: &part)
            }
        }
    }

    private struct Answer: Encodable {
        let d: Double
        let p: Double
        let passes: Int
    }

    private func print(_ sample: FileValues, _ law: some Distribution) throws {
        let cells = Cells<Float>(equiprobable: Cells<Float>.cellCount(forSampleOf: sample.count), under: law)
        let summary = try SampleSummary(of: sample, cells: cells, law: law)
        let distance = try KolmogorovSmirnovStatistic(of: sample, summary: summary, law: law)
        let p = KolmogorovDistribution(count: Int(distance.count)).survival(distance.d)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        Swift.print(
            String(decoding: try encoder.encode(Answer(d: distance.d, p: p, passes: distance.passes)), as: UTF8.self)
        )
    }
}
