/// A tensor beside what a framework's stream draws for its claim.
public struct StreamComparison: Hashable, Sendable {
    /// The stream and its seed.
    public let draw: SeededDraw

    /// What the comparison showed.
    public let outcome: Outcome

    /// What a comparison shows.
    public enum Outcome: Hashable, Sendable {
        /// Every value is the stream's, from this word of the stream on; the largest distance in units of the last place,
        /// 0 if all are equal to the bit.
        case equal(position: Int, ulps: Double)

        /// Some values are not: their number, the place of the first, what the tensor has there, and what the stream has.
        case different(count: Int, first: [Int], found: Double, drawn: Double)

        /// The stream does not draw this claim.
        case undrawn(reason: String)
    }

    /// Whether every value is the stream's.
    public var isEqual: Bool { if case .equal = outcome { true } else { false } }
}

/// A stream of a framework at a seed.
public struct SeededDraw: Hashable, Sendable {
    /// The stream.
    public let stream: FrameworkStream

    /// The seed.
    public let seed: UInt64

    /// A stream at a seed.
    public init(_ stream: FrameworkStream, seed: UInt64) {
        self.stream = stream
        self.seed = seed
    }
}
