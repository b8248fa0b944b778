internal import CMath
internal import Claims
internal import Stats

/// What is kept of a tensor to reveal copies, unless its values may well be equal to others.
struct CopyTraces: Codable, Sendable {
    /// Given those before it, each of this many of its values equals any one number with probability at most `mass`.
    let drawnCount: Int
    let mass: Double

    /// Whether that holds for any values of this number.
    let isEntrywise: Bool

    /// The lengths of the beginnings asked for, in increasing order, and a hash of each.
    let lengths: [Int]
    let hashes: [UInt64]

    /// Number of zeros, of either sign, at the end.
    let trailingZeros: Int

    let blocks: BlockRepeats

    /// The places of the first values; nil if they are not compared with other tensors'.
    let places: StreamPlaces?

    /// - Parameters:
    ///   - digest: the digest of the tensor, which has been read.
    ///   - count: the number of values.
    ///   - drawn: m and q, as in `Hypothesis.drawn`.
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
