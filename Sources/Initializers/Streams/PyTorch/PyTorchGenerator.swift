internal import CStreams

extension PyTorch {
    /// PyTorch's generator for the CPU, `torch.Generator()`, with the draws of `torch.nn.init`.
    ///
    /// ```swift
    /// // torch.manual_seed(42)
    /// var generator = PyTorch.Generator(manualSeed: 42)
    /// // weight = torch.nn.init.xavier_uniform_(torch.empty(256, 784))
    /// let fans = try Fans(fanIn: 784, fanOut: 256)
    /// let rule = StreamLaw.Scaling(.gain(1), mode: .fanAverage, distribution: .uniform, fans: fans)
    /// let weight = try generator.draw(.scaling(rule), shape: [256, 784])
    /// ```
    ///
    /// The generator has a state: tensors are drawn one after another, as a model's layers draw theirs.
    ///
    /// | law | type | values |
    /// | --- | --- | --- |
    /// | uniform | all | PyTorch's bits |
    /// | normal, 16 elements or more, vectorized build | `Float`, 16-bit types | PyTorch's bits |
    /// | normal, all others | all | PyTorch's bits, with the `libm` that PyTorch calls |
    /// | truncated normal, more than 0.3 of the parent kept | all | as normal |
    /// | truncated normal, less kept | all | PyTorch's bits in all of 10^7 elements; see below |
    /// | truncated normal before release 2.12 | all | nearly PyTorch's bits; see below |
    ///
    /// PyTorch 2.15 for x86-64 Linux drew the same bits in 10^7 elements of each of these laws and types, in both builds;
    /// its `libm` is the system's glibc. A candidate of a truncated law is accepted by a logarithm of Intel's MKL, which
    /// differs from the true one in the last place: the decision is another one about once in 10^9 candidates.
    ///
    /// Older releases take MKL's inverse of the error function. With mean 0, 2,700 of 10^7 `Float` values of release 1.12
    /// differed, by 2 units in the last place at most; so did a fifth of the `Double` values. In bfloat16, the last place can
    /// differ.
    ///
    /// Tensors are contiguous. Not drawn: what PyTorch draws on a GPU, which has another generator.
    ///
    /// Source: PyTorch 2.15, `MT19937RNGEngine.h`, `DistributionsHelper.h`, `cpu/DistributionTemplates.h` and
    /// `torch/nn/init.py`.
    public struct Generator: Sendable {
        /// The code that PyTorch runs. The two differ in the last bits of a value.
        public enum Build: Hashable, Sendable, CaseIterable {
            /// For processors with AVX2, which is nearly every x86-64 processor: fuses the last multiplication with the
            /// addition, and has its own logarithm, sine and cosine.
            case vectorized

            /// For the others, and with the environment variable `ATEN_CPU_CAPABILITY=default`: rounds the product before it
            /// adds, and calls `libm`.
            case scalar
        }

        /// The releases whose draws differ. Those of `Float` and `Double` differ only where this says so.
        public enum Release: Hashable, Sendable, CaseIterable {
            /// PyTorch 2.11 and older; compared with 1.12, and read in 2.4 and 2.11. `Float16` normal tensors of 16
            /// elements or more are those of 2.4 to 2.11; others before them round fewer steps.
            ///
            /// A uniform value that is rounded up to the upper bound stays there. 16-bit types are drawn in their own
            /// precision: of 2^8 or 2^11 numbers, every step rounded. `trunc_normal_` inverts the distribution function
            /// of one uniform number per element. The scalar build does not fuse the last step of a normal value.
            case before2_12

            /// PyTorch 2.12 and later.
            case since2_12
        }

        /// The code that PyTorch runs.
        public let build: Build

        /// PyTorch's release.
        public let release: Release

        /// The instructions that draws use. They never change a bit.
        public var instructionSet = InstructionSet.best

        /// The number of 32-bit words drawn since the generator was seeded.
        public private(set) var position = 0

        /// The second of two normal values that a draw of fewer than 16 elements left over; the next such draw begins
        /// with it.
        var leftover: Double?

        private var twister: MersenneTwister

        /// The generator after `torch.manual_seed(seed)`.
        ///
        /// - Parameters:
        ///   - seed: any number; only its lower 32 bits count.
        ///   - build: the code that PyTorch runs.
        ///   - release: PyTorch's release.
        public init(manualSeed seed: UInt64, build: Build = .vectorized, release: Release = .since2_12) {
            self.build = build
            self.release = release
            twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
        }

        /// Begins the stream of a seed, as `torch.manual_seed(seed)` does. Drops a normal value that was left over.
        public mutating func manualSeed(_ seed: UInt64) {
            twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
            position = 0
            leftover = nil
        }

        /// Drops words, as drawing a tensor does that takes so many. Keeps a normal value that was left over.
        ///
        /// - Parameter words: how many, 0 or more.
        /// - Complexity: O(`words`), but a billion words take a tenth of a second or so.
        public mutating func advance(by words: Int) {
            precondition(words >= 0, "words: found \(words), expected 0 or more")
            position += words
            twister.skip(words)
        }

        // MARK: - Implementation

        /// Runs a loop that draws `count` words.
        mutating func withWords<Result>(
            _ count: Int,
            _ body: (glorot_pytorch, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Int>) -> Result
        ) -> Result {
            position += count
            let table = instructionSet.streams.pytorch
            return twister.withState { state, next in body(table, state, next) }
        }

        /// The next words.
        mutating func words(_ count: Int) -> [UInt32] {
            position += count
            return twister.words(count, instructionSet: instructionSet)
        }
    }
}
