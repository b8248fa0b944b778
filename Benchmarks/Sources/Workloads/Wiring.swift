internal import Foundation
public import Initializers

/// The places where the benchmarks call the package's alternatives. A new alternative is wired only here.
public enum Wiring {
    /// The instruction set to time fills with: the one named by GLOROT_INSTRUCTION_SET if the machine has it, otherwise
    /// the best.
    static let instructions: InstructionSet = {
        let name = ProcessInfo.processInfo.environment["GLOROT_INSTRUCTION_SET"]
        return InstructionSet.available.first { $0.name == name } ?? .best
    }()

    /// The name of the instruction set ("sse2", "avx2", "avx512"), which the report puts on its rows.
    public static var instructionSet: String? { instructions.name }

    /// Random words of a key's stream, from its beginning.
    static func fillWords(_ words: inout MutableSpan<UInt32>, key: Key) {
        key.fillWords(&words, instructionSet: instructions)
    }

    /// Fills memory with draws of a law on one thread.
    static func fill(_ weights: inout MutableSpan<Float>, _ law: WeightLaw, key: Key) throws {
        try law.fill(&weights, key: key, instructionSet: instructions)
    }

    /// Fills an array with draws of a law on several threads.
    public static let threadedFill: (@Sendable (inout [Float], WeightLaw, Key, _ threads: Int) throws -> Void)? = {
        weights,
        law,
        key,
        threads in
        var span = weights.mutableSpan
        try law.fill(&span, key: key, threads: threads, instructionSet: instructions)
    }
}
