import TestSupport
import Testing

import WeightFiles

@testable import Conformance

/// A merge is a union, in any order, and whichever machine made a record of the same values.
@Suite struct SummaryOrderTests {
    private static func summary(_ records: [VerificationSummary.Record]) -> VerificationSummary {
        let rules = StatedRules.claim("zeros", fans: nil, padding: nil, names: [])
        let header = SummaryHeader(
            version: "0",
            rules: rules,
            alpha: 0.1,
            resolvableScale: 0.05,
            files: [],
            unopened: []
        )
        return VerificationSummary(header, [1], records)
    }

    private static func record(_ place: Int, _ lower: Int?, content: UInt64, body: [UInt8])
        -> VerificationSummary.Record
    {
        VerificationSummary.Record(
            place: place,
            name: "t\(place)",
            lower: lower,
            upper: lower.map { $0 + 1 },
            content: content,
            body: body
        )
    }

    @Test(.tags(.property)) func `of two records of one tensor the same one is taken in either order`() throws {
        let first = Self.summary([
            Self.record(0, nil, content: 5, body: [1, 2]), Self.record(2, 0, content: 7, body: [3]),
        ])
        let second = Self.summary([
            Self.record(0, nil, content: 5, body: [1, 1]), Self.record(2, 1, content: 8, body: [4]),
        ])
        var (one, other) = (first, second)
        try one.merge(second)
        try other.merge(first)
        #expect(one.records == other.records)
        #expect(one.records.map(\.body) == [[1, 1], [3], [4]])
        try one.merge(other)
        #expect(one.records == other.records)
    }

    @Test(.tags(.negativeControl)) func `records of other values of one tensor are a conflict`() throws {
        var first = Self.summary([Self.record(0, 3, content: 5, body: [1])])
        let other = Self.record(0, 3, content: 6, body: [1])
        #expect(throws: SummaryError.conflict(Self.record(0, 3, content: 5, body: [1]))) {
            try first.merge(Self.summary([other]))
        }
        var whole = Self.summary([Self.record(0, nil, content: 6, body: [1])])
        // A whole tensor and a part of it are kept side by side.
        try whole.merge(Self.summary([other]))
        #expect(whole.records.count == 2)
    }
}
