import Claims
import Conformance
import Foundation
import Report
import Stats
import TestSupport
import Testing
import WeightFiles

@Suite struct BaselineTests {
    /// The document of a small run, with texts replaced, as a baseline.
    private static func baseline(
        _ run: ConformanceRun,
        replacing changes: [(String, String)] = []
    ) throws -> Baseline {
        var text = JSONReport.render(run)
        for (old, new) in changes {
            try #require(text.contains(old), "\(old)")
            text = text.replacingOccurrences(of: old, with: new)
        }
        return try Baseline(Array(text.utf8), path: "old.json")
    }

    /// The text of the comparison without its first line.
    private static func lines(_ comparison: BaselineComparison) -> [String] {
        TextComparison.render(comparison).split(separator: "\n").map(String.init)
    }

    private static func small() async throws -> ConformanceRun {
        try await SmallRun.run(["glorot_uniform", "zeros"], shapes: [[784, 256], [512]], defects: ["mean shifted"])
    }

    @Test(.tags(.property)) func `a run has not changed since its own report`() async throws {
        for run in [try await Self.small(), try await SmallRun.standard(), try await SmallRun.deviating()] {
            let comparison = try BaselineComparison(run, since: try Self.baseline(run))
            #expect(!comparison.hasChanges && !comparison.hasLosses)
            let count = run.cases.count + run.defects.count
            #expect(
                Self.lines(comparison) == [
                    "nothing changed since old.json (\(count) cases and planted defects compared)"
                ]
            )
        }
    }

    @Test(.tags(.property)) func `numbers are equal where six significant digits are`() async throws {
        let run = try await Self.small()
        // Written differently, with more digits, or as another JSON writer would: the same numbers.
        let same = try Self.baseline(
            run,
            replacing: [("\"high\": 0.0759555", "\"high\": 7.595549999e-2"), ("1e-06", "0.000001")]
        )
        #expect(try !BaselineComparison(run, since: same).hasChanges)
        let other = try Self.baseline(run, replacing: [("\"high\": 0.0759555", "\"high\": 0.0759556")])
        let comparison = try BaselineComparison(run, since: other)
        #expect(comparison.hasChanges && !comparison.hasLosses)
        #expect(
            Self.lines(comparison) == [
                "changed since old.json:", "  glorot_uniform [784, 256]",
                "    statistics  closed_form.high 0.0759555, was 0.0759556",
                "of 6 cases and planted defects: 1 with other statistics",
            ]
        )
    }

    @Test(.tags(.property)) func `whole numbers are compared by all their digits`() async throws {
        let plan = Plan(claims: [try Claim("zeros")], shapes: [[512], [256]], sampleCount: 4_194_304)
        let run = try await ConformanceRun.run(plan, seed: 1, defects: [])
        let other = try Self.baseline(
            run,
            replacing: [("[512],\n      \"count\": 4194304", "[512],\n      \"count\": 4194305")]
        )
        #expect(
            Self.lines(try BaselineComparison(run, since: other)).contains(
                "    statistics  count 4194304, was 4194305"
            )
        )
    }

    @Test(.tags(.property)) func `another stream is a change even where no figure differs`() async throws {
        let run = try await Self.small()
        let digest = "\(try #require(run.cases.first?.digest))"
        let other = try Self.baseline(run, replacing: [(digest, "0123456789abcdef")])
        let comparison = try BaselineComparison(run, since: other)
        #expect(comparison.hasChanges && !comparison.hasLosses)
        #expect(
            Self.lines(comparison) == [
                "changed since old.json:", "  glorot_uniform [784, 256]",
                "    stream      \(digest), was 0123456789abcdef",
                "of 6 cases and planted defects: 1 stream (value-breaking)",
            ]
        )
    }

    @Test(.tags(.property)) func `a report without digests says nothing of streams`() async throws {
        let run = try await Self.small()
        var text = JSONReport.render(run)
        text.replace(/\ +"stream": "[0-9a-f]{16}",\n/, with: "")
        try #require(!text.contains("stream"))
        let comparison = try BaselineComparison(run, since: try Baseline(Array(text.utf8), path: "old.json"))
        #expect(!comparison.hasChanges)
        #expect(Self.lines(comparison).last == "6 streams could not be compared: the report has none")
    }

    @Test(.tags(.property)) func `a verdict that got worse is a loss, one that got better is none`() async throws {
        let run = try await Self.small()
        // The uniform cases are inconclusive at 4,096 values, the defect is missed.
        for (was, line, isLoss) in [
            ("conforms", "    verdict     inconclusive, was conforms (worse)", true),
            ("not_applicable", "    verdict     inconclusive, was not_applicable", false),
            ("deviates", "    verdict     inconclusive, was deviates", false),
        ] {
            let other = try Self.baseline(
                run,
                replacing: [
                    ("\"verdict\": \"inconclusive\",\n      \"cause\"", "\"verdict\": \"\(was)\",\n      \"cause\"")
                ]
            )
            let comparison = try BaselineComparison(run, since: other)
            #expect(comparison.hasChanges && comparison.hasLosses == isLoss)
            #expect(Self.lines(comparison).contains(line))
        }
    }

    @Test(.tags(.property)) func `a defect that is not caught any more is a loss`() async throws {
        let run = try await Self.small()
        try #require(run.defects.allSatisfy { !$0.isCaught })
        let other = try Self.baseline(run, replacing: [("\"caught\": false", "\"caught\": true")])
        let comparison = try BaselineComparison(run, since: other)
        #expect(comparison.hasLosses)
        #expect(
            Self.lines(comparison).dropFirst() == [
                "  planted defect: mean shifted [784, 256]", "    verdict     missed, was caught (worse)",
                "  planted defect: mean shifted [512]", "    verdict     missed, was caught (worse)",
                "of 6 cases and planted defects: 2 verdicts worse",
            ]
        )
    }

    @Test(.tags(.property)) func `cases are told that came and went, and a case that went is a loss`() async throws {
        let old = try await SmallRun.run(["zeros", "constant(2)"], shapes: [[512]], defects: [])
        let new = try await SmallRun.run(["constant(3)", "zeros"], shapes: [[512]], defects: [])
        let comparison = try BaselineComparison(new, since: try Self.baseline(old))
        #expect(comparison.hasLosses)
        #expect(
            Self.lines(comparison) == [
                "changed since old.json:", "  constant(3) [512]", "    added       conforms", "  constant(2) [512]",
                "    removed     was conforms", "of 2 cases and planted defects: 1 added, 1 removed",
            ]
        )
        let more = try await SmallRun.run(["zeros", "constant(2)", "ones"], shapes: [[512]], defects: [])
        let grown = try BaselineComparison(more, since: try Self.baseline(old))
        #expect(grown.hasChanges && !grown.hasLosses)
        // If part of the plan was asked for, the rest does not count as missing.
        let part = try await SmallRun.run(["zeros"], shapes: [[512]], defects: [])
        let partial = try BaselineComparison(part, since: try Self.baseline(old), isPartial: true)
        #expect(!partial.hasChanges)
        #expect(Self.lines(partial).last == "1 of its cases were not asked for")
        #expect(try BaselineComparison(part, since: try Self.baseline(old)).hasLosses)
    }

    @Test(.tags(.property)) func `a part of the plan is as it was in the whole`() async throws {
        // Alone, a case has no other tensor to be compared with, and the level to itself.
        let claims = ["glorot_uniform", "normal"]
        let old = try await SmallRun.run(claims, shapes: [[784, 256]], defects: [])
        try #require(old.cases.allSatisfy { $0.outcome?[.tensors] != nil })
        for claim in claims {
            let part = try await SmallRun.run([claim], shapes: [[784, 256]], defects: [])
            #expect(try !BaselineComparison(part, since: try Self.baseline(old), isPartial: true).hasChanges)
        }
    }

    @Test(.tags(.property)) func `another seed is told, and every stream that was drawn at random with it`()
        async throws
    {
        let old = try await SmallRun.run(["glorot_uniform", "zeros"], shapes: [[784, 256]], seed: 1, defects: [])
        let new = try await SmallRun.run(["glorot_uniform", "zeros"], shapes: [[784, 256]], seed: 2, defects: [])
        let lines = Self.lines(try BaselineComparison(new, since: try Self.baseline(old)))
        #expect(
            lines == [
                "not comparable: seed 2 here, 1 there", "still compared: verdicts and closed forms",
                "changed since old.json:", "  settings", "    statistics  seed 2, was 1",
                "of 2 cases and planted defects: 1 with other statistics",
            ]
        )
    }

    @Test(.tags(.property)) func `another sample size and another plan are told first`() async throws {
        let old = try await SmallRun.run(["glorot_uniform", "zeros"], shapes: [[784, 256]], defects: [])
        let larger = try await SmallRun.run(
            ["glorot_uniform", "zeros"],
            shapes: [[784, 256]],
            sampleCount: 1 << 13,
            defects: []
        )
        let sizes = Self.lines(try BaselineComparison(larger, since: try Self.baseline(old)))
        #expect(sizes.first == "not comparable: 8,192 values a case here, 4,096 there")
        #expect(!sizes.contains { $0.contains("observed.") || $0.contains("stream ") })
        let other = try await SmallRun.run(["ones", "he_normal", "zeros"], shapes: [[784, 256]], defects: [])
        let plans = Self.lines(try BaselineComparison(other, since: try Self.baseline(old)))
        #expect(plans.first == "not comparable: 3 cases here, 2 there, 1 in both")
        #expect(plans.contains("    added       conforms"))
    }

    @Test(.tags(.property)) func `a report of draws that were escalated is a baseline, too`() async throws {
        let plan = Plan(claims: [try Claim("normal")], shapes: [[30, 20]], sampleCount: 100)
        let run = try await ConformanceRun.run(plan, seed: 1, defects: [], escalation: Escalation())
        #expect(try !BaselineComparison(run, since: try Self.baseline(run)).hasChanges)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("", "report at byte 0: found the end, expected an object"),
            ("[]", "report at byte 0: found '[]', expected an object"),
            ("{}", "report at byte 0: found no schema, expected a conformance report of schema 1"),
            (#"{"schema": 2}"#, "report at byte 1: found schema 2, expected a conformance report of schema 1"),
            (#"{"schema": "1"}"#, #"report at byte 11: found '"1"}', expected an integer of at least 0"#),
            (#"{"schema": 1} x"#, "report at byte 14: found 'x', expected nothing after the report"),
            (#"{"schema": 1}"#, "report at byte 0: found no cases, expected the report of glorot report --format json"),
            (
                #"{"schema": 1, "cases": []}"#,
                "report at byte 0: found no planted_defects, expected the report of glorot report --format json"
            ),
            (
                #"{"schema": 1, "cases": [{}], "planted_defects": []}"#,
                "report at byte 24: found a case without its claim, shape or verdict, expected all three"
            ),
            (
                #"{"schema": 1, "cases": [{"claim": "zeros", "shape": [2], "verdict": "good"}]}"#,
                "report at byte 57: found the verdict 'good', expected conforms, deviates, inconclusive, not_applicable"
            ),
            (
                #"{"schema": 1, "cases": [{"claim": "zeros", "shape": [-2]}]}"#,
                "report at byte 53: found -2, expected an integer from 0 to 2^63 - 1"
            ),
            (
                #"{"schema": 1, "cases": [], "planted_defects": [{"name": "x"}]}"#,
                "report at byte 47: found a planted defect without its name, caught or case, expected all three"
            ),
            (
                #"{"schema": 1, "cases": [], "planted_defects": [{"name": "x", "caught": 7}]}"#,
                "report at byte 71: found 7, expected true or false"
            ),
            (#"{"schema": 1, "schema": 1}"#, "report at byte 14: found the key 'schema' again, expected each key once"),
        ]
    )
    func `what is no conformance report is refused with its place`(text: String, message: String) {
        #expect {
            try Baseline(Array(text.utf8), path: "old.json")
        } throws: { error in
            guard case WeightFileError.format = error else { return false }
            return "\(error)" == "old.json: \(message)"
        }
    }

    @Test(.tags(.negativeControl)) func `a case that comes twice is refused`() {
        let zeros = #"{"claim": "zeros", "shape": [2], "verdict": "conforms"}"#
        let text = #"{"schema": 1, "cases": [\#(zeros), \#(zeros)], "planted_defects": []}"#
        #expect {
            try Baseline(Array(text.utf8), path: "old.json")
        } throws: {
            "\($0)" == "old.json: report at byte 81: found zeros [2] again, expected each case once"
        }
    }

    @Test(.tags(.negativeControl)) func `every beginning of a report is refused and none crashes`() async throws {
        let bytes = Array(JSONReport.render(try await SmallRun.run(["zeros"], shapes: [[2]], defects: [])).utf8)
        // The last byte is a line break.
        for length in stride(from: 0, to: bytes.count - 1, by: 3) {
            #expect(throws: WeightFileError.self) { try Baseline(Array(bytes[..<length]), path: "old.json") }
        }
    }
}
