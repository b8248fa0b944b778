internal import Claims
internal import Initializers
internal import Stats

/// Draws of one shape as a sample: tensor after tensor, tensor t under the key folded with t.
///
/// Nothing is stored: element i of a tensor is a pure function of the key and i, so a second pass draws again.
struct DrawnSample: SampleSource {
    typealias Scalar = Float

    let count: Int
    private let shape: [Int]
    let elementCount: Int
    private let draw: Draw
    private let key: Key

    /// What is drawn.
    enum Draw: Sendable {
        /// The package's initializer for a claim, and what is done to its draws.
        case claim(Claim, Alteration? = nil)

        /// A law stated outright, for planted defects, and what is done to the draws.
        case planted(WeightLaw, Alteration?)
    }

    init(_ draw: Draw, shape: [Int], count: Int, key: Key) throws(ClaimError) {
        self.draw = draw
        self.shape = shape
        self.count = count
        self.key = key
        elementCount = try Claims.elementCount(of: shape)
    }

    /// Number of entries along the last axis, which vary fastest.
    var rowLength: Int { shape.last ?? 1 }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) throws {
        switch draw {
        case .claim(let claim, let alteration):
            try forEachTensor(range, &destination) { part, tensor, offset in
                try claim.initializer(key: key.folding(tensor)).fill(&part, shape: shape, startingAt: offset)
            }
            try alteration?.alter(range, of: self, key, &destination)
        case .planted(let law, let alteration):
            if let alteration {
                try alteration.read(range, of: self, law, key, into: &destination)
            } else {
                try fill(range, law, into: &destination)
            }
        }
    }

    /// Fills a range with draws of a law, as they are without any defect.
    func fill(
        _ range: Range<Int>,
        _ law: WeightLaw,
        into destination: inout MutableSpan<Float>,
        sharingKeys: Bool = false
    ) throws {
        try forEachTensor(range, &destination) { part, tensor, offset in
            try law.fill(&part, key: key.folding(sharingKeys ? 0 : tensor), startingAt: offset)
        }
    }

    // MARK: - Implementation

    /// Calls `body` with the part of each tensor that lies in the range.
    private func forEachTensor(
        _ range: Range<Int>,
        _ destination: inout MutableSpan<Float>,
        _ body: (_ part: inout MutableSpan<Float>, _ tensor: Int, _ offset: Int) throws -> Void
    ) throws {
        var position = range.lowerBound
        while position < range.upperBound {
            let (tensor, offset) = position.quotientAndRemainder(dividingBy: elementCount)
            let length = min(elementCount - offset, range.upperBound - position)
            let start = position - range.lowerBound
            var part = destination._mutatingExtracting(start..<(start + length))
            try body(&part, tensor, offset)
            position += length
        }
    }
}
