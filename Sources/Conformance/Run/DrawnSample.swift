internal import Initializers
internal import Stats

/// Draws of one shape as a sample: tensor after tensor, tensor t under the key folded with t.
///
/// Nothing is stored: element i of a tensor is a pure function of the key and i, so a second pass draws again.
struct DrawnSample: SampleSource {
    typealias Scalar = Float

    let count: Int
    private let shape: [Int]
    private let elementCount: Int
    private let draw: Draw
    private let alteration: Alteration?
    private let key: Key

    /// What is drawn.
    enum Draw: Sendable {
        /// The package's initializer for a claim.
        case claim(Claim)

        /// A law stated outright, for planted defects.
        case law(WeightLaw)
    }

    /// What is done to the draws afterwards, for planted defects.
    enum Alteration: Sendable {
        /// Values beyond the bounds are moved onto them.
        case clip(Float)

        /// The value at every `period`-th index, from `first` on, is replaced.
        case plant(value: Float, first: Int, period: Int)
    }

    init(_ draw: Draw, alteration: Alteration? = nil, shape: [Int], count: Int, key: Key) throws(ClaimError) {
        self.draw = draw
        self.alteration = alteration
        self.shape = shape
        self.count = count
        self.key = key
        elementCount = try Conformance.elementCount(of: shape)
    }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) throws {
        var position = range.lowerBound
        while position < range.upperBound {
            let (tensor, offset) = position.quotientAndRemainder(dividingBy: elementCount)
            let length = min(elementCount - offset, range.upperBound - position)
            let start = position - range.lowerBound
            var part = destination._mutatingExtracting(start..<(start + length))
            try fill(&part, tensor: tensor, offset: offset)
            position += length
        }
        alter(&destination, range)
    }

    // MARK: - Implementation

    private func fill(_ part: inout MutableSpan<Float>, tensor: Int, offset: Int) throws {
        let key = key.folding(tensor)
        switch draw {
        case .claim(let claim):
            try claim.initializer(key: key).fill(&part, shape: shape, startingAt: offset)
        case .law(let law):
            try law.fill(&part, key: key, startingAt: offset)
        }
    }

    private func alter(_ destination: inout MutableSpan<Float>, _ range: Range<Int>) {
        switch alteration {
        case nil: break
        case .clip(let bound):
            for i in 0..<range.count { destination[i] = min(max(destination[i], -bound), bound) }
        case .plant(let value, let first, let period):
            var index = first
            if index < range.lowerBound { index += (range.lowerBound - index + period - 1) / period * period }
            while index < range.upperBound {
                destination[index - range.lowerBound] = value
                index += period
            }
        }
    }
}
