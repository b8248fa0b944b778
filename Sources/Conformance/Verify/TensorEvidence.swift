public import Stats

/// What pictures of a tensor that deviates show. Its values are read once more for it, and none of them is kept but a few
/// hundred.
public struct TensorEvidence: Sendable {
    /// How the values' cdf strays from the claimed one.
    public struct Difference: Sendable {
        /// The counts of the values by intervals.
        public let histogram: SampleHistogram

        /// Where the difference of 99 sound samples in 100 stays.
        public let usualBand: ConformanceRun.DistanceBand

        /// Beyond it the tensor is rejected, whatever else was found.
        public let decisionBand: ConformanceRun.DistanceBand
    }

    /// The first values of two tensors of one stream, place by place.
    public struct Pairs: Sendable {
        /// The name of the other tensor.
        public let other: String

        /// Pairs of values, each less its claim's mean and over its claim's standard deviation.
        public let points: [(x: Double, y: Double)]

        /// Pairs that are kept, at most.
        static let limit = 256
    }

    /// How the cdf strays; nil for claims that draw nothing, or whole tensors.
    public let difference: Difference?

    /// The tensor from afar.
    public let blocks: MatrixBlocks

    /// The values beside those of the tensor that shares its stream; nil where none does.
    public let pairs: Pairs?
}
