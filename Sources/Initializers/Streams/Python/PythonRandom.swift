/// Python's `random.Random`: MT19937, seeded by an array of words.
///
/// Source: CPython, `Modules/_randommodule.c` and `Lib/random.py`, `_randbelow_with_getrandbits`; Matsumoto and
/// Nishimura's `mt19937ar`, `init_by_array`.
struct PythonRandom: Sendable {
    private var state: [UInt32]
    private var index = size

    /// The generator after `random.seed(seed)`.
    init(seed: UInt64) {
        let words = [UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)]
        let key = words[1] == 0 ? [words[0]] : words
        state = [UInt32](repeating: 19_650_218, count: Self.size)
        for i in 1..<Self.size {
            state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i)
        }
        var i = 1
        for step in 0..<max(Self.size, key.count) {
            let j = step % key.count
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
            advance(&i)
        }
        for _ in 1..<Self.size {
            state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
            advance(&i)
        }
        state[0] = 0x8000_0000
    }

    /// `random.randrange(bound)`: as many bits as the bound has, drawn until they are below it.
    ///
    /// - Parameter bound: from 1 to `2^32 - 1`.
    mutating func integer(below bound: UInt32) -> Int {
        while true {
            let word = next() >> UInt32(bound.leadingZeroBitCount)
            if word < bound { return Int(word) }
        }
    }

    // MARK: - Implementation

    private static let size = 624

    private mutating func advance(_ i: inout Int) {
        i += 1
        if i == Self.size {
            state[0] = state[Self.size - 1]
            i = 1
        }
    }

    private mutating func next() -> UInt32 {
        if index == Self.size { twist() }
        var word = state[index]
        index += 1
        word ^= word >> 11
        word ^= (word << 7) & 0x9D2C_5680
        word ^= (word << 15) & 0xEFC6_0000
        return word ^ (word >> 18)
    }

    private mutating func twist() {
        for i in 0..<Self.size {
            let joined = (state[i] & 0x8000_0000) | (state[(i + 1) % Self.size] & 0x7FFF_FFFF)
            let mixed = (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
            state[i] = state[(i + 397) % Self.size] ^ mixed
        }
        index = 0
    }
}
