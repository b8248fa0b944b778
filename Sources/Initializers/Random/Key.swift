/// The name of a stream of random words: 128 bits, two words of Philox key and the two high words of its counter.
///
/// A key is made from a seed and folded with integers and names, so that each layer has a stream of its own:
///
///     let key = Key(seed: 1).folding("encoder/w1")
///
/// Element `i` of a draw is a pure function of the key and of `i`. By design two different keys never share a block: if
/// their cipher words are equal, their counters differ.
///
/// Each way of using a key (seeding, folding an integer, folding a name, drawing, refining a draw's tails) encrypts
/// under its own variant of the cipher words, so that no folded key repeats the words of a draw. A variant is the
/// exclusive or with the first 64 bits of the fractional part of the square root of one of the primes 2, 3, 5, ... 13.
public struct Key: Hashable, Sendable {
    let cipher: SIMD2<UInt32>
    let counterHigh: SIMD2<UInt32>

    /// The key of a seed.
    ///
    /// It is the Philox block of the counter `(low seed, high seed, 0, 0)` under the constant key
    /// `(0xF3BCC908, 0x6A09E667)`: its first two words are the cipher words, the last two the high counter words.
    /// Distinct seeds have distinct keys, because the block is a bijection.
    ///
    /// - Complexity: O(1).
    public init(seed: UInt64) {
        let block = Philox4x32.block(counter: Self.words(seed, .zero), key: Self.seedDomain)
        self.init(block: block)
    }

    /// The key of this key's child number `value`. The same number always gives the same child; different numbers give
    /// different children.
    ///
    /// It is the block of the counter `(low value, high value, high counter words)` under the cipher words, exclusive
    /// or with `(0xFE94F82B, 0x3C6EF372)`.
    ///
    /// - Complexity: O(1).
    public func folding(_ value: UInt64) -> Key {
        absorbing(value, domain: Self.integerDomain)
    }

    /// The key of this key's child number `value`, which may be negative. Equal numbers give equal children, whatever
    /// their type.
    ///
    /// A negative number is folded as its two's complement, under `(0x5F1D36F1, 0xA54FF53A)`.
    ///
    /// - Complexity: O(1).
    public func folding(_ value: Int) -> Key {
        let bits = UInt64(bitPattern: Int64(value))
        return absorbing(bits, domain: value < 0 ? Self.negativeDomain : Self.integerDomain)
    }

    /// The key of this key's child called `name`, a string of any length, including the empty one.
    ///
    /// The number of UTF-8 bytes is folded first, under `(0xADE682D1, 0x510E527F)`. Then the bytes are folded, eight a
    /// block, the first byte lowest and the last block padded with zeros, under `(0x2B3E6C1F, 0x9B05688C)`. No name's
    /// chain is the beginning of another name's, and no name's chain equals an integer's. Strings that Swift considers
    /// equal but that consist of different Unicode scalars are different names.
    ///
    /// - Complexity: O(*n*) in the number of bytes.
    public func folding(_ name: String) -> Key {
        let bytes = name.utf8
        var key = absorbing(UInt64(truncatingIfNeeded: bytes.count), domain: Self.lengthDomain)
        var word: UInt64 = 0
        var position: UInt64 = 0
        for byte in bytes {
            word |= UInt64(byte) << (8 &* position)
            position &+= 1
            if position == 8 {
                key = key.absorbing(word, domain: Self.bytesDomain)
                word = 0
                position = 0
            }
        }
        return position == 0 ? key : key.absorbing(word, domain: Self.bytesDomain)
    }

    // MARK: - Implementation

    /// Block number `index` of the stream of words.
    func block(_ index: UInt64) -> SIMD4<UInt32> {
        Philox4x32.block(counter: Self.words(index, counterHigh), key: cipher)
    }

    /// The word that refines element `index` in a tail: the first word of the block with that counter, under the cipher
    /// words exclusive or with `(0x84CAA73B, 0xBB67AE85)`.
    func refinement(_ index: UInt64) -> UInt32 {
        Philox4x32.block(counter: Self.words(index, counterHigh), key: refinementCipher).x
    }

    /// The cipher words of refinements.
    var refinementCipher: SIMD2<UInt32> { cipher ^ Self.refinementDomain }

    /// The four words of a key, cipher then counter, as known answers state them.
    package var words: SIMD4<UInt32> { SIMD4(lowHalf: cipher, highHalf: counterHigh) }

    private static let seedDomain = SIMD2<UInt32>(0xF3BC_C908, 0x6A09_E667)
    private static let refinementDomain = SIMD2<UInt32>(0x84CA_A73B, 0xBB67_AE85)
    private static let integerDomain = SIMD2<UInt32>(0xFE94_F82B, 0x3C6E_F372)
    private static let negativeDomain = SIMD2<UInt32>(0x5F1D_36F1, 0xA54F_F53A)
    private static let lengthDomain = SIMD2<UInt32>(0xADE6_82D1, 0x510E_527F)
    private static let bytesDomain = SIMD2<UInt32>(0x2B3E_6C1F, 0x9B05_688C)

    package init(block: SIMD4<UInt32>) {
        cipher = block.lowHalf
        counterHigh = block.highHalf
    }

    private static func words(_ low: UInt64, _ high: SIMD2<UInt32>) -> SIMD4<UInt32> {
        SIMD4(UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32), high.x, high.y)
    }

    private func absorbing(_ value: UInt64, domain: SIMD2<UInt32>) -> Key {
        Key(block: Philox4x32.block(counter: Self.words(value, counterHigh), key: cipher ^ domain))
    }
}
