internal import NumberTypes
internal import Stats
internal import WeightFiles

/// The division of the work.
extension Survey {
    /// What is read at a time: a tensor, or some segments of one.
    struct Piece: Hashable {
        let place: Int

        /// Nil for all there is.
        var segments: Range<Int>?
    }

    /// What a share has to read, of all that is asked for: what begins in its share of the bytes. Only a tensor that is larger
    /// than a share is divided.
    func pieces(in part: SummaryPart) -> [Piece] {
        let places = askedFor
        // An empty tensor takes its time, too.
        let sizes = places.map { max(1, items[$0].info.count * (items[$0].info.type?.size ?? 1)) }
        let total = sizes.reduce(0, +)
        var start = 0
        return zip(places, sizes).compactMap { place, size in
            defer { start += size }
            if size > total / part.count, divisible(place) != nil {
                let length = SampleSegments.size * size / items[place].info.count
                let count = (size + length - 1) / length
                let own = (0..<count).filter { part.contains(start + $0 * length, of: total) }
                return own.first.map { Piece(place: place, segments: $0..<$0 + own.count) }
            }
            return part.contains(start, of: total) ? Piece(place: place) : nil
        }
    }
}
