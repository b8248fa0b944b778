/// Gathers the checksum of a run of bytes that is read in pieces, in any order.
///
/// Adjacent pieces are joined; a piece that is read again replaces the old one. When the pieces make up the whole, its
/// checksum is known and gathering starts over.
struct ChecksumCollector {
    private struct Piece {
        var range: Range<Int>
        var crc: UInt
    }

    private let size: Int
    private var pieces: [Piece] = []

    /// The most separate pieces kept. A caller that leaves more is not reading the whole.
    private static let maximumPieces = 4096

    init(size: Int) {
        self.size = size
    }

    /// Adds the checksum of a piece that was read. Returns the checksum of the whole if it is now known.
    mutating func add(_ crc: UInt, of range: Range<Int>) -> UInt? {
        if range.isEmpty && size > 0 { return nil }
        var piece = Piece(range: range, crc: crc)
        pieces.removeAll { $0.range.overlaps(piece.range) }
        var place = pieces.firstIndex { $0.range.lowerBound >= piece.range.upperBound } ?? pieces.endIndex
        if place < pieces.endIndex, pieces[place].range.lowerBound == piece.range.upperBound {
            piece = Self.joined(piece, pieces.remove(at: place))
        }
        if place > 0, pieces[place - 1].range.upperBound == piece.range.lowerBound {
            place -= 1
            piece = Self.joined(pieces.remove(at: place), piece)
        }
        if piece.range == 0..<size {
            pieces = []
            return piece.crc
        }
        if pieces.count == Self.maximumPieces { pieces = [] }
        pieces.insert(piece, at: min(place, pieces.endIndex))
        return nil
    }

    private static func joined(_ first: Piece, _ second: Piece) -> Piece {
        Piece(
            range: first.range.lowerBound..<second.range.upperBound,
            crc: Checksum.combined(first.crc, second.crc, secondLength: second.range.count)
        )
    }
}
