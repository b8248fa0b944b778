/// Numbered selections without replacement: each takes `count` of the places `0 ..< length`, every set equally likely.
///
/// Selection `j` is a function of the key and `j`: the beginning of a Fisher-Yates shuffle whose random numbers are the
/// stream of `key.folding(j)`, 64 bits each.
struct RandomSelection {
    private let count: Int
    private let key: Key
    private var order: [Int]

    /// - Parameters:
    ///   - count: how many places to select, from 0 to `length`.
    ///   - length: the number of places to select from.
    ///   - key: the key of the selections.
    init(of count: Int, from length: Int, key: Key) {
        self.count = count
        self.key = key
        order = Array(0..<length)
    }

    /// The places of the last selection, in the order they were selected.
    var places: ArraySlice<Int> { order[..<count] }

    /// Makes selection `index` anew.
    ///
    /// - Complexity: O(`length`).
    mutating func draw(_ index: Int) {
        for place in order.indices {
            order[place] = place
        }
        var words = WordPairs(key: key.folding(index))
        for place in 0..<count {
            order.swapAt(place, place + words.number(below: order.count - place))
        }
    }

    /// A key's stream of words, two at a time.
    private struct WordPairs {
        let key: Key
        private var position: UInt64 = 0

        /// The block of the words at the last position.
        private var block = SIMD4<UInt32>()

        init(key: Key) {
            self.key = key
        }

        private mutating func next() -> UInt64 {
            let isFirst = position % 2 == 0
            if isFirst { block = key.block(position / 2) }
            position &+= 1
            return isFirst
                ? UInt64(block.x) << 32 | UInt64(block.y)
                : UInt64(block.z) << 32 | UInt64(block.w)
        }

        /// A number in `0 ..< bound`, all equally likely; `bound` is 1 or more.
        ///
        /// The high half of word times bound. Words that would favour some numbers are drawn again: Lemire, *Fast
        /// random integer generation in an interval*, ACM TOMACS 29 (2019), DOI 10.1145/3230636.
        mutating func number(below bound: Int) -> Int {
            let bound = UInt64(bound)
            var product = next().multipliedFullWidth(by: bound)
            if product.low < bound {
                let excess = (0 &- bound) % bound
                while product.low < excess {
                    product = next().multipliedFullWidth(by: bound)
                }
            }
            return Int(product.high)
        }
    }
}
