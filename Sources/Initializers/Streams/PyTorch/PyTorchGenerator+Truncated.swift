internal import CStreams

extension PyTorch.Generator {
    // MARK: - Implementation

    /// The arithmetic of a tensor's type, as far as `trunc_normal_` uses it.
    protocol Arithmetic {
        associatedtype Value: BinaryFloatingPoint

        /// Rounds the results of an operation to the tensor's type.
        func round(_ values: UnsafeMutableBufferPointer<Value>, _ generator: PyTorch.Generator)
        func logarithms(_ values: UnsafeMutableBufferPointer<Value>, _ generator: PyTorch.Generator)
        func inverseErrors(_ values: UnsafeMutableBufferPointer<Value>, _ generator: PyTorch.Generator)
        func uniform(
            _ values: UnsafeMutableBufferPointer<Value>,
            _ low: Double,
            _ high: Double,
            _ generator: inout PyTorch.Generator
        )
        /// Numbers in [0, 1), times a range, plus the lower bound, in two steps.
        func scaledUniform(
            _ values: UnsafeMutableBufferPointer<Value>,
            _ low: Double,
            _ range: Double,
            _ generator: inout PyTorch.Generator
        )
        func normal(
            _ values: UnsafeMutableBufferPointer<Value>,
            _ mean: Double,
            _ deviation: Double,
            _ generator: inout PyTorch.Generator
        )
    }

    /// Single precision, or a 16-bit type whose numbers are kept in single precision.
    struct SingleArithmetic: Arithmetic {
        let rounding: PyTorch.HalfFormat?

        func round(_ values: UnsafeMutableBufferPointer<Float>, _ generator: PyTorch.Generator) {
            rounding?.round(values, generator.instructionSet)
        }

        func logarithms(_ values: UnsafeMutableBufferPointer<Float>, _ generator: PyTorch.Generator) {
            guard let start = values.baseAddress else { return }
            generator.instructionSet.streams.pytorch.logarithms(start, values.count)
            round(values, generator)
        }

        func inverseErrors(_ values: UnsafeMutableBufferPointer<Float>, _ generator: PyTorch.Generator) {
            guard let start = values.baseAddress else { return }
            generator.instructionSet.streams.pytorch.inverse_errors(start, values.count)
            round(values, generator)
        }

        func uniform(
            _ values: UnsafeMutableBufferPointer<Float>,
            _ low: Double,
            _ high: Double,
            _ generator: inout PyTorch.Generator
        ) {
            guard let rounding else { return generator.uniform(values, low, high) }
            inPatterns(values, rounding) { generator.uniform($0, low, high, rounding) }
        }

        func scaledUniform(
            _ values: UnsafeMutableBufferPointer<Float>,
            _ low: Double,
            _ range: Double,
            _ generator: inout PyTorch.Generator
        ) {
            guard rounding == nil else {
                uniform(values, 0, 1, &generator)
                return generator.affine(values, range, low, self)
            }
            // `torch.rand` is exact in the unit interval, so the steps can be the generator's own, unfused.
            guard let start = values.baseAddress else { return }
            generator.withWords(values.count) { table, state, next in
                table.uniform_float(state, next, start, values.count, Float(low), Float(range), .nan, 0)
            }
        }

        func normal(
            _ values: UnsafeMutableBufferPointer<Float>,
            _ mean: Double,
            _ deviation: Double,
            _ generator: inout PyTorch.Generator
        ) {
            guard let rounding else { return generator.normal(values, mean, deviation) }
            inPatterns(values, rounding) { generator.normal($0, mean, deviation, rounding) }
        }

        private func inPatterns(
            _ values: UnsafeMutableBufferPointer<Float>,
            _ format: PyTorch.HalfFormat,
            _ draw: (UnsafeMutableBufferPointer<UInt16>) -> Void
        ) {
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: values.count) { patterns in
                draw(patterns)
                for i in values.indices { values.initializeElement(at: i, to: format.widened(patterns[i])) }
            }
        }
    }

    struct DoubleArithmetic: Arithmetic {
        func round(_ values: UnsafeMutableBufferPointer<Double>, _ generator: PyTorch.Generator) {}

        func logarithms(_ values: UnsafeMutableBufferPointer<Double>, _ generator: PyTorch.Generator) {
            guard let start = values.baseAddress else { return }
            generator.instructionSet.streams.pytorch.logarithms_double(start, values.count)
        }

        func inverseErrors(_ values: UnsafeMutableBufferPointer<Double>, _ generator: PyTorch.Generator) {
            guard let start = values.baseAddress else { return }
            generator.instructionSet.streams.pytorch.inverse_errors_double(start, values.count)
        }

        func uniform(
            _ values: UnsafeMutableBufferPointer<Double>,
            _ low: Double,
            _ high: Double,
            _ generator: inout PyTorch.Generator
        ) {
            generator.uniform(values, low, high)
        }

        func scaledUniform(
            _ values: UnsafeMutableBufferPointer<Double>,
            _ low: Double,
            _ range: Double,
            _ generator: inout PyTorch.Generator
        ) {
            guard let start = values.baseAddress else { return }
            generator.withWords(2 * values.count) { table, state, next in
                table.uniform_double(state, next, start, values.count, low, range, .nan, 0)
            }
        }

        func normal(
            _ values: UnsafeMutableBufferPointer<Double>,
            _ mean: Double,
            _ deviation: Double,
            _ generator: inout PyTorch.Generator
        ) {
            generator.normal(values, mean, deviation)
        }
    }

    /// `trunc_normal_`. Since release 2.12 it draws a whole tensor again and again, and takes from it the values that are
    /// still missing.
    mutating func truncated<A: Arithmetic>(
        _ values: UnsafeMutableBufferPointer<A.Value>,
        _ draw: PyTorch.TruncatedDraw,
        _ arithmetic: A
    ) {
        switch draw.method {
        case .inverse: truncatedInverse(values, draw, arithmetic)
        case .parent: truncatedParent(values, draw, arithmetic)
        case .candidates: truncatedCandidates(values, draw, arithmetic)
        }
    }

    private mutating func truncatedInverse<A: Arithmetic>(
        _ values: UnsafeMutableBufferPointer<A.Value>,
        _ draw: PyTorch.TruncatedDraw,
        _ arithmetic: A
    ) {
        arithmetic.uniform(values, draw.errorFunction.low, draw.errorFunction.high, &self)
        arithmetic.inverseErrors(values, self)
        affine(values, draw.standardDeviation * 2.0.squareRoot(), draw.mean, arithmetic)
        let (low, high) = (rounded(draw.low, arithmetic), rounded(draw.high, arithmetic))
        apply(values, arithmetic) { min(max($0, low), high) }
    }

    private mutating func truncatedParent<A: Arithmetic>(
        _ values: UnsafeMutableBufferPointer<A.Value>,
        _ draw: PyTorch.TruncatedDraw,
        _ arithmetic: A
    ) {
        arithmetic.normal(values, draw.mean, draw.standardDeviation, &self)
        let low = rounded(draw.low, arithmetic)
        let high = rounded(draw.high, arithmetic)
        var missing = values.indices.filter { values[$0] < low || values[$0] > high }
        guard !missing.isEmpty else { return }
        withUnsafeTemporaryAllocation(of: A.Value.self, capacity: values.count) { candidates in
            while !missing.isEmpty {
                arithmetic.normal(candidates, draw.mean, draw.standardDeviation, &self)
                for i in missing { values[i] = candidates[i] }
                missing.removeAll { values[$0] >= low && values[$0] <= high }
            }
        }
    }

    /// A parameter in the tensor's type. An infinite one stays.
    func rounded<A: Arithmetic>(_ value: Double, _ arithmetic: A) -> A.Value {
        var rounded = A.Value(value)
        guard value.isFinite else { return rounded }
        withUnsafeMutablePointer(to: &rounded) {
            arithmetic.round(UnsafeMutableBufferPointer(start: $0, count: 1), self)
        }
        return rounded
    }

    /// Uniform candidates, accepted with the probability of the law's density over its greatest.
    private mutating func truncatedCandidates<A: Arithmetic>(
        _ values: UnsafeMutableBufferPointer<A.Value>,
        _ draw: PyTorch.TruncatedDraw,
        _ arithmetic: A
    ) {
        // A summand has the tensor's type, a divisor at least single precision.
        let (mean, peak) = (rounded(draw.mean, arithmetic), rounded(draw.peak, arithmetic))
        let deviation = A.Value(draw.standardDeviation)
        withUnsafeTemporaryAllocation(of: A.Value.self, capacity: 2 * values.count) { memory in
            let candidates = UnsafeMutableBufferPointer(rebasing: memory[..<values.count])
            let chances = UnsafeMutableBufferPointer(rebasing: memory[values.count...])
            var missing = Array(values.indices)
            while !missing.isEmpty {
                arithmetic.uniform(candidates, draw.low, draw.high, &self)
                for i in missing { values.initializeElement(at: i, to: candidates[i]) }
                // Only the missing elements' densities count.
                apply(candidates, arithmetic) { $0 - mean }
                apply(candidates, arithmetic) { $0 / deviation }
                apply(candidates, arithmetic) { $0 * $0 }
                apply(candidates, arithmetic) { $0 * -0.5 }
                apply(candidates, arithmetic) { $0 - peak }
                arithmetic.uniform(chances, 0, 1, &self)
                arithmetic.logarithms(chances, self)
                missing.removeAll { !(chances[$0] > candidates[$0]) }
            }
        }
    }

    /// Multiplies and adds in two steps, each rounded to the tensor's type. The summand has this type, the factor at least
    /// single precision.
    func affine<A: Arithmetic>(
        _ values: UnsafeMutableBufferPointer<A.Value>,
        _ factor: Double,
        _ summand: Double,
        _ arithmetic: A
    ) {
        let (factor, summand) = (A.Value(factor), rounded(summand, arithmetic))
        apply(values, arithmetic) { $0 * factor }
        apply(values, arithmetic) { $0 + summand }
    }

    private func apply<A: Arithmetic>(
        _ values: UnsafeMutableBufferPointer<A.Value>,
        _ arithmetic: A,
        _ operation: (A.Value) -> A.Value
    ) {
        for i in values.indices { values[i] = operation(values[i]) }
        arithmetic.round(values, self)
    }
}
