import Foundation
import TestSupport
import Testing

/// `glorot report --baseline`.
@Suite struct BaselineTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func report(_ arguments: String..., only: [String] = ["keras.LecunNormal", "zeros"]) async throws
        -> BuiltCommand.Outcome
    {
        try await BuiltCommand.run(
            ["report", "--only"] + only + ["--samples", "256", "--format", "markdown,json", "--output", "r"]
                + arguments,
            in: folder
        )
    }

    private func change(_ old: String, to new: String) throws {
        let text = String(decoding: try folder.bytes("r/conformance.json"), as: UTF8.self)
        try #require(text.contains(old))
        try folder.write(text.replacingOccurrences(of: old, with: new), to: "old.json")
    }

    private static let summary = "4 of 8 cases conform, 4 are inconclusive, 0 of 0 planted defects caught\n"

    @Test(.tags(.property)) func `the report that is replaced may be the baseline`() async throws {
        #expect(try await report().status == 0)
        let old = try folder.bytes("r/conformance.json")
        let again = try await report("--baseline", "r/conformance.json")
        #expect(again.status == 0)
        #expect(
            again.output
                == "nothing changed since r/conformance.json (8 cases and planted defects compared)\n" + Self.summary
        )
        #expect(try folder.bytes("r/conformance.json") == old)
        // It is read before it is replaced: the new report has nothing of the old seed.
        let other = try await report("--baseline", "r/conformance.json", "--seed", "7")
        #expect(other.status == 1)
        #expect(other.output.contains("\n    statistics  seed 7, was 2026\n"))
        #expect(
            other.output.hasPrefix(
                "not comparable: seed 7 here, 2026 there\nstill compared: verdicts and closed forms\nchanged since "
            )
        )
        #expect(!other.output.contains("\n    stream      "))
        #expect(other.messages == "wrote r/conformance.json\nwrote r/conformance.md\n")
    }

    @Test(.tags(.property)) func `a break of values fails unless it is allowed`() async throws {
        #expect(try await report().status == 0)
        try change("\"seed\": \"2026\"", to: "\"seed\": \"1\"")
        let refused = try await report("--baseline", "old.json")
        #expect(refused.status == 1)
        #expect(
            refused.output == """
                not comparable: seed 2026 here, 1 there
                still compared: verdicts and closed forms
                changed since old.json:
                  settings
                    statistics  seed 2026, was 1
                of 8 cases and planted defects: 1 with other statistics

                """ + Self.summary
        )
        let allowed = try await report("--baseline", "old.json", "--allow", "value-breaking")
        #expect(allowed.status == 0)
        #expect(allowed.output == refused.output)
    }

    @Test(.tags(.negativeControl)) func `a verdict that is worse fails whatever is allowed`() async throws {
        #expect(try await report().status == 0)
        try change("\"verdict\": \"inconclusive\",\n      \"cause\"", to: "\"verdict\": \"conforms\",\n      \"cause\"")
        let outcome = try await report("--baseline", "old.json", "--allow", "value-breaking")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("\n    verdict     inconclusive, was conforms (worse)\n"))
        #expect(outcome.output.contains("\nof 8 cases and planted defects: 4 verdicts worse\n"))
    }

    @Test(.tags(.property)) func `of a whole report a part is compared with its own cases`() async throws {
        #expect(try await report().status == 0)
        let part = try await report("--baseline", "r/conformance.json", only: ["zeros"])
        #expect(part.status == 0)
        #expect(
            part.output.hasPrefix("nothing changed since r/conformance.json (4 cases and planted defects compared)\n")
        )
        #expect(part.output.contains("\n4 of its cases were not asked for\n"))
    }

    @Test(.tags(.negativeControl)) func `a baseline that cannot be used is refused before anything is written`()
        async throws
    {
        try folder.write("{\"schema\": 1,", to: "cut.json")
        try folder.write("{\"schema\": 7}", to: "later.json")
        let refusals: [(String, Int32, String)] = [
            ("none.json", 66, "none.json: cannot read: No such file or directory"),
            ("cut.json", 65, "cut.json: report at byte 13: found the end, expected a key in quotes"),
            (
                "later.json", 65,
                "later.json: report at byte 1: found schema 7, expected a conformance report of schema 1"
            ),
        ]
        for (name, status, message) in refusals {
            #expect(try await report("--baseline", name) == .refusal(status, message))
        }
        #expect(try folder.names() == ["cut.json", "later.json"])
    }

    @Test(.tags(.negativeControl)) func `a verification is no baseline`() async throws {
        let weights = "\(VerifyTests.fixtures)/weights/keras/glorot_uniform.npy"
        let verified = try await BuiltCommand.run("verify", weights, "--as", "keras.GlorotUniform", "--format", "json")
        try folder.write(verified.output, to: "verified.json")
        #expect(
            try await report("--baseline", "verified.json")
                == .refusal(
                    65,
                    "verified.json: report at byte 0: found no planted_defects, expected the report of glorot report "
                        + "--format json"
                )
        )
    }

    @Test(.tags(.negativeControl)) func `an allowance without a baseline, or of something else, is refused`()
        async throws
    {
        #expect(
            try await report("--allow", "value-breaking")
                == .refusal(64, "--allow: found no --baseline, expected one to compare with")
        )
        let other = try await report("--baseline", "r/conformance.json", "--allow", "anything")
        #expect(other.status == 64)
        #expect(try folder.names() == [])
    }
}
