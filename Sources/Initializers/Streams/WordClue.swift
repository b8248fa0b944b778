/// What a weight tells of the random word it was made from: word number `index` of its tensor's part of the stream, under
/// `mask`, is in `range`.
///
/// A seed is searched by its clues: computing one word of a stream takes much less than drawing a tensor.
package struct WordClue: Hashable, Sendable {
    /// The number of the word, from 0 at the tensor's first word.
    package var index: Int

    /// The bits of the word that the weight depends on.
    package var mask: UInt32

    /// The values that the masked word can have; the weight's rounding leaves more than one.
    package var range: ClosedRange<UInt32>

    package init(index: Int, mask: UInt32, range: ClosedRange<UInt32>) {
        self.index = index
        self.mask = mask
        self.range = range
    }

    /// Whether a word fits.
    package func fits(_ word: UInt32) -> Bool { range.contains(word & mask) }

    /// The share of all words that fit, for a mask of neighbouring bits: the less, the more selective is the clue. 0 for
    /// a mask without bits, which no word fits.
    var share: Double {
        guard mask != 0 else { return 0 }
        let unit = Double(mask & (~mask &+ 1))
        return (Double(range.upperBound - range.lowerBound) + unit) / (Double(mask) + unit)
    }
}
