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
        guard let values = destination.baseAddress else { return }
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
        withUnsafePointer(to: key) { key in
            withUnsafePointer(to: affine) { affine in
                if S.self == Float.self {
                    let kernel =
                        switch law {
                        case .normal: kernels.normal_float
                        case .truncated: kernels.truncated_float
                        default: kernels.uniform_float
                        }
                    values.withMemoryRebound(to: Float.self, capacity: count) {
                        kernel($0, count, firstBlock, key, affine)
                    }
                } else if S.self == Double.self {
                    let kernel =
                        switch law {
                        case .normal: kernels.normal_double
                        case .truncated: kernels.truncated_double
                        default: kernels.uniform_double
                        }
                    values.withMemoryRebound(to: Double.self, capacity: count) {
                        kernel($0, count, firstBlock, key, affine)
                    }
                } else if S.self == BFloat16.self {
                    let kernel =
                        switch law {
                        case .normal: kernels.normal_bfloat16
                        case .truncated: kernels.truncated_bfloat16
                        default: kernels.uniform_bfloat16
                        }
                    values.withMemoryRebound(to: UInt16.self, capacity: count) {
                        kernel($0, count, firstBlock, key, affine)
                    }
                } else {
                    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
                        precondition(S.self == Float16.self, "found \(S.self), expected a scalar type of this module")
                        let kernel =
                            switch law {
                            case .normal: kernels.normal_float16
                            case .truncated: kernels.truncated_float16
                            default: kernels.uniform_float16
                            }
                        values.withMemoryRebound(to: UInt16.self, capacity: count) {
                            kernel($0, count, firstBlock, key, affine)
                        }
                    #else
                        preconditionFailure("found \(S.self), expected a scalar type of this module")
                    #endif
                }
            }
        }
    }
}
