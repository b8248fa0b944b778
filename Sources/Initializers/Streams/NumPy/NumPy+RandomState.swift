internal import CStreams

extension NumPy {
    /// The stream of `numpy.random.seed(seed)`, or of `numpy.random.RandomState(seed)`: the Mersenne Twister MT19937.
    ///
    /// It draws the numbers of `uniform`, `rand` (uniform on [0, 1)), `normal` and `randn` (normal, with mean 0). NumPy
    /// keeps this stream as it is for all versions. In another scalar type than `Double`, the numbers are what `.astype`
    /// makes of these doubles. `sklearn`'s multilayer perceptrons draw their weights with `uniform`, too.
    ///
    /// A tensor begins where the one before ended. Normal numbers come in pairs: after an odd number of them, the second
    /// of the last pair is the first of the next normal tensor, even if uniform ones were drawn in between.
    ///
    /// Scaling laws are uniform on `[-l, l]` with `l = sqrt(3 scale / n)`, or normal with `sqrt(scale / n)`, in double
    /// precision. For Glorot's and He's rules this is equal to the last bit to the usual `np.sqrt(6 / (n_in + n_out))`,
    /// `np.sqrt(2 / (n_in + n_out))` and `np.sqrt(2 / n_in)`; `randn(...) / np.sqrt(n_in)` can differ in the last bit.
    /// NumPy draws no truncated normal law.
    ///
    /// Accuracy: uniform numbers are exact. Normal ones are computed with the C library's `log`: exact if that is the
    /// one under NumPy, as on Linux, within an ulp otherwise.
    ///
    /// Source: NumPy 2.5, `numpy/random/mtrand.pyx`, `src/mt19937/mt19937.c` and `src/legacy/legacy-distributions.c`.
    public struct RandomState: Hashable, WeightStream {
        private var state: [UInt32]
        /// The number of words of `state` that are used up.
        private var position = 624
        /// The second normal number of a pair, if the first was the last one drawn.
        private var cached: Double?

        /// The generator of `np.random.seed(seed)`. NumPy has no larger seeds.
        public init(seed: UInt32) {
            state = [UInt32](unsafeUninitializedCapacity: 624) { buffer, initializedCount in
                if let words = buffer.baseAddress { InstructionSet.best.streams.numpy.mt19937_seed(words, seed) }
                initializedCount = 624
            }
        }

        /// The generator of `np.random.seed([first, second, ...])`.
        ///
        /// - Parameter seed: at least one integer. A single one is another seed than the integer alone.
        public init(seed: [UInt32]) {
            precondition(!seed.isEmpty, "seed: found no integer, expected at least one")
            // The constants are those of MT19937's `init_by_array`.
            self.init(seed: 19_650_218)
            var index = 1
            for step in 0..<max(624, seed.count) {
                let part = step % seed.count
                state[index] =
                    (state[index] ^ Self.folded(state[index - 1]) &* 1_664_525) &+ seed[part]
                    &+ UInt32(truncatingIfNeeded: part)
                Self.advance(&index, in: &state)
            }
            for _ in 0..<623 {
                state[index] = (state[index] ^ Self.folded(state[index - 1]) &* 1_566_083_941) &- UInt32(index)
                Self.advance(&index, in: &state)
            }
            state[0] = 0x8000_0000
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
            draw(into: destination, law: law, kernels: instructionSet.streams.numpy)
        }

        mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: NumPyLaw,
            kernels: glorot_numpy
        ) {
            switch law {
            case .constant(let value):
                destination.initialize(repeating: S.cast(value))
            case .uniform(let low, let range):
                withKernelState { state, twister in
                    S.fill(destination) { doubles in
                        guard let values = doubles.baseAddress else { return }
                        kernels.mt19937_uniform(values, doubles.count, state, twister, low, range)
                    }
                }
            case .normal(let mean, let standardDeviation):
                withKernelState { state, twister in
                    S.fill(destination) { doubles in
                        guard let values = doubles.baseAddress else { return }
                        kernels.mt19937_normal(values, doubles.count, state, twister, mean, standardDeviation)
                    }
                }
            }
        }

        /// The next 32-bit words.
        mutating func words(_ count: Int, kernels: glorot_numpy) -> [UInt32] {
            withKernelState { state, twister in
                [UInt32](unsafeUninitializedCapacity: count) { buffer, initializedCount in
                    if let words = buffer.baseAddress { kernels.mt19937_words(words, count, state, twister) }
                    initializedCount = count
                }
            }
        }

        /// Forgets the second number of a pair, as seeding does.
        mutating func forgetCached() { cached = nil }

        /// Calls `body` with the state as the kernels have it.
        mutating func withKernelState<Result>(
            _ body: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<glorot_mt19937>) -> Result
        ) -> Result {
            var twister = glorot_mt19937(
                cached: cached ?? 0,
                position: UInt32(position),
                has_cached: cached == nil ? 0 : 1
            )
            let result = state.withUnsafeMutableBufferPointer { buffer in
                guard let words = buffer.baseAddress else { preconditionFailure("found no state, expected 624 words") }
                return body(words, &twister)
            }
            position = Int(twister.position)
            cached = twister.has_cached == 0 ? nil : twister.cached
            return result
        }

        private static func folded(_ word: UInt32) -> UInt32 { word ^ word >> 30 }

        /// Steps to the next word but the first, which follows the last.
        private static func advance(_ index: inout Int, in state: inout [UInt32]) {
            index += 1
            if index == 624 {
                state[0] = state[623]
                index = 1
            }
        }
    }
}
