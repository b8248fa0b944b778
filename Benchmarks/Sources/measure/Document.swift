import Foundation
import Workloads

/// The output of one run of the command.
struct Document: Encodable {
    let elements: Int
    let rounds: Int
    let figures: [Figure]

    /// The instruction set of the kernels, if the package states it.
    var instructionSet = Wiring.instructionSet

    /// Whether several threads made the same bits as one; nil if that was not measured or there is no such call.
    var sameBits: Bool?

    func print() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}

/// The figures of one workload: the median, the least and the largest of all rounds.
struct Figure: Encodable {
    let name: String
    let unit: String
    let median: Double
    let least: Double
    let largest: Double

    init(_ name: String, unit: String, _ figures: [Double]) {
        let sorted = figures.sorted()
        self.name = name
        self.unit = unit
        median = (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
        least = sorted[0]
        largest = sorted[sorted.count - 1]
    }
}
