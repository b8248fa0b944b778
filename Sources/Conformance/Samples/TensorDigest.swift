internal import Stats
internal import Synchronization

/// What is kept of a tensor's values as they are read, to reveal copies and changes: hashes of its slices along the
/// first axis, of its beginnings and of its chunks, and the zeros at its end.
///
/// The hash of a stretch of words w_0, w_1, ... is the sum of fold(w_p key(p mod 1024)) r^(p / 1024) modulo 2^64,
/// stirred at the end: chunks add to it in any order, from any thread. The fold is the exclusive or of the two halves
/// of the product's 128 bits. Without the upper half, a change of only the sign would have the same effect at any
/// place, since it leaves the lower bits as they are.
package final class TensorDigest: Sendable {
    /// Number of values in a slice.
    let sliceLength: Int

    private let count: Int

    /// The lengths of the beginnings that are hashed, in increasing order.
    private let stops: [Int]

    /// The places whose values are kept, in increasing order.
    private let places: [Int]
    private let state: Mutex<State>

    private struct State {
        /// The sum over each slice.
        var slices: [UInt64]

        /// The sum over each chunk, with its words numbered as those of the whole, and whether the chunk was read.
        var chunks: [UInt64]
        var isRead: [Bool]

        /// Number of zeros, of either sign, at the end of each chunk.
        var zeros: [Int32]

        /// For each stop, the sum over the words before it in its own chunk.
        var parts: [UInt64]

        /// The bits of the values that are kept, by their places.
        var kept: [Int: UInt64] = [:]
    }

    /// The largest number of slices.
    static let sliceLimit = 1 << 20

    /// Values in a chunk: as many as samples are read in.
    package static let chunkSize = FileSample<Float>.chunkSize

    /// An empty digest.
    ///
    /// - Parameters:
    ///   - count: number of values.
    ///   - sliceCount: the size of the first axis, a divisor of `count`. If it is above `sliceLimit`, one slice holds
    ///     everything.
    ///   - lengths: the beginnings to hash, in increasing order.
    ///   - places: the places of the values to keep, in increasing order.
    package init(count: Int, sliceCount: Int, lengths: [Int] = [], keeping places: [Int] = []) {
        precondition(sliceCount < 1 || count % sliceCount == 0, "\(count) values do not make \(sliceCount) slices")
        (self.count, self.places) = (count, places)
        let slices = sliceCount > 0 && sliceCount <= Self.sliceLimit ? sliceCount : 1
        sliceLength = max(1, count / slices)
        stops = Array(lengths.prefix { $0 <= count })
        let chunks = (count + Self.chunkSize - 1) / Self.chunkSize
        state = Mutex(
            State(
                slices: Array(repeating: 0, count: count / sliceLength),
                chunks: Array(repeating: 0, count: chunks),
                isRead: Array(repeating: false, count: chunks),
                zeros: Array(repeating: 0, count: chunks),
                parts: Array(repeating: 0, count: stops.count)
            )
        )
    }

    /// Notes the whole chunks among values that were read, for the first time or again.
    ///
    /// - Parameter start: the place of the first value.
    /// - Throws: `SampleError.changed` if a chunk differs from what it was before.
    @specialized(where Element == Float)
    @specialized(where Element == Double)
    @specialized(where Element == UInt16)
    package func add<Element: DigestElement>(_ values: Span<Element>, at start: Int) throws {
        var chunk = (start + Self.chunkSize - 1) / Self.chunkSize
        while chunk * Self.chunkSize < start + values.count {
            let first = chunk * Self.chunkSize
            let length = min(Self.chunkSize, count - first)
            guard first + length <= start + values.count else { return }
            try addChunk(chunk, values.extracting(first - start..<first - start + length))
            chunk += 1
        }
    }

    /// A hash of each slice, in order.
    package var slices: [UInt64] {
        let length = UInt64(sliceLength)
        return state.withLock { $0.slices.map { Self.stirred($0, length) } }
    }

    /// The hash of a slice of this many zeros.
    static func hash(ofZeros count: Int) -> UInt64 { stirred(0, UInt64(count)) }

    /// A hash of the first m values, for each m asked for.
    package var beginnings: [Int: UInt64] {
        state.withLock { state in
            var result: [Int: UInt64] = [:]
            var sum: UInt64 = 0
            var chunk = 0
            for (stop, part) in zip(stops, state.parts) {
                while chunk < (stop - 1) / Self.chunkSize {
                    sum &+= state.chunks[chunk]
                    chunk += 1
                }
                result[stop] = Self.stirred(sum &+ part, UInt64(stop))
            }
            return result
        }
    }

    /// The bits of the values that were to be kept, by their places.
    var kept: [Int: UInt64] { state.withLock(\.kept) }

    /// Number of zeros, of either sign, at the end.
    var trailingZeros: Int {
        state.withLock { state in
            var zeros = 0
            for chunk in state.zeros.indices.reversed() {
                zeros += Int(state.zeros[chunk])
                if Int(state.zeros[chunk]) < min(Self.chunkSize, count - chunk * Self.chunkSize) { break }
            }
            return zeros
        }
    }

    /// What was noted of some values, which begin and end with chunks, in a form to store and to add to another digest.
    func stored(_ values: Range<Int>) -> StoredDigest {
        let chunks = values.lowerBound / Self.chunkSize..<(values.upperBound + Self.chunkSize - 1) / Self.chunkSize
        let slices = values.lowerBound / sliceLength..<(values.upperBound + sliceLength - 1) / sliceLength
        return state.withLock { state in
            let kept = state.kept.filter { values.contains($0.key) }.sorted { $0.key < $1.key }
            return StoredDigest(
                firstChunk: chunks.lowerBound,
                chunks: Array(state.chunks[chunks]),
                zeros: Array(state.zeros[chunks]),
                firstSlice: slices.lowerBound,
                slices: Array(state.slices[slices]),
                parts: stops.indices.filter { chunks.contains((stops[$0] - 1) / Self.chunkSize) }
                    .map { state.parts[$0] },
                keptPlaces: kept.map(\.key),
                keptBits: kept.map(\.value)
            )
        }
    }

    /// Adds what was noted of values other than those that were read.
    ///
    /// - Returns: whether it belongs to a tensor like this one, and to values that are new.
    func add(_ stored: StoredDigest) -> Bool {
        let (lower, upper) = (stored.firstChunk, stored.firstChunk &+ stored.chunks.count)
        return state.withLock { state in
            guard lower >= 0, lower <= upper, upper <= state.chunks.count, stored.zeros.count == stored.chunks.count,
                !state.isRead[lower..<upper].contains(true),
                stored.zeros.allSatisfy({ 0...Self.chunkSize ~= Int($0) }),
                stored.firstSlice >= 0, stored.firstSlice <= state.slices.count,
                stored.slices.count <= state.slices.count - stored.firstSlice,
                stored.keptPlaces.count == stored.keptBits.count, Set(stored.keptPlaces).isSubset(of: places)
            else { return false }
            let ends = stops.indices.filter { (lower..<upper).contains((stops[$0] - 1) / Self.chunkSize) }
            guard ends.count == stored.parts.count else { return false }
            for (offset, chunk) in (lower..<upper).enumerated() {
                state.isRead[chunk] = true
                state.chunks[chunk] = stored.chunks[offset]
                state.zeros[chunk] = stored.zeros[offset]
            }
            for (offset, slice) in stored.slices.enumerated() { state.slices[stored.firstSlice + offset] &+= slice }
            for (stop, part) in zip(ends, stored.parts) { state.parts[stop] = part }
            for (place, bits) in zip(stored.keptPlaces, stored.keptBits) { state.kept[place] = bits }
            return true
        }
    }

    // MARK: - Implementation

    @inline(__always)
    private func addChunk<Element: DigestElement>(_ chunk: Int, _ values: Span<Element>) throws {
        let first = chunk * Self.chunkSize
        let round = Self.keys.count
        let blocks = Self.blocks(values)
        let sum = Self.sum(blocks[...], from: first / round)
        let known = state.withLock { $0.isRead[chunk] ? $0.chunks[chunk] : nil }
        if let known {
            guard known == sum else { throw SampleError.changed }
            return
        }
        var slices: [UInt64] = []
        slices.reserveCapacity(values.count / sliceLength + 2)
        // A single slice is the whole tensor, so its words are numbered alike.
        var start = sliceLength == count ? values.count : 0
        if sliceLength == count {
            slices.append(sum)
        } else if sliceLength == 1 {
            // A vector's slices are its values: a kernel's call for each would take longer than the work.
            let key = Self.keys[0]
            for i in 0..<values.count {
                let product = values[i].digestBits.multipliedFullWidth(by: key)
                slices.append(product.high ^ product.low)
            }
            start = values.count
        }
        while start < values.count {
            let place = (first + start) % sliceLength
            let end = min(values.count, start + sliceLength - place)
            // Slices of whole rounds of the keys are made of the chunk's blocks.
            slices.append(
                sliceLength % round == 0
                    ? Self.sum(blocks[start / round..<(end + round - 1) / round], from: place / round)
                    : Self.sum(values, start..<end, from: place)
            )
            start = end
        }
        var zeros = 0
        while zeros < values.count, values[values.count - 1 - zeros].isZeroOfEitherSign { zeros += 1 }
        let parts = stops.enumerated().filter { ($1 - 1) / Self.chunkSize == chunk }.map { index, stop in
            (index, Self.sum(values, 0..<(stop - first), from: first))
        }
        let kept = places.filter { first..<first + values.count ~= $0 }.map { ($0, values[$0 - first].digestBits) }
        state.withLock { state in
            guard !state.isRead[chunk] else { return }
            state.isRead[chunk] = true
            state.chunks[chunk] = sum
            state.zeros[chunk] = Int32(zeros)
            let firstSlice = first / sliceLength
            for (offset, slice) in slices.enumerated() { state.slices[firstSlice + offset] &+= slice }
            for (index, part) in parts { state.parts[index] = part }
            for (place, bits) in kept { state.kept[place] = bits }
        }
    }

    /// The sum over a range of values. The first is word number `place` of its stretch.
    @inline(__always)
    private static func sum<Element: DigestElement>(
        _ values: Span<Element>,
        _ range: Range<Int>,
        from place: Int
    ) -> UInt64 {
        keys.withUnsafeBufferPointer { keys in
            values.withUnsafeBufferPointer { values in
                guard let words = values.baseAddress, let first = keys.baseAddress else { return 0 }
                var total: UInt64 = 0
                var power = power(UInt64(place / keys.count))
                var i = range.lowerBound
                var key = place % keys.count
                while i < range.upperBound {
                    let length = min(range.upperBound - i, keys.count - key)
                    total &+= Element.folded(words + i, first + key, length) &* power
                    power = power &* multiplier
                    key = 0
                    i += length
                }
                return total
            }
        }
    }

    /// The sums over the blocks of a chunk, one for each round of the keys.
    @inline(__always)
    private static func blocks<Element: DigestElement>(_ values: Span<Element>) -> [UInt64] {
        keys.withUnsafeBufferPointer { keys in
            values.withUnsafeBufferPointer { values in
                guard let words = values.baseAddress, let first = keys.baseAddress else { return [] }
                return stride(from: 0, to: values.count, by: keys.count).map { start in
                    Element.folded(words + start, first, min(keys.count, values.count - start))
                }
            }
        }
    }

    /// The sum over blocks of which the first begins a stretch's block of that number.
    private static func sum(_ blocks: ArraySlice<UInt64>, from number: Int) -> UInt64 {
        var (total, power) = (UInt64(0), power(UInt64(number)))
        for block in blocks {
            total &+= block &* power
            power = power &* multiplier
        }
        return total
    }

    /// The multiplier r of a block. It is 5 modulo 8, so its powers do not return before 2^62 blocks.
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    private static func power(_ exponent: UInt64) -> UInt64 {
        var (result, square, rest) = (UInt64(1), multiplier, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = result &* square }
            square = square &* square
            rest >>= 1
        }
        return result
    }

    /// Odd keys by SplitMix64 (Steele, Lea & Flood 2014), fixed.
    private static let keys: [UInt64] = (1...1024).map { stirred(UInt64($0) &* 0x9E37_79B9_7F4A_7C15, 0) | 1 }

    private static func stirred(_ sum: UInt64, _ length: UInt64) -> UInt64 {
        var z = sum &+ length &* 0x94D0_49BB_1331_11EB
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// What a tensor's hash is made of.
package protocol DigestElement {
    /// The sum of the folded products of words with keys.
    static func folded(_ words: UnsafePointer<Self>, _ keys: UnsafePointer<UInt64>, _ count: Int) -> UInt64

    /// The bits of a word.
    var digestBits: UInt64 { get }

    var isZeroOfEitherSign: Bool { get }
}

extension Float: DigestElement {
    package static func folded(_ words: UnsafePointer<Float>, _ keys: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
        KeyedFold.fastest.words(words, keys, count)
    }

    package var digestBits: UInt64 { UInt64(bitPattern) }
    package var isZeroOfEitherSign: Bool { self == 0 }
}

extension Double: DigestElement {
    package static func folded(_ words: UnsafePointer<Double>, _ keys: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
        KeyedFold.fastest.doubles(words, keys, count)
    }

    package var digestBits: UInt64 { bitPattern }
    package var isZeroOfEitherSign: Bool { self == 0 }
}

extension UInt16: DigestElement {
    package static func folded(_ words: UnsafePointer<UInt16>, _ keys: UnsafePointer<UInt64>, _ count: Int) -> UInt64 {
        KeyedFold.fastest.halves(words, keys, count)
    }

    package var digestBits: UInt64 { UInt64(self) }
    package var isZeroOfEitherSign: Bool { self & 0x7FFF == 0 }
}
