internal import CMath
internal import Claims
internal import Stats

/// What a tensor leaves that tells copies, where its values may not well be equal.
struct CopyTraces: Codable, Sendable {
    /// So many of its values, each given those before it, have no value of a mass above `mass`.
    let drawnCount: Int
    let mass: Double

    /// Whether any so many values are such.
    let isEntrywise: Bool

    /// The lengths of the beginnings that were asked for, in increasing order, and a hash of each.
    let lengths: [Int]
    let hashes: [UInt64]

    /// Number of zeros, of either sign, at the end.
    let trailingZeros: Int

    let blocks: BlockRepeats

    /// Where the first values lie; nil where they are not compared with other tensors'.
    let places: StreamPlaces?

    /// - Parameters:
    ///   - digest: of the tensor, which has been read.
    ///   - count: the number of values.
    ///   - drawn: m and q.
    init(
        _ digest: TensorDigest,
        count: Int,
        drawn: (count: Int, mass: Double),
        isEntrywise: Bool,
        places: StreamPlaces?
    ) {
        (drawnCount, mass, self.isEntrywise, self.places) = (drawn.count, drawn.mass, isEntrywise, places)
        let beginnings = digest.beginnings.sorted { $0.key < $1.key }
        (lengths, hashes) = (beginnings.map(\.key), beginnings.map(\.value))
        trailingZeros = digest.trailingZeros
        // One slice is the whole.
        let isSliced = isEntrywise && digest.sliceLength != count
        blocks = isSliced ? BlockRepeats(digest.slices, of: count, log(min(1, drawn.mass))) : BlockRepeats()
    }
}
