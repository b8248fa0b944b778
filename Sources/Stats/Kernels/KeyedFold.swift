internal import CStats

/// Sums that tell stretches of words apart: of the exclusive or of the two halves of the 128 bits of each word's product
/// with a key, modulo 2^64. Every instruction set gives the same sum.
package struct KeyedFold: Sendable {
    /// The sums by the fastest instruction set that this processor has.
    package static let fastest = KeyedFold(.fastest)

    private let functions: cstats_kernels

    package init(_ set: KernelSet) { functions = set.functions }

    /// The sum over words of 32 bits.
    package func words(_ words: UnsafePointer<Float>, _ keys: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
        functions.fold_words(words, keys, count)
    }

    /// The sum over words of 16 bits.
    package func halves(_ words: UnsafePointer<UInt16>, _ keys: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
        functions.fold_halves(words, keys, count)
    }

    /// The sum over words of 64 bits. Vectors have no products of them.
    package func doubles(_ words: UnsafePointer<Double>, _ keys: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
        var sum: UInt64 = 0
        for i in 0..<count {
            let product = words[i].bitPattern.multipliedFullWidth(by: keys[i])
            sum &+= product.high ^ product.low
        }
        return sum
    }
}
