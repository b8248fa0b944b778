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
        private(set) var twister: MersenneTwister
        /// The second normal number of a pair, if the first was the last one drawn.
        private var cached: Double?

        /// The generator of `np.random.seed(seed)`. NumPy has no larger seeds.
        public init(seed: UInt32) {
            twister = MersenneTwister(seed: seed)
        }

        /// The generator of `np.random.seed([first, second, ...])`.
        ///
        /// - Parameter seed: at least one integer. A single one is another seed than the integer alone.
        public init(seed: [UInt32]) {
            twister = MersenneTwister(seed: seed)
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

        /// Skips words, and forgets the second number of a pair.
        package mutating func skip(words count: Int) {
            cached = nil
            twister.skip(count)
        }

        /// Calls `body` with the state as the kernels have it.
        mutating func withKernelState<Result>(
            _ body: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<glorot_numpy_twister>) -> Result
        ) -> Result {
            var kernelState = glorot_numpy_twister(cached: cached ?? 0, position: 0, has_cached: cached == nil ? 0 : 1)
            let result = twister.withState { state, next in
                kernelState.position = next.pointee
                defer { next.pointee = kernelState.position }
                return body(state, &kernelState)
            }
            cached = kernelState.has_cached == 0 ? nil : kernelState.cached
            return result
        }
    }
}
