internal import CStreams

extension PyTorch {
    /// The parameters of `trunc_normal_`, in double precision.
    struct TruncatedDraw: Sendable {
        let mean: Double
        let standardDeviation: Double
        /// The bounds, as values: PyTorch's `a` and `b`.
        let low: Double
        let high: Double
        /// How values are found.
        let method: Method
        /// The parent's distribution function at the bounds, as the error function has it: from -1 to 1.
        let errorFunction: (low: Double, high: Double)
        /// The logarithm of the density where it is greatest between the bounds, against the parent's greatest density.
        let peak: Double

        /// How values within the bounds are found.
        enum Method: Hashable, Sendable {
            /// By the inverse of the distribution function, before release 2.12.
            case inverse
            /// By drawing the parent again.
            case parent
            /// By uniform candidates, if the parent seldom is within the bounds.
            case candidates
        }

        /// - Parameters:
        ///   - low: the lower bound, in standard deviations from the mean.
        ///   - high: the upper bound.
        init<S: WeightScalar>(
            _ mean: Double,
            _ standardDeviation: Double,
            _ low: Double,
            _ high: Double,
            _ release: PyTorch.Generator.Release,
            as type: S.Type
        ) throws(InitializerError) {
            let expected = "a finite number greater than 0"
            try WeightLaw.require(standardDeviation > 0, "standardDeviation", standardDeviation, expected)
            guard low < high else { throw .reversedBounds(low: low, high: high) }
            self.mean = mean
            self.standardDeviation = standardDeviation
            self.low = Self.bound(low, mean, standardDeviation)
            self.high = Self.bound(high, mean, standardDeviation)
            let below = Self.distribution((self.low - mean) / standardDeviation)
            let above = Self.distribution((self.high - mean) / standardDeviation)
            let probability = above - below
            errorFunction = (2 * below - 1, 2 * above - 1)
            method = release == .before2_12 ? .inverse : probability > 0.3 ? .parent : .candidates
            let mode = max(self.low, min(mean, self.high))
            let distance = (mode - mean) / standardDeviation
            peak = -0.5 * (distance * distance)
            guard method == .candidates else { return }
            // About the number of candidates for a value.
            let candidates = max(distance.magnitude, 1) * (high - low)
            guard candidates <= 1e6 else {
                throw .vanishingProbability(low: low, high: high, probability: probability)
            }
            try PyTorch.Generator.Draw.requireRepresentable(self.low, as: type)
            try PyTorch.Generator.Draw.requireRepresentable(self.high, as: type)
        }

        /// Whether the tensor is the parent's first draw, because no word gives a value outside the bounds: the greatest
        /// radius is `sqrt(2 ln 2^24)`, 5.77, of one word, and 8.57 of two.
        func isParent(isWide: Bool) -> Bool {
            let reach = (isWide ? 8.6 : 5.8) * standardDeviation
            // Not if rounding the mean could matter.
            return method == .parent && mean.magnitude < 1e4 * standardDeviation && low <= mean - reach
                && high >= mean + reach
        }

        /// The value that a caller of `trunc_normal_` gave for a bound in standard deviations.
        ///
        /// PyTorch takes bounds as values, and `mean + bound * standardDeviation` can miss them by a rounding. Callers
        /// write short numbers. So of the numbers that are exactly `bound` standard deviations from the mean, as double
        /// precision computes it, this is the one with the fewest decimals, if 15 digits are enough for one; otherwise it
        /// is `mean + bound * standardDeviation`.
        private static func bound(_ bound: Double, _ mean: Double, _ standardDeviation: Double) -> Double {
            let value = mean + bound * standardDeviation
            // The powers of ten up to this one are exact, so a quotient is the double nearest to the decimal number.
            var power = 1.0
            while power <= 1e22, (value * power).magnitude < 1e15 {
                let decimal = (value * power).rounded() / power
                if (decimal - mean) / standardDeviation == bound { return decimal }
                power *= 10
            }
            return value
        }

        /// The distribution function of a standard normal law.
        private static func distribution(_ x: Double) -> Double {
            let table = InstructionSet.baseline.streams.pytorch
            return (1 + table.error_function(x / 2.0.squareRoot())) / 2
        }
    }
}
