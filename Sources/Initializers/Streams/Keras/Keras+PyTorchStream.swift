extension Keras {
    /// The initializers of Keras 3 on PyTorch, for the CPU.
    ///
    /// A stream has no state: each draw seeds a new generator, so the same tensor is drawn again. An initializer with
    /// the seed *s* draws with the pair (*s*, 0); a `SeedGenerator(s)` gives the pairs (*s*, 0), (*s*, 1), and so on.
    /// Only the sum of the two counts, modulo 2^32.
    ///
    /// Uniform draws have Keras' bits. Normal ones have them, too, as far as those of ``PyTorch/Generator`` have
    /// PyTorch's.
    ///
    /// Source: Keras 3.15, `keras/src/backend/torch/random.py` and `keras/src/initializers/random_initializers.py`.
    public struct PyTorchStream: Hashable, Sendable {
        /// The lower 32 bits of the sum of both seeds.
        public let seed: UInt32

        /// The code that PyTorch runs.
        public let build: PyTorch.Generator.Build

        /// PyTorch's release.
        public let release: PyTorch.Generator.Release

        /// The instructions that draws use. They never change a bit.
        public var instructionSet = InstructionSet.best

        /// The stream of a pair of seeds.
        ///
        /// - Parameters:
        ///   - seed: the two numbers of Keras' seed, of any size and sign.
        ///   - build: the code that PyTorch runs.
        ///   - release: PyTorch's release.
        public init(
            seed: (Int, Int),
            build: PyTorch.Generator.Build = .vectorized,
            release: PyTorch.Generator.Release = .since2_12
        ) {
            self.release = release
            self.seed = UInt32(truncatingIfNeeded: seed.0 &+ seed.1)
            self.build = build
        }

        /// The stream of an initializer with this seed.
        public init(
            seed: Int,
            build: PyTorch.Generator.Build = .vectorized,
            release: PyTorch.Generator.Release = .since2_12
        ) {
            self.init(seed: (seed, 0), build: build, release: release)
        }
    }
}

extension Keras.PyTorchStream: WeightStream {
    /// Writes a whole tensor, in row-major order.
    ///
    /// | law | initializer |
    /// | --- | --- |
    /// | `constant` | `Constant` |
    /// | `uniform` | `RandomUniform` |
    /// | `normal` | `RandomNormal` |
    /// | `truncatedNormal`, from -2 to 2 | `TruncatedNormal`: of four normal values, the first within the bounds |
    /// | `scaling` | `VarianceScaling` |
    ///
    /// A truncated value is outside the bounds if all four of its candidates are; that is one in 233,000.
    ///
    /// - Parameters:
    ///   - destination: the memory of the whole tensor, which need not be initialized.
    ///   - law: what is drawn.
    /// - Throws: `InitializerError` if a parameter is outside its domain, or Keras has no such rule: a truncated law has
    ///   no other bounds, and no scaling is by the geometric mean.
    /// - Complexity: O(*n*).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw
    ) throws(InitializerError) {
        let draw = try Draw(law, as: S.self)
        guard destination.count > 0 else { return }
        var generator = PyTorch.Generator(manualSeed: UInt64(seed), build: build, release: release)
        generator.instructionSet = instructionSet
        if S.self == Float.self {
            let arithmetic = PyTorch.Generator.SingleArithmetic(rounding: nil)
            destination.withMemoryRebound(to: Float.self) { fill($0, draw, arithmetic, &generator) }
        } else if S.self == Double.self {
            let arithmetic = PyTorch.Generator.DoubleArithmetic()
            destination.withMemoryRebound(to: Double.self) { fill($0, draw, arithmetic, &generator) }
        } else {
            let format = PyTorch.HalfFormat(S.self)
            destination.withMemoryRebound(to: UInt16.self) { fill($0, draw, format, &generator) }
        }
    }

    // MARK: - Implementation

    /// What Keras asks of PyTorch, in double precision, as Python computes it.
    enum Draw {
        case constant(Double)
        case uniform(low: Double, range: Double)
        case normal(mean: Double, standardDeviation: Double)
        case truncatedNormal(mean: Double, standardDeviation: Double)

        init<S: WeightScalar>(_ law: StreamLaw, as type: S.Type) throws(InitializerError) {
            typealias Torch = PyTorch.Generator.Draw
            switch law {
            case .constant(let value):
                _ = try Torch(law, .since2_12, as: type)
                self = .constant(value)
            case .uniform(let low, let high):
                _ = try Torch(law, .since2_12, as: type)
                self = .uniform(low: low, range: high - low)
            case .normal(let mean, let deviation):
                _ = try Torch(law, .since2_12, as: type)
                self = .normal(mean: mean, standardDeviation: deviation)
            case .truncatedNormal(let mean, let deviation, let low, let high):
                _ = try Torch(.normal(mean: mean, standardDeviation: deviation), .since2_12, as: type)
                try WeightLaw.checkCut(low, high, in: "Keras")
                self = .truncatedNormal(mean: mean, standardDeviation: deviation)
            case .scaling(let rule):
                self = try Self.scaled(rule)
            }
        }

        private static func scaled(_ rule: StreamLaw.Scaling) throws(InitializerError) -> Draw {
            let scale = rule.scale
            try WeightLaw.requireFactor(scale, "scale")
            let n = rule.mode.denominator(rule.fans)
            let expected = "one fan, or the fans' arithmetic mean, in Keras"
            try WeightLaw.require(rule.mode != .fanGeometricAverage, "mode", n, expected)
            let variance = scale / max(1, n)
            switch rule.distribution {
            case .uniform:
                let limit = (3 * variance).squareRoot()
                return .uniform(low: -limit, range: limit - -limit)
            case .untruncatedNormal: return .normal(mean: 0, standardDeviation: variance.squareRoot())
            case .truncatedNormal:
                let deviation = variance.squareRoot() / VarianceScaling.truncatedStandardDeviation
                return .truncatedNormal(mean: 0, standardDeviation: deviation)
            }
        }
    }

    private func fill<A: PyTorch.Generator.Arithmetic>(
        _ destination: UnsafeMutableBufferPointer<A.Value>,
        _ draw: Draw,
        _ arithmetic: A,
        _ generator: inout PyTorch.Generator
    ) {
        switch draw {
        case .constant(let value): destination.initialize(repeating: A.Value(value))
        case .uniform(let low, let range): arithmetic.scaledUniform(destination, low, range, &generator)
        case .normal(let mean, let deviation): arithmetic.normal(destination, mean, deviation, &generator)
        case .truncatedNormal(let mean, let deviation): truncated(destination, mean, deviation, arithmetic, &generator)
        }
    }

    private func fill(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ draw: Draw,
        _ format: PyTorch.HalfFormat,
        _ generator: inout PyTorch.Generator
    ) {
        switch draw {
        case .constant(let value): destination.initialize(repeating: format.pattern(Float(value)))
        case .normal(let mean, let deviation): generator.normal(destination, mean, deviation, format)
        case .uniform, .truncatedNormal:
            withUnsafeTemporaryAllocation(of: Float.self, capacity: destination.count) { values in
                fill(values, draw, PyTorch.Generator.SingleArithmetic(rounding: format), &generator)
                guard let patterns = destination.baseAddress, let singles = values.baseAddress else { return }
                format.round(patterns, singles, values.count, instructionSet)
            }
        }
    }

    /// Of four standard normal values, the first within 2; the first of all if none is.
    private func truncated<A: PyTorch.Generator.Arithmetic>(
        _ destination: UnsafeMutableBufferPointer<A.Value>,
        _ mean: Double,
        _ deviation: Double,
        _ arithmetic: A,
        _ generator: inout PyTorch.Generator
    ) {
        withUnsafeTemporaryAllocation(of: A.Value.self, capacity: 4 * destination.count) { candidates in
            arithmetic.normal(candidates, 0, 1, &generator)
            for i in destination.indices {
                var j = 4 * i
                while j < 4 * i + 4, candidates[j].magnitude >= 2 { j += 1 }
                destination.initializeElement(at: i, to: candidates[j < 4 * i + 4 ? j : 4 * i])
            }
        }
        generator.affine(destination, deviation, mean, arithmetic)
    }
}
