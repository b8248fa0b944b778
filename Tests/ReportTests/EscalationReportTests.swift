import Claims
import Conformance
import Foundation
import Report
import Stats
import TestSupport
import Testing

@Suite struct EscalationReportTests {
    /// A run in which the case "normal" is first suspicious, by a planted p-value, and then cleared.
    private static func run(isSuspicious: Bool = true, escalation: Escalation? = Escalation()) async throws
        -> ConformanceRun
    {
        let plan = Plan(claims: [try Claim("normal"), try Claim("ones")], shapes: [[30, 20]], sampleCount: 1000)
        return try await ConformanceRun.run(plan, seed: 5, resolvableScale: 10, escalation: escalation) { request in
            var result = try request.run()
            if isSuspicious, request.claim.text == "normal" {
                // Adjusted, for a weight of 0.002 and two cases, at most 1e-4.
                let p = TailProbability(request.stage == 0 ? 7.5e-8 : 0.5)
                result.append([TestResult(.copies, tier: .rigorous, statistic: 0, pValue: p, method: "injected")])
            }
            return result
        }
    }

    @Test(.tags(.property)) func `the Markdown tells every draw`() async throws {
        let text = MarkdownReport.render(try await Self.run())
        let section = try #require(text.components(separatedBy: "## Drawn again\n").last)
            .components(separatedBy: "\n## ")[0]
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        #expect(rows.count == 2)
        #expect(rows.first?.hasPrefix("| `normal` | [30, 20] | 1 | 1,000 | 0.75 | copies | ") == true)
        #expect(rows.first?.hasSuffix(" | suspicious |") == true)
        #expect(rows.last?.hasPrefix("| `normal` | [30, 20] | 2 | 4,000 | 0.1875 | ") == true)
        #expect(rows.last?.hasSuffix(" | cleared |") == true)
        // 1,000 and 4,000 normal values, 1,000 ones.
        #expect(text.contains("6,000 values were drawn"))
    }

    @Test(.tags(.property)) func `a run without suspicion says so, and one without escalation says nothing`()
        async throws
    {
        let calm = try await Self.run(isSuspicious: false)
        #expect(MarkdownReport.render(calm).contains("\n\nNo case was suspicious.\n\n"))
        #expect(!JSONReport.render(calm).contains("\"stages\""))
        let plain = try await Self.run(isSuspicious: false, escalation: nil)
        #expect(!MarkdownReport.render(plain).contains("Drawn again"))
        #expect(!JSONReport.render(plain).contains("escalation"))
    }

    @Test(.tags(.property)) func `the JSON has the draws with their tests`() async throws {
        let text = JSONReport.render(try await Self.run())
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let escalation = try #require(document["escalation"] as? [String: Any])
        #expect(escalation["ratio"] as? Double == 0.25 && escalation["limit"] as? Int == 3)
        #expect(escalation["suspicion"] as? Double == 0.001)
        let cases = try #require(document["cases"] as? [[String: Any]])
        #expect(cases[1]["stages"] == nil)
        let stages = try #require(cases[0]["stages"] as? [[String: Any]])
        #expect(stages.map { $0["count"] as? Int } == [1000, 4000])
        #expect(stages.map { $0["finding"] as? String } == ["suspicious", "cleared"])
        #expect(stages[0]["test"] as? String == "copies")
        for stage in stages {
            #expect(
                Set(stage.keys) == ["stage", "count", "share", "finding", "test", "least_adjusted_p_value", "tests"]
            )
            let tests = try #require(stage["tests"] as? [[String: Any]])
            #expect(tests.contains { $0["name"] as? String == "copies" })
        }
    }
}
