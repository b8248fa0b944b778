import Foundation
import TestSupport
import Testing

import Initializers

/// Mamba's parameters that are functions of uniform ones. Each value, taken back, is a uniform one of its own draw.
@Suite struct MambaTests {
    @Test(.tags(.knownAnswer)) func `a step's bias is the inverse of softplus at a log-uniform step`() throws {
        let count = 5000
        let biases = try Mamba.StepBias(seed: 7)(shape: [count], as: Double.self).scalars
        let uniform = try RandomUniform(seed: 7, low: log(0.001), high: log(0.1))(shape: [count], as: Double.self)
            .scalars
        for (bias, u) in zip(biases, uniform) {
            #expect(abs(log(log1p(exp(bias))) - u) < 1e-14 * abs(u))
        }
        let wide = try Mamba.StepBias(seed: 7, low: 1e-9, high: 90)(shape: [count], as: Double.self).scalars
        for (bias, u) in zip(wide, uniform) {
            let step = bias > 0 ? bias + log1p(exp(-bias)) : log1p(exp(bias))
            let part = (u - log(0.001)) / (log(0.1) - log(0.001))
            #expect(abs(log(step) - (log(1e-9) + part * log(90 / 1e-9))) < 1e-13 * 21)
        }
        try expectDivisible(Mamba.StepBias(seed: 7), [40, 70])
    }

    @Test(.tags(.knownAnswer)) func `a decay's logarithm is that of a uniform decay`() throws {
        let count = 5000
        let logarithms = try Mamba.DecayLogarithm(seed: 7)(shape: [count], as: Double.self).scalars
        let uniform = try RandomUniform(seed: 7, low: 1, high: 16)(shape: [count], as: Double.self).scalars
        for (logarithm, u) in zip(logarithms, uniform) { #expect(abs(logarithm - log(u)) < 1e-15 * 3) }
        let singles = try Mamba.DecayLogarithm(seed: 7)(shape: [count]).scalars
        #expect(zip(singles, logarithms).allSatisfy { $0 == Float($1) })
        let open = try Mamba.DecayLogarithm(seed: 7, low: 0)(shape: [count]).scalars
        #expect(open.allSatisfy { $0.isFinite && $0 <= 2.7726 })
        try expectDivisible(Mamba.DecayLogarithm(seed: 7), [3, 901])
    }

    @Test(.tags(.negativeControl)) func `ends outside the domain are errors`() {
        for (low, high) in [(0.0, 0.1), (-1, 0.1), (0.1, 0.1), (0.2, 0.1), (.nan, 1), (0.1, .infinity)] {
            #expect(throws: InitializerError.self) { try Mamba.StepBias(seed: 1, low: low, high: high)(shape: [3]) }
        }
        for (low, high) in [(-0.5, 0.1), (0.2, 0.1), (0, .nan)] {
            #expect(throws: InitializerError.self) {
                try Mamba.DecayLogarithm(seed: 1, low: low, high: high)(shape: [3])
            }
        }
    }
}
