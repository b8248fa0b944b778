import TestSupport
import Testing

import Conformance
import Stats

@Suite struct PowerCalibrationTests {
    /// Rows of 60 samples of 1,000 values.
    private static func power(exaggeration: Double = 1) async throws -> PowerCalibration {
        let sizes = PowerCalibration.sizes(samples: 60).filter { $0.count == 1000 }
        return try await PowerCalibration.run(sizes: sizes, seed: 3, exaggeration: exaggeration)
    }

    @Test(.tags(.statistical), .enabled(if: !isQuickRun))
    func `errors of the predicted size are noticed as often as claimed, by the same bits twice`() async throws {
        let power = try await Self.power()
        for error in [PlantedError.wider, .narrower, .shift, .distance, .missingTail, .truncation] {
            #expect(power.rows.count { $0.error == error } == 3, "\(error)")
        }
        // P(Binomial(60, 0.001) >= 5) = 5.2e-9.
        for row in power.rows { #expect(row.samples == 60 && row.noticed >= 56, "\(row)") }
        #expect(try await Self.power().rows == power.rows)
    }

    /// The control for claims that are too optimistic by a third: every test misses errors of that size now and then,
    /// and the rows show it. With a missing tail, so few values are expected in the tail that the extremes notice it
    /// almost always or almost never.
    @Test(.tags(.negativeControl), .enabled(if: !isQuickRun))
    func `errors of two thirds of the predicted size are not`() async throws {
        let power = try await Self.power(exaggeration: 2.0 / 3)
        #expect(!power.rows.isEmpty)
        for row in power.rows { #expect(row.noticed < 56 && row.pValue < 1e-8, "\(row)") }
    }

    // scipy.stats.binom.sf(9, 2000, 0.001), binom.sf(2, 2000, 0.001)
    @Test(.tags(.knownAnswer), arguments: [(1990, 4.583307274236922e-05), (1997, 0.3233235612384794), (2000, 1)])
    func `the p-value of a row is the binomial tail of the misses`(noticed: Int, pValue: Double) {
        let row = PowerCalibration.Row(
            error: .wider,
            claim: "normal(stddev=1)",
            sampleSize: 10,
            size: 0.1,
            samples: 2000,
            noticed: noticed
        )
        #expect(abs(row.pValue / pValue - 1) < 1e-10)
    }
}
