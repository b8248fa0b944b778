internal import CStreams

extension Keras {
    /// The numbers that Keras 3 draws on its NumPy backend (`KERAS_BACKEND=numpy`) for a seed.
    ///
    /// The stream is keyed: it draws the same tensor again. An initializer with the integer seed `s` draws with the pair
    /// `(s, 0)`; `keras.random.SeedGenerator(s)` gives `(s, 0)`, `(s, 1)` and so on, one for each draw.
    ///
    /// Keras draws doubles with `numpy.random.default_rng([s, k])` and casts them. Scaling laws divide the scale by the
    /// fan first: `l = sqrt(3 (scale / n))`; truncated ones have the parent's deviation
    /// `sqrt(scale / n) / 0.87962566103423978`. Truncation is always at two standard deviations.
    ///
    /// Accuracy: exact, as `NumPy.Generator` is.
    ///
    /// Source: Keras 3.15, `keras/src/backend/numpy/random.py` and `keras/src/initializers/random_initializers.py`.
    public struct NumPyStream: Hashable, WeightStream {
        private let generator: NumPy.Generator

        /// The stream of a pair of seeds.
        ///
        /// - Parameter seed: each from 0 to 2^32 - 1.
        /// - Throws: `InitializerError.invalidParameter` for another seed. Keras refuses it, too.
        public init(seed: (Int, Int)) throws(InitializerError) {
            for part in [seed.0, seed.1] {
                try WeightLaw.require(0...0xFFFF_FFFF ~= part, "seed", Double(part), "0 ..< 2^32")
            }
            generator = NumPy.Generator(NumPy.SeedSequence(entropy: [UInt64(seed.0), UInt64(seed.1)]))
        }

        /// The stream of an initializer's integer seed, the pair `(seed, 0)`.
        ///
        /// - Parameter seed: from 0 to 2^32 - 1.
        /// - Throws: `InitializerError.invalidParameter` for another seed.
        public init(seed: Int) throws(InitializerError) {
            try self.init(seed: (seed, 0))
        }

        /// Writes a whole tensor, in row-major order.
        ///
        /// - Throws: `InitializerError`: `invalidParameter` for a parameter that is NaN or infinite, a negative standard
        ///   deviation, a scale of 0 or less, a truncation other than at -2 and 2, or the geometric mean of the fans;
        ///   `reversedBounds`; `notRepresentable` if a value, or ten standard deviations from the mean, overflows `S`.
        public mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw
        ) throws(InitializerError) {
            try draw(into: destination, law: law, instructionSet: .best)
        }

        // MARK: - Implementation

        package func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw,
            instructionSet: InstructionSet
        ) throws(InitializerError) {
            let kernels = instructionSet.streams.numpy
            var generator = generator
            let resolved = try Self.resolved(law)
            switch resolved {
            case .plain(let law): try law.requireValues(in: S.self)
            case .truncated(let mean, let standardDeviation):
                try WeightLaw.requireFinite(mean - 2 * standardDeviation, S.self)
                try WeightLaw.requireFinite(mean + 2 * standardDeviation, S.self)
            }
            switch resolved {
            case .plain(let law): generator.draw(into: destination, law: law, kernels: kernels)
            case .truncated(let mean, let standardDeviation):
                Self.drawTruncated(into: destination, mean, standardDeviation, &generator, kernels)
            }
        }

        private enum Law {
            case plain(NumPyLaw)
            case truncated(mean: Double, standardDeviation: Double)
        }

        private static func resolved(_ law: StreamLaw) throws(InitializerError) -> Law {
            switch law {
            case .constant, .uniform, .normal: return .plain(try NumPyLaw(law))
            case .truncatedNormal(let mean, let standardDeviation, let low, let high):
                try WeightLaw.check(mean, standardDeviation)
                try WeightLaw.checkCut(low, high, in: "Keras")
                return .truncated(mean: mean, standardDeviation: standardDeviation)
            case .scaling(let scaling):
                let scale = scaling.scale
                try WeightLaw.require(scale.isFinite && scale > 0, "scale", scale, "a finite number above 0")
                let variance = scale / (try scaling.mode.denominator(scaling.fans, in: "Keras"))
                switch scaling.distribution {
                case .uniform:
                    let limit = (3 * variance).squareRoot()
                    return .plain(try NumPyLaw(low: -limit, high: limit))
                case .untruncatedNormal:
                    return .plain(try NumPyLaw(mean: 0, standardDeviation: variance.squareRoot()))
                case .truncatedNormal:
                    let parent = variance.squareRoot() / VarianceScaling.truncatedStandardDeviation
                    return .truncated(mean: 0, standardDeviation: parent)
                }
            }
        }

        /// Draws normal numbers and keeps those that are not cut.
        ///
        /// Keras draws as many as the tensor has at a time, but the numbers that it keeps are the same.
        private static func drawTruncated<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            _ mean: Double,
            _ standardDeviation: Double,
            _ generator: inout NumPy.Generator,
            _ kernels: glorot_numpy
        ) {
            let low = mean - 2 * standardDeviation
            let high = mean + 2 * standardDeviation
            let law = NumPyLaw.normal(mean: mean, standardDeviation: standardDeviation)
            S.fill(destination) { values in
                var kept = 0
                while kept < values.count {
                    let rest = UnsafeMutableBufferPointer(rebasing: values[kept...])
                    generator.draw(into: rest, law: law, kernels: kernels)
                    for value in rest where value >= low && value <= high {
                        values[kept] = value
                        kept += 1
                    }
                }
            }
        }
    }
}

extension Keras.NumPyStream {
    /// What the first values of a tensor tell of the generator's words, as `NumPy.Generator.clues` does.
    package static func clues(_ values: [Double], law: StreamLaw, count: Int) -> [WordClue] {
        guard case .plain(.uniform(let low, let range))? = try? resolved(law) else { return [] }
        return NumPy.Generator.clues(values, law: .uniform(low: low, high: low + range), count: count)
    }

    /// The first seeds `s` of pairs `(s, counter)` whose first words fit, in order.
    ///
    /// - Complexity: O(*n*) in the number of seeds, several nanoseconds each.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        counter: UInt32 = 0,
        matching clues: [WordClue],
        limit: Int
    ) -> [UInt64] {
        pairs(in: range, counter: counter) { NumPy.Generator.seeds(in: $0, matching: clues, limit: limit) }
    }

    /// The first seeds `s` of pairs `(s, counter)` whose tensors begin with these values, in order, for all laws.
    ///
    /// - Complexity: O(*n*) in the number of seeds, several nanoseconds each.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        counter: UInt32 = 0,
        drawing values: [Double],
        law: StreamLaw,
        limit: Int
    ) -> [UInt64] {
        guard let law = try? resolved(law) else { return [] }
        let (numpyLaw, cut): (StreamLaw, Double) =
            switch law {
            case .plain(.constant(let value)): (.constant(value), .infinity)
            case .plain(.uniform(let low, let range)): (.uniform(low: low, high: low + range), .infinity)
            case .plain(.normal(let mean, let deviation)):
                (.normal(mean: mean, standardDeviation: deviation), .infinity)
            case .truncated(let mean, let deviation): (.normal(mean: mean, standardDeviation: deviation), 2)
            }
        return pairs(in: range, counter: counter) {
            NumPy.Generator.seeds(in: $0, drawing: values, law: numpyLaw, cut: cut, limit: limit)
        }
    }

    /// NumPy mixes the pair as it mixes one integer that has the first seed as its lower half.
    private static func pairs(
        in range: ClosedRange<UInt64>,
        counter: UInt32,
        _ search: (ClosedRange<UInt64>) -> [UInt64]
    ) -> [UInt64] {
        let last = UInt64(UInt32.max)
        guard range.lowerBound <= last else { return [] }
        let upper = UInt64(counter) << 32
        return search((upper | range.lowerBound)...(upper | min(range.upperBound, last))).map { $0 & last }
    }
}
