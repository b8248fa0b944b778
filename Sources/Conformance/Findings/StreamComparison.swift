/// A tensor beside what a framework's stream draws for its claim.
public struct StreamComparison: Hashable, Sendable {
    /// The stream and its seed.
    public let draw: SeededDraw

    /// What the comparison showed.
    public let outcome: Outcome

    /// The number of words of the stream that were drawn after an equal tensor; nil if it is not known.
    var end: Int?

    /// What a comparison shows.
    public enum Outcome: Hashable, Sendable {
        /// Every value is the stream's, from this word of the stream on; the largest distance in units of the last place,
        /// 0 if all are equal to the bit.
        case equal(position: Int, ulps: Double)

        /// Some values are not, at the place of the stream where the fewest are not: their number, the place of the first,
        /// what the tensor has there, what the stream has, and the words before.
        case different(count: Int, first: [Int], found: Double, drawn: Double, position: Int)

        /// Nothing was compared: the stream does not draw this claim, or the values are too few to be found.
        case undrawn(reason: String)
    }

    /// The number of values that are not the stream's; the largest number if nothing was compared.
    var differences: Int {
        switch outcome {
        case .equal: 0
        case .different(let count, _, _, _, _): count
        case .undrawn: .max
        }
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
