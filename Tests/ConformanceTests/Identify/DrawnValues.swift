import Foundation

import Conformance
import NumberTypes
import TestSupport
import Testing
import WeightFiles

/// Samples drawn by the tests' own generator, and what identification finds in them.
enum DrawnValues {
    static func normal(_ generator: inout SplitMix64) -> Double {
        (-2 * log(generator.uniform())).squareRoot() * cos(2 * .pi * generator.uniform())
    }

    static func sample(_ count: Int, seed: UInt64, _ draw: (inout SplitMix64) -> Double) -> [Double] {
        // Neighbouring seeds would give overlapping states; mixed seeds do not.
        var generator = SplitMix64(state: SplitMix64.mix(seed &* 0xD134_2543_DE82_EF95))
        return (0..<count).map { _ in draw(&generator) }
    }

    /// What is found in the values of a double-precision file.
    static func identity(
        _ values: [Double],
        name: String = "w.bin",
        alpha: Double = Identification.standardAlpha
    ) async throws -> TensorIdentity {
        let bytes = values.flatMap { value in
            (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
        }
        let file = try WeightFile(bytes: bytes, name: name, format: .raw(.float64))
        let identification = await Identification.run([file], alpha: alpha)
        let tensor = try #require(identification.cases.first)
        guard case .identified(let identity) = tensor.disposition else { throw NotIdentified() }
        return identity
    }

    struct NotIdentified: Error {}
}
