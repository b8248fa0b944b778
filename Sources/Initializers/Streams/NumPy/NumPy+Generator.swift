internal import CStreams

extension NumPy {
    /// The stream of `numpy.random.default_rng(seed)`: PCG64 (XSL-RR), seeded by `SeedSequence`.
    ///
    /// It draws the numbers of NumPy's `Generator.uniform` and `Generator.normal` in double precision. In another
    /// scalar type they are what `.astype` makes of these doubles, as in
    /// `rng.uniform(low, high, size).astype(np.float32)`. Set `draws` to `.singles` for code that asks NumPy for
    /// `dtype=np.float32`.
    ///
    /// A tensor begins where the one before ended.
    ///
    /// Scaling laws are uniform on `[-l, l]` with `l = sqrt(3 scale / n)`, or normal with `sqrt(scale / n)`, in double
    /// precision. For Glorot's and He's rules this is equal to the last bit to the usual `np.sqrt(6 / (n_in + n_out))`,
    /// `np.sqrt(2 / (n_in + n_out))` and `np.sqrt(2 / n_in)`. NumPy draws no truncated normal law.
    ///
    /// Accuracy: exact, seen on x86-64 Linux. Normal numbers beyond 3.654 standard deviations, three in ten thousand,
    /// are computed with the C library's `log1p` (`log1pf` for singles), and can differ in the last bit where NumPy
    /// uses another library.
    ///
    /// Source: NumPy 2.5, `numpy/random/_generator.pyx`, `src/pcg64/pcg64.h` and `src/distributions/distributions.c`.
    public struct Generator: Hashable, WeightStream {
        /// In what precision NumPy is asked for numbers.
        public enum Draws: Hashable, Sendable {
            /// `rng.uniform` and `rng.normal`, then `astype`.
            case doubles
            /// `low + (high - low) * rng.random(size, dtype=np.float32)` and
            /// `mean + deviation * rng.standard_normal(size, dtype=np.float32)`, in single precision; a mean of 0 is not
            /// added.
            case singles
        }

        /// In what precision NumPy is asked for numbers; `doubles` at first.
        public var draws = Draws.doubles

        private var state: UInt128
        private let increment: UInt128
        /// The upper half of a 64-bit word, if the lower one was the last 32-bit word drawn.
        private var half: UInt32?

        /// The generator of `default_rng(seed)`.
        public init(seed: UInt64) {
            self.init(SeedSequence(entropy: [seed]))
        }

        /// The generator of `default_rng([first, second, ...])`.
        ///
        /// - Parameter entropy: at least one integer. One of Python above 2^64 is the list of its 32-bit words, the
        ///   lowest first.
        public init(entropy: [UInt64]) {
            self.init(SeedSequence(entropy: entropy))
        }

        /// The generator of `default_rng(SeedSequence(entropy, spawn_key=...))`.
        public init(_ sequence: SeedSequence) {
            let words = sequence.words(8).map { UInt128($0) }
            let start = words[2] | words[3] << 32 | words[0] << 64 | words[1] << 96
            let stream = words[6] | words[7] << 32 | words[4] << 64 | words[5] << 96
            increment = stream << 1 | 1
            state = (increment &+ start) &* Self.multiplier &+ increment
        }

        /// Writes a whole tensor, in row-major order.
        ///
        /// - Throws: `InitializerError`: `invalidParameter` for a parameter that is NaN or infinite, a negative standard
        ///   deviation or scale, and every truncated law; `reversedBounds`; `notRepresentable` if a value, or ten standard
        ///   deviations from the mean, overflows `S`. The stream stays where it is then.
        public mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw
        ) throws(InitializerError) {
            try draw(into: destination, law: law, instructionSet: .best)
        }

        // MARK: - Implementation

        package mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw,
            instructionSet: InstructionSet
        ) throws(InitializerError) {
            let law = try NumPyLaw(law)
            try law.requireValues(in: S.self)
            if draws == .singles { try law.requireValues(in: Float.self) }
            draw(into: destination, law: law, kernels: instructionSet.streams.numpy)
        }

        mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: NumPyLaw,
            kernels: glorot_numpy
        ) {
            if case .constant(let value) = law {
                destination.initialize(repeating: S.cast(value))
                return
            }
            let draws = draws
            withKernelState { generator in
                switch draws {
                case .doubles: S.fill(destination) { Self.drawDoubles(into: $0, law, generator, kernels) }
                case .singles:
                    S.fill(destination, castingSingles: { Self.drawSingles(into: $0, law, generator, kernels) })
                }
            }
        }

        private static func drawDoubles(
            into destination: UnsafeMutableBufferPointer<Double>,
            _ law: NumPyLaw,
            _ generator: UnsafeMutablePointer<glorot_pcg64>,
            _ kernels: glorot_numpy
        ) {
            guard let values = destination.baseAddress else { return }
            switch law {
            case .constant(let value): destination.initialize(repeating: value)
            case .uniform(let low, let range):
                kernels.pcg64_uniform(values, destination.count, generator, low, range)
            case .normal(let mean, let standardDeviation):
                kernels.pcg64_normal(values, destination.count, generator, mean, standardDeviation)
            }
        }

        private static func drawSingles(
            into destination: UnsafeMutableBufferPointer<Float>,
            _ law: NumPyLaw,
            _ generator: UnsafeMutablePointer<glorot_pcg64>,
            _ kernels: glorot_numpy
        ) {
            guard let values = destination.baseAddress else { return }
            switch law {
            case .constant(let value): destination.initialize(repeating: Float(value))
            case .uniform(let low, let range):
                kernels.pcg64_uniform_float(values, destination.count, generator, Float(low), Float(range))
            case .normal(let mean, let standardDeviation):
                kernels.pcg64_normal_float(
                    values,
                    destination.count,
                    generator,
                    Float(mean),
                    Float(standardDeviation)
                )
            }
        }

        /// The next 64-bit words.
        mutating func words(_ count: Int, kernels: glorot_numpy) -> [UInt64] {
            withKernelState { generator in
                [UInt64](unsafeUninitializedCapacity: count) { buffer, initializedCount in
                    if let words = buffer.baseAddress { kernels.pcg64_words(words, count, generator) }
                    initializedCount = count
                }
            }
        }

        /// Skips 64-bit words.
        mutating func jump(_ count: Int) {
            // One step is x -> factor * x + term; the loop squares it.
            var (factor, term) = (Self.multiplier, increment)
            var left = count
            while left > 0 {
                if left % 2 == 1 { state = state &* factor &+ term }
                term = term &* (factor &+ 1)
                factor = factor &* factor
                left /= 2
            }
        }

        /// Takes the half of a word that the last 32-bit draw left.
        mutating func takeHalf() -> UInt32? {
            defer { half = nil }
            return half
        }

        /// Draws a word and takes its lower half.
        mutating func splitWord() {
            half = UInt32(truncatingIfNeeded: words(1, kernels: InstructionSet.best.streams.numpy)[0] >> 32)
        }

        /// The multiplier of PCG64.
        private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4 << 64 | 0x4385_DF64_9FCC_F645

        /// Calls `body` with the state as the kernels have it.
        private mutating func withKernelState<Result>(_ body: (UnsafeMutablePointer<glorot_pcg64>) -> Result) -> Result
        {
            var generator = glorot_pcg64(
                state_low: UInt64(truncatingIfNeeded: state),
                state_high: UInt64(truncatingIfNeeded: state >> 64),
                increment_low: UInt64(truncatingIfNeeded: increment),
                increment_high: UInt64(truncatingIfNeeded: increment >> 64),
                half: half ?? 0,
                has_half: half == nil ? 0 : 1
            )
            let result = body(&generator)
            state = UInt128(generator.state_high) << 64 | UInt128(generator.state_low)
            half = generator.has_half == 0 ? nil : generator.half
            return result
        }
    }
}
