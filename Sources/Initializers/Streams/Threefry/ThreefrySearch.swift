internal import CStreams

/// A search for the seeds whose keys give known words.
struct ThreefrySearch {
    /// A word of a block: a half, or the exclusive or of both.
    struct Place {
        enum Part: UInt32 { case first, second, both }

        var counter: (UInt32, UInt32)
        var part: Part

        /// Word `index` of the `count` words of 32 bits that a key gives.
        init(word index: UInt64, of count: UInt64, layout: Threefry.Layout) {
            switch layout {
            case .partitionable: self.init(block: index, part: .both)
            case .paired:
                let half = (count + 1) / 2
                let front = index < half ? index : index - half
                let back = front + half < count ? front + half : 0
                self.init(counter: (front, back), part: index < half ? .first : .second)
            }
        }

        /// The upper half of word `index` of the `count` words of 64 bits that a key gives.
        init(upperHalfOf index: UInt64, of count: UInt64, layout: Threefry.Layout) {
            switch layout {
            case .partitionable: self.init(block: index, part: .first)
            case .paired:
                self.init(counter: (index, index + count), part: .first)
            }
        }

        /// A word of the block whose counter is a number of 64 bits.
        init(block index: UInt64, part: Part) {
            self.init(counter: (index >> 32, index), part: part)
        }

        private init(counter: (UInt64, UInt64), part: Part) {
            self.counter = (UInt32(truncatingIfNeeded: counter.0), UInt32(truncatingIfNeeded: counter.1))
            self.part = part
        }
    }

    /// The places of the words of a key that is made from another.
    struct Step {
        var words: (Place, Place)

        /// Both halves of a block.
        init(block index: UInt64) {
            words = (Place(block: index, part: .first), Place(block: index, part: .second))
        }

        /// Child `index` of `count` in the paired layout.
        init(child index: Int, of count: Int) {
            let (word, words) = (UInt64(2 * index), UInt64(2 * count))
            self.words = (
                Place(word: word, of: words, layout: .paired), Place(word: word + 1, of: words, layout: .paired)
            )
        }
    }

    /// Whether a seed's key is its lower half and 0, instead of its halves.
    var lowerHalfFirst = false

    /// How the tensor's key is made from the seed's.
    var steps: [Step] = []

    /// Where the word of a clue is.
    var place: (_ index: Int) -> Place

    /// The seeds of a range that give all clues' words, in order.
    func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        guard limit > 0, !clues.isEmpty else { return [] }
        let words = clues.map {
            glorot_threefry_clue(
                place: glorot_threefry_place(place($0.index)),
                mask: $0.mask,
                low: $0.range.lowerBound,
                span: $0.range.upperBound - $0.range.lowerBound
            )
        }
        let path = steps.map {
            glorot_threefry_step(words: (glorot_threefry_place($0.words.0), glorot_threefry_place($0.words.1)))
        }
        return [UInt64](unsafeUninitializedCapacity: limit) { buffer, initializedCount in
            guard let found = buffer.baseAddress else { return }
            var first = range.lowerBound
            while initializedCount < limit {
                // The number of all seeds does not fit in 64 bits.
                let end = first + min(range.upperBound - first, 1 << 40)
                initializedCount += words.withUnsafeBufferPointer { words in
                    path.withUnsafeBufferPointer { path in
                        instructionSet.streams.threefry.seeds(
                            found + initializedCount,
                            limit - initializedCount,
                            first,
                            end - first + 1,
                            lowerHalfFirst ? 1 : 0,
                            path.baseAddress,
                            path.count,
                            words.baseAddress,
                            words.count
                        )
                    }
                }
                guard end < range.upperBound else { return }
                first = end + 1
            }
        }
    }
}

extension glorot_threefry_place {
    init(_ place: ThreefrySearch.Place) {
        self.init(counter: place.counter, part: place.part.rawValue)
    }
}
