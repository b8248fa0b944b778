import TestSupport
import Testing

import Stats

@Suite struct HaarEntryTests {
    @Test(.tags(.knownAnswer))
    func `the survival function matches the integrated density, in the far tail too`() throws {
        var worst = 0.0
        let rows = try ReferenceTable.fields("haar-entry").filter { $0[0] != "dimension" }
        #expect(rows.count >= 40)
        for row in rows {
            let dimension = try #require(Int(row[0]))
            let x = try #require(Double(row[1]))
            let expected = try #require(Double(row[2]))
            let law = try HaarEntry(dimension: dimension)
            let error = abs(law.survival(x) / expected - 1)
            worst = max(worst, error)
            #expect(error < 1e-10, "\(row)")
            #expect(law.cdf(-x) == law.survival(x))
            #expect(abs(law.quantile(upperTail: expected) / x - 1) < 1e-10, "\(row)")
        }
        print("worst relative error of the Haar entry's tail: \(worst)")
        #expect(try AccuracyArticle.covers(worst, "- ``HaarEntry``"))
    }

    @Test func `in three dimensions the entry is uniform, in two it has the arcsine law`() throws {
        let three = try HaarEntry(dimension: 3, gain: 2)
        for x in [-1.9, -0.3, 0, 0.7, 1.5] { #expect(abs(three.cdf(x) - (x + 2) / 4) < 1e-14) }
        #expect(abs(three.variance - 4.0 / 3) < 1e-15 && abs(three.excessKurtosis + 1.2) < 1e-15)
        let two = try HaarEntry(dimension: 2)
        // P(cos U > 1/2) = 1/3.
        #expect(abs(two.survival(0.5) - 1.0 / 3) < 1e-14)
    }

    @Test(.tags(.negativeControl)) func `parameters outside the domain are errors`() {
        #expect(throws: DistributionError.self) { try HaarEntry(dimension: 1) }
        #expect(throws: DistributionError.self) { try HaarEntry(dimension: 4, gain: 0) }
    }
}
