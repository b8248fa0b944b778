import Stats
import TestSupport
import Testing

/// The laws of finite samples, and the documented errors of the approximation, against simulated samples.
@Suite(.disabled(if: isQuickRun)) struct FiniteSampleTests {
    private struct Row {
        let count: Int
        let statistic: Double
        let survival: Double
        /// The standard error of the simulated survival function.
        let standardError: Double
    }

    private static func rows(_ test: String) throws -> [Row] {
        let rows = try ReferenceTable.fields("finite-sample-simulation").filter { $0[0] == test }
        try #require(rows.count == 64)
        return try rows.map { fields in
            let samples = try #require(Double(fields[4]))
            let survival = try #require(Double(fields[3])) / samples
            return Row(
                count: try #require(Int(fields[1])),
                statistic: try #require(Double(fields[2])),
                survival: survival,
                standardError: (survival * (1 - survival) / samples).squareRoot()
            )
        }
    }

    /// Count; absolute error; relative errors at statistics up to a bound.
    private typealias Figures = (absolute: Double, relative: [(range: ClosedRange<Double>, error: Double)])

    private static func check(_ test: String, _ figures: [Int: Figures], _ survival: (Row) -> Double) throws {
        for row in try rows(test) {
            guard let figures = figures[row.count] else { continue }
            let found = survival(row)
            // Four standard errors of the simulation in addition to the documented error.
            let noise = 4 * row.standardError
            let place = Comment(rawValue: "\(row): \(found)")
            #expect(abs(found - row.survival) <= figures.absolute + noise, place)
            for (range, error) in figures.relative where range.contains(row.statistic) {
                #expect(abs(found - row.survival) <= error * row.survival + noise, place)
            }
        }
    }

    @Test(.tags(.knownAnswer)) func `Anderson-Darling's correction is as good as documented`() throws {
        let figures: [Int: Figures] = [
            3: (2.5e-3, [(2...3.9, 0.006), (5...5, 0.05), (8...8, 0.16)]),
            5: (5e-4, [(2...3.9, 0.004), (5...5, 0.03), (8...8, 0.12)]),
            10: (3e-4, [(2...3.9, 0.007), (5...5, 0.02), (8...8, 0.09)]),
            20: (3e-4, [(2...3.9, 0.003), (5...5, 0.01), (8...8, 0.02)]),
        ]
        try Self.check("anderson_darling", figures) {
            AndersonDarlingDistribution(approximating: $0.count).survival($0.statistic)
        }
    }

    @Test(.tags(.knownAnswer)) func `the laws of samples are the simulated ones`() throws {
        // In addition to four standard errors, eight samples of 8 million are allowed, for rows that count few or none.
        let rare = 1e-6
        let figures: [Int: Figures] = [3: (rare, []), 5: (rare, []), 10: (rare, []), 20: (rare, [])]
        try Self.check("cramer_von_mises", figures) {
            CramerVonMisesDistribution(count: $0.count).survival($0.statistic)
        }
        try Self.check("anderson_darling", figures) {
            AndersonDarlingDistribution(count: $0.count).survival($0.statistic)
        }
    }

    /// A correction of the wrong sign is the limit law minus the correction.
    @Test(.tags(.negativeControl)) func `neither the limit law nor the mirrored correction is as good`() throws {
        for count in [3, 5, 10, 20] {
            let law = AndersonDarlingDistribution(approximating: count)
            let limit = AndersonDarlingDistribution(count: nil)
            let rows = try Self.rows("anderson_darling").filter { $0.count == count }
            let worst = rows.map { row in
                abs(2 * limit.survival(row.statistic) - law.survival(row.statistic) - row.survival)
            }
            #expect((worst.max() ?? 0) > 1e-3)
        }
    }
}
