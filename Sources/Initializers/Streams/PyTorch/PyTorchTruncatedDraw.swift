internal import CStreams

extension PyTorch {
    /// The parameters of `trunc_normal_`, in double precision.
    struct TruncatedDraw: Hashable, Sendable {
        let mean: Double
        let standardDeviation: Double
        /// The bounds, as values.
        let low: Double
        let high: Double
        /// Whether the parent is drawn again where it is outside the bounds. If it seldom is within them, uniform
        /// candidates are drawn instead.
        let drawsParent: Bool
        /// The logarithm of the density where it is greatest between the bounds, against the parent's greatest density.
        let peak: Double

        /// - Parameters:
        ///   - low: the lower bound, in standard deviations from the mean.
        ///   - high: the upper bound.
        init<S: WeightScalar>(
            _ mean: Double,
            _ standardDeviation: Double,
            _ low: Double,
            _ high: Double,
            as type: S.Type
        ) throws(InitializerError) {
            guard standardDeviation > 0 else {
                throw .invalidParameter(
                    name: "standardDeviation",
                    value: standardDeviation,
                    expected: "a finite number greater than 0"
                )
            }
            guard low < high else { throw .reversedBounds(low: low, high: high) }
            self.mean = mean
            self.standardDeviation = standardDeviation
            self.low = mean + low * standardDeviation
            self.high = mean + high * standardDeviation
            let below = Self.distribution((self.low - mean) / standardDeviation)
            let probability = Self.distribution((self.high - mean) / standardDeviation) - below
            drawsParent = probability > 0.3
            let mode = max(self.low, min(mean, self.high))
            let distance = (mode - mean) / standardDeviation
            peak = -0.5 * (distance * distance)
            guard !drawsParent else { return }
            // About the number of candidates for a value.
            let candidates = max(distance.magnitude, 1) * (high - low)
            guard candidates <= 1e6 else {
                throw .vanishingProbability(low: low, high: high, probability: probability)
            }
            try PyTorch.Generator.Draw.requireRepresentable(self.low, as: type)
            try PyTorch.Generator.Draw.requireRepresentable(self.high, as: type)
        }

        /// The distribution function of a standard normal law.
        private static func distribution(_ x: Double) -> Double {
            let table = InstructionSet.baseline.streams.pytorch
            return (1 + table.error_function(x / 2.0.squareRoot())) / 2
        }
    }
}
