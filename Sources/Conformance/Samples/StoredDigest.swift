/// What a digest holds of some of a tensor's values.
struct StoredDigest: Codable, Sendable {
    /// The first chunk, the sum over each chunk, and the zeros at the end of each.
    let firstChunk: Int
    let chunks: [UInt64]
    let zeros: [Int32]

    /// The first slice that has some of these values, and what they add to the sum of each slice.
    let firstSlice: Int
    let slices: [UInt64]

    /// For each beginning that ends here, the sum over its words in its last chunk.
    let parts: [UInt64]

    /// The places of the values that are kept, and their bits.
    let keptPlaces: [Int]
    let keptBits: [UInt64]
}
