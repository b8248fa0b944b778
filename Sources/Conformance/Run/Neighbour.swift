internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats

/// Another case of the same run, whose weights are independent of this one's. Layers drawn from one seed under
/// different schemes are not independent.
struct Neighbour {
    let claim: Claim
    let shape: [Int]
    let key: Key

    /// The neighbour; nil unless its entries are single-precision draws from one continuous law.
    init?(_ claim: Claim, shape: [Int], key: Key) {
        guard claim.drawnType == .float32, let law = try? claim.law(of: shape) else { return nil }
        switch law {
        case .uniform, .normal, .truncatedNormal: break
        default: return nil
        }
        self.claim = claim
        self.shape = shape
        self.key = key
    }

    /// The correlation of the neighbour's leading values with a sample's, over as many values as a chunk holds.
    func correlation(
        with sample: some SampleSource<Float>,
        under law: some Distribution,
        _ resolution: Resolution
    ) throws -> TestResult? {
        let count = min(sample.count, DrawnSample.chunkSize)
        let own = try DrawnSample(.claim(claim), shape: shape, count: count, key: key)
        return TensorsTest.result(
            try sample.leading(count),
            under: law,
            try own.leading(count),
            under: try claim.law(of: shape).distribution(),
            resolution: resolution
        )
    }
}
