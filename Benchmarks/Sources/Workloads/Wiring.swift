internal import Foundation
public import Initializers

/// What the benchmarks take from the package in one place each, so that a new way of doing it is wired here and nowhere
/// else.
public enum Wiring {
    /// The instructions that fills are timed with: those named by GLOROT_INSTRUCTION_SET where the machine has them,
    /// otherwise the best.
    static let instructions: InstructionSet = {
        let name = ProcessInfo.processInfo.environment["GLOROT_INSTRUCTION_SET"]
        return InstructionSet.available.first { $0.name == name } ?? .best
    }()

    /// What they are called ("sse2", "avx2", "avx512"); the report ascribes its rows to it.
    public static var instructionSet: String? { instructions.name }

    /// Random words of a key's stream, from its beginning.
    static func fillWords(_ words: inout MutableSpan<UInt32>, key: Key) {
        key.fillWords(&words, instructionSet: instructions)
    }

    /// Draws of a law, on one thread.
    static func fill(_ weights: inout MutableSpan<Float>, _ law: WeightLaw, key: Key) throws {
        try law.fill(&weights, key: key, instructionSet: instructions)
    }

    /// Fills an array with draws of a law on a number of threads.
    public static let threadedFill: (@Sendable (inout [Float], WeightLaw, Key, _ threads: Int) throws -> Void)? = {
        weights,
        law,
        key,
        threads in
        var span = weights.mutableSpan
        try law.fill(&span, key: key, threads: threads, instructionSet: instructions)
    }
}
