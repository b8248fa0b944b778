/// Python's `random.Random`: MT19937, seeded by an array of words.
///
/// Source: CPython, `Modules/_randommodule.c` and `Lib/random.py`, `_randbelow_with_getrandbits`.
struct PythonRandom: Sendable {
    private var twister: MersenneTwister

    /// The generator after `random.seed(seed)`.
    init(seed: UInt64) {
        let words = [UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)]
        twister = MersenneTwister(seed: words[1] == 0 ? [words[0]] : words)
    }

    /// `random.randrange(bound)`: as many bits as the bound has, drawn until they are below it.
    ///
    /// - Parameter bound: from 1 to `2^32 - 1`.
    mutating func integer(below bound: UInt32) -> Int {
        while true {
            let word = twister.words(1)[0]
            let number = word >> UInt32(bound.leadingZeroBitCount)
            if number < bound { return Int(number) }
        }
    }
}
