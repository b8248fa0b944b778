import TestSupport
import Testing

import Conformance
import Stats

@Suite struct CalibrationTests {
    private static func pValues(_ values: [Double], _ character: NullCharacter = .exact) -> CalibratedPValues {
        CalibratedPValues(values, test: .scale, claim: "normal(stddev=1)", sampleSize: 10, character: character)
    }

    /// scipy.stats.kstest(values, "uniform", alternative=..., method="exact")
    @Test(.tags(.knownAnswer)) func `distances and their p-values are Kolmogorov's and Smirnov's`() {
        let values = [0.55, 0.03, 0.91, 0.2, 0.6]
        let exact = Self.pValues(values)
        #expect(exact.low == [1, 0, 0, 0] && exact.least == 0.03 && exact.count == 5)
        #expect(abs(exact.excess - 0.2) < 1e-15 && abs(exact.excessPValue - 0.58528) < 1e-12)
        #expect(abs(exact.deficit - 0.15) < 1e-15 && abs(exact.deficitPValue - 0.7376490625) < 1e-12)
        #expect(exact.distance == exact.excess && abs(exact.distancePValue - 0.9616) < 1e-12)
        let bound = Self.pValues(values, .bound)
        #expect(bound.distance == bound.excess && bound.distancePValue == bound.excessPValue)
    }

    @Test(.tags(.negativeControl)) func `a p-value that is not a number counts as too small`() {
        let values = Self.pValues([.nan, 0.5, 1])
        #expect(values.low == [1, 1, 1, 1] && values.least == 0)
    }

    private static func small(seed: UInt64) async throws -> Calibration {
        let sizes = Calibration.sizes(runs: 6).filter { $0.count <= 1000 }
        return try await Calibration.run(sizes: sizes, seed: seed, alpha: 0.01)
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `every p-value of every law and size is counted, and the same seed gives the same ones`() async throws {
        let calibration = try await Self.small(seed: 5)
        #expect(calibration.sizes.map(\.count) == [10, 100, 1000] && calibration.runCount() == 18)
        #expect(calibration.claims.count == 14)
        let rows = calibration.pValues.filter { $0.test == .kolmogorovSmirnov }
        // A single orthogonal matrix has no sample of entries.
        #expect(rows.count == 39 && rows.allSatisfy { $0.count == 6 }, "\(rows.count)")
        #expect(calibration.pValues.contains { $0.test == .directions && $0.claim == "orthogonal" })
        // Lattices have bounds, as do laws far from 0; everything else in single precision is exact.
        func isBound(_ row: CalibratedPValues) -> Bool {
            row.claim.contains("dtype") || row.claim.contains("low=1,") || row.claim.contains("mean=1,")
        }
        #expect(rows.allSatisfy { $0.character == (isBound($0) ? .bound : .exact) })
        #expect(calibration.pValues.contains { $0.test == .tensors && $0.sampleSize == 10 })
        #expect(calibration.pValues.contains { $0.test == .rows && $0.sampleSize == 1000 })
        let again = try await Self.small(seed: 5)
        #expect(again.pValues == calibration.pValues && again.rejections == calibration.rejections)
        let other = try await Self.small(seed: 6)
        #expect(other.pValues != calibration.pValues)
    }

    @Test(.tags(.property)) func `the standard sizes go from 10 to a million, and their runs sum to 10,000 and more`() {
        let sizes = Calibration.sizes(runs: 3000)
        #expect(sizes.map(\.count) == [10, 100, 1000, 10_000, 100_000, 1_000_000])
        #expect(sizes.reduce(0) { $0 + $1.runs } >= 10_000)
        #expect(Calibration.sizes(runs: 1).allSatisfy { $0.runs == 1 })
    }
}
