internal import Claims
internal import Initializers
internal import Stats

/// Whether the tests notice errors of the smallest size that they claim to notice as often as they claim.
public struct PowerCalibration: Sendable {
    /// One error of one law, in samples of one size.
    public struct Row: Hashable, Sendable {
        /// The error.
        public let error: PlantedError

        /// The claim that the samples are tested against.
        public let claim: String

        /// Number of values in a sample.
        public let sampleSize: Int

        /// The size of the error, as predicted.
        public let size: Double

        /// Number of samples.
        public let samples: Int

        /// Number of samples in which the test rejected at its share of the level.
        public internal(set) var noticed: Int

        /// - Parameters: as the properties.
        package init(
            error: PlantedError,
            claim: String,
            sampleSize: Int,
            size: Double,
            samples: Int,
            noticed: Int
        ) {
            self.error = error
            self.claim = claim
            self.sampleSize = sampleSize
            self.size = size
            self.samples = samples
            self.noticed = noticed
        }

        /// The chance of this few noticed samples or fewer, if each is noticed with probability 0.999.
        public var pValue: Double {
            let missed = try? Binomial(trials: Double(samples), probability: 1 - Sensitivity.power)
            return missed?.survival(atLeast: Double(samples - noticed)).value ?? .nan
        }
    }

    /// A sample size: how many samples each row has, and whether 16-bit laws are among the rows.
    public struct Size: Hashable, Sendable {
        /// Number of values in a sample.
        public let count: Int

        /// Number of samples of each row.
        public let samples: Int

        /// Whether there are rows of laws on 16-bit lattices.
        public let hasLattices: Bool

        /// The errors that have rows.
        public let errors: [PlantedError]
    }

    /// The level of a case.
    public let level: Double

    /// The rows: by error, then claim, then size.
    public let rows: [Row]

    /// The level at which every row is decided: that of one case among 500 with a family-wise rate of 1e-6.
    public static let standardLevel = 1e-6 / 500

    /// The sizes of the report.
    ///
    /// - Parameter samples: number of samples of each row up to 10^4 values. Of 10^6 values there are a tenth as many,
    ///   and only errors that do not need a quantile of every value.
    public static func sizes(samples: Int) -> [Size] {
        [
            Size(count: 1000, samples: samples, hasLattices: false, errors: PlantedError.allCases),
            Size(count: 10_000, samples: samples, hasLattices: true, errors: PlantedError.allCases),
            Size(
                count: 1_000_000,
                samples: max(1, samples / 10),
                hasLattices: false,
                errors: [.wider, .narrower, .shift]
            ),
        ]
    }

    /// Draws from laws with errors, and tests the draws against their claims.
    ///
    /// - Parameters:
    ///   - sizes: the rows' sizes and numbers of samples.
    ///   - seed: the seed that all keys are folded from.
    ///   - level: the level of a case; each test has its weight's share of it.
    ///   - exaggeration: the factor applied to the predicted sizes before they are planted; 1 except in controls.
    ///   - progress: called after each block of samples with the number done and the total.
    /// - Throws: what drawing throws.
    public static func run(
        sizes: [Size],
        seed: UInt64,
        level: Double = standardLevel,
        exaggeration: Double = 1,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> PowerCalibration {
        // Far from 0 the planted errors would be rounded, too: there the claims are about the stored values.
        let laws = try Hypothesis.calibrated().filter { !$0.isFarFromZero && $0.isEntrywise }.map {
            (law: $0, lattice: $0.ownLattice)
        }
        var trials: [Trial] = []
        for error in PlantedError.allCases {
            for (law, lattice) in laws {
                for size in sizes where (lattice == nil || size.hasLattices) && size.errors.contains(error) {
                    Trial(error, law, lattice, size, level: level, exaggeration: exaggeration).map { trials.append($0) }
                }
            }
        }
        // Blocks of samples, so that all cores have work to the end.
        let blocks = trials.indices.flatMap { trial in
            let samples = trials[trial].row.samples
            return stride(from: 0, to: samples, by: 50).map { (trial, $0..<min($0 + 50, samples)) }
        }
        let planned = trials
        let counts = try await blocks.mapInParallel(atMost: min(4, Machine.threadLimit), progress: progress) {
            trial,
            range in
            try planned[trial].noticed(in: range, seed: seed)
        }
        for ((trial, _), count) in zip(blocks, counts) { trials[trial].row.noticed += count }
        return PowerCalibration(level: level, rows: trials.map(\.row))
    }

    // MARK: - Implementation

    package init(level: Double, rows: [Row]) {
        self.level = level
        self.rows = rows
    }

    /// A row before its samples are drawn.
    private struct Trial: Sendable {
        var row: Row
        let law: Hypothesis
        let lattice: LatticeLaw?
        let draws: ErroneousDraws
        let level: Double

        /// Nil where no error of the kind is noticed at this size.
        init?(
            _ error: PlantedError,
            _ law: Hypothesis,
            _ lattice: LatticeLaw?,
            _ size: Size,
            level: Double,
            exaggeration: Double
        ) {
            let sensitivity = Sensitivity(
                count: UInt64(size.count),
                law: Finding.tested(law.distribution, as: law.numberType),
                level: level,
                resolution: .own,
                hasOpenTails: law.distribution.tails == .gaussian ? true : nil,
                areSixteenBits: lattice != nil
            )
            guard let predicted = error.size(sensitivity, law: law.distribution, lattice: lattice) else {
                return nil
            }
            row = Row(
                error: error,
                claim: law.text,
                sampleSize: size.count,
                size: predicted * exaggeration,
                samples: size.samples,
                noticed: 0
            )
            (self.law, self.lattice) = (law, lattice)
            self.level = level * Battery.weight(error.test)
            draws = ErroneousDraws(error, size: row.size, of: law.law, law.distribution)
        }

        /// The number of samples in which the test rejects.
        func noticed(in samples: Range<Int>, seed: UInt64) throws -> Int {
            let root = Key(seed: seed).folding("power").folding(row.error.rawValue).folding(law.text)
                .folding(row.sampleSize)
            return try samples.count { sample in
                let values = try draws.values(count: row.sampleSize, key: root.folding(sample))
                let result = try outcome(of: values)[row.error.test]
                // Written so that a p-value that is not a number rejects, as in a verdict.
                return result.map { !($0.pValue.value > level) } ?? false
            }
        }

        /// The tests of single values, rounded to the claim's type.
        private func outcome(of values: [Double]) throws -> Battery.Outcome {
            guard let lattice else {
                return try Battery(resolution: .own)
                    .run(on: ArraySample(values.map { Float($0) }), against: law.distribution)
            }
            var counts = PatternCounts()
            let patterns = values.map { lattice.format.nearest($0) }
            counts.add(patterns.span)
            return LatticeBattery(resolution: .own).run(counts, against: lattice)
        }
    }
}
