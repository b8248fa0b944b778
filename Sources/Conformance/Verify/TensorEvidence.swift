public import Stats

/// The data for pictures of a deviating tensor. Its values are read once more for it, and only a few hundred are kept.
public struct TensorEvidence: Sendable {
    /// How the values' cdf strays from the claimed one.
    public struct Difference: Sendable {
        /// Counts of the values by intervals.
        public let histogram: SampleHistogram

        /// The band in which the difference stays for 99 in 100 sound samples.
        public let usualBand: ConformanceRun.DistanceBand

        /// The band beyond which the tensor is rejected, whatever else was found.
        public let decisionBand: ConformanceRun.DistanceBand
    }

    /// The first values of two tensors of one stream, paired place by place.
    public struct Pairs: Sendable {
        /// The name of the other tensor.
        public let other: String

        /// Pairs of values, each minus its claim's mean and divided by its claim's standard deviation.
        public let points: [(x: Double, y: Double)]

        /// The most pairs that are kept.
        static let limit = 256
    }

    /// How the cdf strays; nil for claims that draw nothing, or whole tensors.
    public let difference: Difference?

    /// The tensor from afar.
    public let blocks: MatrixBlocks

    /// The values paired with those of the tensor that shares its stream; nil if there is none.
    public let pairs: Pairs?
}
