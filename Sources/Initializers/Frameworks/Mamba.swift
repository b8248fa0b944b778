/// The state space parameters of Mamba that are drawn, beside the table `LogarithmTable`.
///
/// Source: mamba_ssm 2.3.2, modules/mamba_simple.py, mamba2.py; Gu & Dao, arXiv 2312.00752, section 3.6.
public enum Mamba {
    /// The bias of a step: `ln(exp T - 1)`, the inverse of softplus, with `T` log-uniform between two steps.
    public struct StepBias: Initializer, Hashable {
        /// The shortest step, above 0.
        public let low: Double

        /// The longest step, finite and above `low`.
        public let high: Double

        public let key: Key

        /// The initializer that draws with a key. Parameters are checked when a tensor is asked for.
        public init(key: Key, low: Double = 0.001, high: Double = 0.1) {
            self.low = low
            self.high = high
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, low: Double = 0.001, high: Double = 0.1) {
            self.init(key: Key(seed: seed), low: low, high: high)
        }

        /// Writes a part of a tensor.
        ///
        /// - Throws: `InitializerError.invalidParameter` unless 1e-300 <= low < high <= 100.
        /// - Complexity: O(`destination.count`).
        public func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            shape: [Int],
            startingAt offset: Int
        ) throws(InitializerError) {
            try Mamba.requireEnds(low, high, least: 1e-300, greatest: 100)
            let ends = (PositiveLogarithm.log(low), PositiveLogarithm.log(high))
            try Mamba.fill(destination, key, between: ends, startingAt: offset) {
                PositiveLogarithm.log(Exponential.lessOne(Exponential.exp($0)))
            }
        }
    }

    /// The logarithm of a decay that is uniform between two decays: `A_log` of Mamba 2.
    public struct DecayLogarithm: Initializer, Hashable {
        /// The slowest decay, 0 or more.
        public let low: Double

        /// The fastest decay, finite and above `low`.
        public let high: Double

        public let key: Key

        /// The initializer that draws with a key. Parameters are checked when a tensor is asked for.
        public init(key: Key, low: Double = 1, high: Double = 16) {
            self.low = low
            self.high = high
            self.key = key
        }

        /// The initializer that draws with the key of a seed.
        public init(seed: UInt64, low: Double = 1, high: Double = 16) {
            self.init(key: Key(seed: seed), low: low, high: high)
        }

        /// Writes a part of a tensor.
        ///
        /// - Throws: `InitializerError.invalidParameter` unless 0 <= low < high <= 1e300.
        /// - Complexity: O(`destination.count`).
        public func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            shape: [Int],
            startingAt offset: Int
        ) throws(InitializerError) {
            try Mamba.requireEnds(low, high, least: 0, greatest: 1e300)
            try Mamba.fill(destination, key, between: (low, high), startingAt: offset) {
                // A uniform value of 0 has a probability of 2^-53.
                PositiveLogarithm.log(max($0, 0x1p-1000))
            }
        }
    }

    // MARK: - Implementation

    private static func requireEnds(
        _ low: Double,
        _ high: Double,
        least: Double,
        greatest: Double
    ) throws(InitializerError) {
        guard low >= least else {
            throw .invalidParameter(name: "low", value: low, expected: "\(least) or more")
        }
        guard high > low, high <= greatest else {
            throw .invalidParameter(name: "high", value: high, expected: "more than low, up to \(greatest)")
        }
    }

    /// Writes a function of uniform values in double precision, rounded once to the scalar type.
    private static func fill<S: WeightScalar>(
        _ destination: UnsafeMutableBufferPointer<S>,
        _ key: Key,
        between ends: (Double, Double),
        startingAt offset: Int,
        _ function: (Double) -> Double
    ) throws(InitializerError) {
        let transform = try WeightLaw.uniform(low: ends.0, high: ends.1).transform(for: Double.self)
        guard offset >= 0 else { throw .negativeOffset(offset) }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 1024) { chunk in
            for start in stride(from: 0, to: destination.count, by: chunk.count) {
                let values = UnsafeMutableBufferPointer(rebasing: chunk[..<min(chunk.count, destination.count - start)])
                Double._fill(values, transform: transform, key: key, startingAt: UInt64(offset + start))
                for place in values.indices {
                    destination.initializeElement(at: start + place, to: S._rounding(function(values[place])))
                }
            }
        }
    }
}
