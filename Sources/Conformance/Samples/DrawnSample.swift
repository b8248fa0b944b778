internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats

/// Draws of one shape as a sample: tensor after tensor, tensor t under the key folded with t.
///
/// Nothing is stored: element i of a tensor is a pure function of the key and i, so a second pass draws it again.
struct DrawnSample: SampleSource {
    typealias Scalar = Float

    let count: Int
    private let shape: [Int]
    let elementCount: Int
    let key: Key
    private let draw: Draw

    /// The source of the draws.
    enum Draw: Sendable {
        /// The package's initializer for a claim.
        case claim(Claim)

        /// A law stated outright.
        case law(WeightLaw)
    }

    /// Whether every tensor is drawn under the key of the first one.
    var sharesKeys = false

    init(_ draw: Draw, shape: [Int], count: Int, key: Key) throws(ClaimError) {
        self.draw = draw
        self.shape = shape
        self.count = count
        self.key = key
        elementCount = try Claims.elementCount(of: shape)
    }

    /// Number of entries along the last axis, which varies fastest.
    var rowLength: Int { shape.last ?? 1 }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) throws {
        switch draw {
        case .claim(let claim):
            try forEachTensor(of: range, into: &destination) { part, key, offset in
                try claim.initializer(key: key).fill(&part, shape: shape, startingAt: offset)
            }
        case .law(let law):
            try forEachTensor(of: range, into: &destination) { part, key, offset in
                try law.fill(&part, key: key, startingAt: offset)
            }
        }
    }

    // MARK: - Implementation

    private func forEachTensor(
        of range: Range<Int>,
        into destination: inout MutableSpan<Float>,
        _ fill: (_ part: inout MutableSpan<Float>, _ key: Key, _ offset: Int) throws -> Void
    ) throws {
        var position = range.lowerBound
        while position < range.upperBound {
            let (tensor, offset) = position.quotientAndRemainder(dividingBy: elementCount)
            let length = min(elementCount - offset, range.upperBound - position)
            let start = position - range.lowerBound
            let key = key.folding(sharesKeys ? 0 : tensor)
            try destination.withPart(start..<(start + length)) { part in try fill(&part, key, offset) }
            position += length
        }
    }
}
