import TestSupport
import Testing

import Stats

@Suite struct AccuracyArticleTests {
    @Test func `the tables of the article are those of the documentation comments`() throws {
        let comments = try AccuracyArticle.comments()
        // The first table is that of the reference p-values, which other tests measure.
        let rows = try AccuracyArticle.lines().drop { $0 != "## Kolmogorov–Smirnov" }.filter { $0.hasPrefix("| ") }
        #expect(rows.count >= 40)
        for row in rows { #expect(comments.contains(row), "\(row)") }
    }

    @Test func `every null distribution has its row`() throws {
        for law in NullDistribution.allCases {
            #expect(try AccuracyArticle.stated("| \(law.rawValue) |") > 0, "\(law.rawValue)")
        }
    }

    @Test(.tags(.negativeControl)) func `an error beyond the stated one is found out`() throws {
        #expect(try AccuracyArticle.stated("- ``HaarEntry``") == 7.6e-13)
        #expect(try AccuracyArticle.covers(7.6e-13, "- ``HaarEntry``"))
        #expect(try !AccuracyArticle.covers(1.6e-12, "- ``HaarEntry``"))
        #expect(try !AccuracyArticle.covers(0, "- ``NoSuchLaw``"))
    }
}
