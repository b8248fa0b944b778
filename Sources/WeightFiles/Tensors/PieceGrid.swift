/// A box of a tensor's values, and their source.
struct TensorPiece<Source: Sendable>: Sendable {
    /// Where it begins on each axis.
    let offsets: [Int]
    let sizes: [Int]
    let source: Source
}

/// The pieces of a tensor, which must form a grid. The piece with an element is found in a few steps.
struct PieceGrid<Source: Sendable>: Sendable {
    /// In row-major order of the grid.
    let pieces: [TensorPiece<Source>]

    /// For each axis, where its intervals begin and where the last one ends.
    let cuts: [[Int]]

    /// - Throws: The error that `fault` returns, if the pieces leave gaps, overlap, or do not form a grid.
    init(
        _ pieces: [TensorPiece<Source>],
        of shape: [Int],
        _ fault: (String) -> WeightFileError
    ) throws(WeightFileError) {
        // Processes without a share write empty pieces.
        let pieces = pieces.filter { !$0.sizes.contains(0) }
        let cuts = shape.indices.map { axis in Set(pieces.map { $0.offsets[axis] }).sorted() + [shape[axis]] }
        let counts = cuts.map { $0.count - 1 }
        guard !shape.contains(0), counts.checkedProduct == pieces.count, cuts.allSatisfy({ $0.first == 0 }) else {
            if shape.contains(0), pieces.isEmpty {
                (self.pieces, self.cuts) = ([], [])
                return
            }
            throw fault("\(pieces.count) pieces that leave gaps or overlap")
        }
        var ordered = [TensorPiece<Source>?](repeating: nil, count: pieces.count)
        for piece in pieces {
            var place = 0
            for axis in shape.indices {
                let interval = Self.interval(of: piece.offsets[axis], in: cuts[axis])
                guard cuts[axis][interval + 1] - cuts[axis][interval] == piece.sizes[axis] else {
                    throw fault("a piece of shape \(listed(piece.sizes)) at \(listed(piece.offsets))")
                }
                place = place * counts[axis] + interval
            }
            guard ordered[place] == nil else { throw fault("two pieces at \(listed(piece.offsets))") }
            ordered[place] = piece
        }
        self.pieces = ordered.compactMap { $0 }
        self.cuts = cuts
    }

    /// The piece that an element is in.
    func piece(at index: [Int]) -> Int {
        var place = 0
        for axis in index.indices {
            place = place * (cuts[axis].count - 1) + Self.interval(of: index[axis], in: cuts[axis])
        }
        return place
    }

    /// The interval that a place is in.
    private static func interval(of place: Int, in cuts: [Int]) -> Int {
        var (low, high) = (0, cuts.count - 2)
        while low < high {
            let middle = (low + high + 1) / 2
            if cuts[middle] <= place { low = middle } else { high = middle - 1 }
        }
        return low
    }
}

/// The bytes of a tensor in pieces, in row-major order.
struct PiecedRegion<Source: Sendable>: ByteRegion {
    let grid: PieceGrid<Source>

    /// Where the values of each piece are, row-major.
    let regions: [(region: any ByteRegion, start: Int)]
    let shape: [Int]
    let elementSize: Int

    var size: Int { shape.reduce(elementSize, *) }

    var isSequential: Bool { regions.contains { $0.region.isSequential } }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(WeightFileError) {
        var place = offset / elementSize
        var written = 0
        while written < buffer.count {
            var index = [Int](repeating: 0, count: shape.count)
            var rest = place
            for axis in shape.indices.reversed() {
                (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: shape[axis])
            }
            let number = grid.piece(at: index)
            let piece = grid.pieces[number]
            var local = 0
            for axis in shape.indices { local = local * piece.sizes[axis] + index[axis] - piece.offsets[axis] }
            let length = min(run(of: piece, from: index), (buffer.count - written) / elementSize)
            let target = UnsafeMutableRawBufferPointer(
                rebasing: buffer[written..<written + length * elementSize]
            )
            try regions[number].region.read(at: regions[number].start + local * elementSize, into: target)
            place += length
            written += length * elementSize
        }
    }

    /// How many elements, from the given one on, are neighbours in the piece, too.
    private func run(of piece: TensorPiece<Source>, from index: [Int]) -> Int {
        var run = 1
        var axis = shape.count - 1
        // Axes that the piece spans make longer runs.
        var inner = 1
        while axis >= 0 {
            run = (piece.offsets[axis] + piece.sizes[axis] - index[axis] - 1) * inner + run
            guard piece.sizes[axis] == shape[axis] else { break }
            inner *= shape[axis]
            axis -= 1
        }
        return run
    }
}
