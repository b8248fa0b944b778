internal import CStreams

/// A stream of Philox4x32-10 blocks, and the tensors that TensorFlow's CPU kernels make of it.
struct PhiloxStream {
    /// The cipher's key.
    var cipher: SIMD2<UInt32>

    /// The upper half of the counter; the lower half counts blocks.
    var counterHigh: SIMD2<UInt32>

    /// The block at which the next tensor begins.
    var firstBlock: UInt64 = 0

    /// The stream of a pair of seeds.
    ///
    /// Source: `tensorflow/core/kernels/stateless_random_ops.cc`, `GenerateKey`.
    init(stateless seed: (Int, Int)) {
        let first = UInt64(bitPattern: Int64(seed.0))
        let second = UInt64(bitPattern: Int64(seed.1))
        let block = Philox4x32.block(
            counter: SIMD4(
                UInt32(truncatingIfNeeded: first),
                UInt32(truncatingIfNeeded: first >> 32),
                UInt32(truncatingIfNeeded: second),
                UInt32(truncatingIfNeeded: second >> 32)
            ),
            // Arbitrary constants of TensorFlow.
            key: SIMD2(0x3EC8_F720, 0x0246_1E29)
        )
        cipher = SIMD2(block.x, block.y)
        counterHigh = SIMD2(block.z, block.w)
    }

    /// The stream of an operation's attributes `seed` and `seed2`.
    ///
    /// Source: `tsl/lib/random/philox_random.h`, `PhiloxRandom(seed_lo, seed_hi)`.
    init(seed: UInt64, seed2: UInt64) {
        cipher = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        counterHigh = SIMD2(UInt32(truncatingIfNeeded: seed2), UInt32(truncatingIfNeeded: seed2 >> 32))
    }

    /// Writes a tensor.
    func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: PhiloxLaw,
        instructionSet: InstructionSet
    ) {
        guard let memory = destination.baseAddress else { return }
        let count = destination.count
        let kernels = instructionSet.streams.philox
        let affine: glorot_philox_law
        switch law {
        case .constant(let value):
            destination.initialize(repeating: S._rounding(value))
            return
        case .uniform(let low, let width): affine = glorot_philox_law(scale: width, shift: low)
        case .normal(let mean, let deviation), .truncated(let mean, let deviation):
            affine = glorot_philox_law(scale: deviation, shift: mean)
        }
        let key = glorot_philox_key(
            cipher: (cipher.x, cipher.y),
            counter_high: (counterHigh.x, counterHigh.y)
        )
        typealias Kernel<Element> = (
            UnsafeMutablePointer<Element>, Int, UInt64, UnsafePointer<glorot_philox_key>,
            UnsafePointer<glorot_philox_law>
        ) -> Void
        /// Draws with the law's kernel of a type.
        func draw<Element>(
            _ uniform: Kernel<Element>,
            _ normal: Kernel<Element>,
            _ truncated: Kernel<Element>
        ) {
            memory.withMemoryRebound(to: Element.self, capacity: count) { values in
                withUnsafePointer(to: key) { key in
                    withUnsafePointer(to: affine) { affine in
                        switch law {
                        case .normal: normal(values, count, firstBlock, key, affine)
                        case .truncated: truncated(values, count, firstBlock, key, affine)
                        case .constant, .uniform: uniform(values, count, firstBlock, key, affine)
                        }
                    }
                }
            }
        }
        if S.self == Float.self {
            draw(kernels.uniform_float, kernels.normal_float, kernels.truncated_float)
        } else if S.self == Double.self {
            draw(kernels.uniform_double, kernels.normal_double, kernels.truncated_double)
        } else if S.self == BFloat16.self {
            draw(kernels.uniform_bfloat16, kernels.normal_bfloat16, kernels.truncated_bfloat16)
        } else {
            precondition(MemoryLayout<S>.size == 2, "found \(S.self), expected a scalar type of this module")
            draw(kernels.uniform_float16, kernels.normal_float16, kernels.truncated_float16)
        }
    }
}
