/// Gathers the checksum of a run of bytes that is read in pieces, in whatever order.
///
/// Pieces that touch become one; a piece that is read again takes the place of the old one. When the pieces make up the
/// whole, its checksum is known, and gathering begins anew.
struct ChecksumCollector {
    private struct Piece {
        var range: Range<Int>
        var crc: UInt
    }

    private let size: Int
    private var pieces: [Piece] = []

    /// More loose pieces than this are not kept: whoever reads so does not read the whole.
    private static let maximumPieces = 4096

    init(size: Int) {
        self.size = size
    }

    /// Adds the checksum of a piece that was read; answers the checksum of the whole where that is now known.
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
