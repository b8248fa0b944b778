internal import NumberTypes
internal import Stats
internal import WeightFiles

/// The division of the work.
extension Survey {
    /// What is read at once: a tensor, or some segments of one.
    struct Piece: Hashable {
        let place: Int

        /// The segments; nil for all of the tensor.
        var segments: Range<Int>?
    }

    /// What a share has to read of all that is asked for: the pieces that begin in its share of the bytes.
    ///
    /// Only a tensor that is larger than a share is divided.
    ///
    /// - Throws: `WeightFileError` if a file cannot be read.
    func pieces(in part: SummaryPart) throws(WeightFileError) -> [Piece] {
        let places = askedFor
        // An empty tensor takes time, too.
        let sizes = places.map { max(1, items[$0].info.count * (items[$0].info.type?.size ?? 1)) }
        let total = sizes.reduce(0, +)
        var start = 0
        var pieces: [Piece] = []
        for (place, size) in zip(places, sizes) {
            defer { start += size }
            if size > total / part.count, try divisible(place) != nil {
                let length = SampleSegments.size * (items[place].info.type?.size ?? 1)
                let count = (size + length - 1) / length
                let own = (0..<count).filter { part.contains(start + $0 * length, of: total) }
                if let first = own.first { pieces.append(Piece(place: place, segments: first..<first + own.count)) }
            } else if part.contains(start, of: total) {
                pieces.append(Piece(place: place))
            }
        }
        return pieces
    }
}
