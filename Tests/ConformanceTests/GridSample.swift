import Stats
import TestSupport

/// Uniforms on [-1, 1) as frameworks draw them in float32. The first `bits` bits of a word are k, and the value is 2 k
/// 2^-bits - 1. PyTorch has 24 bits, JAX and TensorFlow have 23.
///
/// The word is a hash of the index, so any range can be read, and read again.
struct GridSample: SampleSource {
    let count: Int
    let bits: Int
    let seed: UInt64

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) {
        let step = Float(sign: .plus, exponent: 1 - bits, significand: 1)
        let shift = UInt64(64 - bits)
        for (place, index) in range.enumerated() {
            let word = SplitMix64.mix(seed &+ UInt64(index) &* SplitMix64.increment) >> shift
            destination[place] = Float(word) * step - 1
        }
    }
}
