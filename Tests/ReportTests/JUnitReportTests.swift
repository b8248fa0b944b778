import Conformance
import Report
import Stats
import TestSupport
import Testing

/// A document as a reader of JUnit files sees it.
private struct JUnitReader {
    struct Suite: Equatable {
        var name: String
        var tests: String?
        var failures: String?
        var cases: [Case] = []
    }

    struct Case: Equatable {
        var group: String
        var name: String
        /// The elements in it, each with its message.
        var remarks: [String] = []
    }

    let suites: [Suite]

    init(_ text: String) throws {
        let elements = try XMLElements(text)
        func cases(of suite: Int) -> [Case] {
            elements.all.indices.filter { elements.all[$0].parent == suite }.map { place in
                let attributes = elements.all[place].attributes
                let remarks = elements.children(of: place).map { remark in
                    remark.name + (remark.attributes["message"].map { ": \($0)" } ?? "")
                }
                return Case(group: attributes["classname"] ?? "", name: attributes["name"] ?? "", remarks: remarks)
            }
        }
        suites = elements.all.indices.filter { elements.all[$0].name == "testsuite" }.map { place in
            let attributes = elements.all[place].attributes
            return Suite(
                name: attributes["name"] ?? "",
                tests: attributes["tests"],
                failures: attributes["failures"],
                cases: cases(of: place)
            )
        }
    }
}

@Suite struct JUnitReportTests {
    @Test(.tags(.property)) func `counts are those of the cases and of the planted defects`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            let suites = try JUnitReader(JUnitReport.render(run)).suites
            try #require(suites.map(\.name) == ["conformance", "planted defects"])
            func failures(_ suite: JUnitReader.Suite) -> Int {
                suite.cases.count { $0.remarks.contains { $0.hasPrefix("failure") } }
            }
            for suite in suites {
                #expect(suite.tests == "\(suite.cases.count)")
                #expect(suite.failures == "\(failures(suite))")
            }
            #expect(suites[0].cases.count == run.cases.count)
            #expect(failures(suites[0]) == run.cases.count { $0.verdict == .deviates })
            #expect(suites[1].cases.count == run.defects.count)
            #expect(failures(suites[1]) == run.defects.count { !$0.isCaught })
        }
    }

    @Test(.tags(.property)) func `each case carries its verdict, and names survive the escaping`() async throws {
        let run = try await SmallRun.standard()
        let cases = try JUnitReader(JUnitReport.render(run)).suites[0].cases
        for (value, result) in zip(cases, run.cases) {
            #expect(value.name == "\(result.claim) \(Numerals.shape(result.shape))")
            #expect(value.group == result.scheme)
            switch result.verdict {
            case .conforms: #expect(value.remarks == [])
            case .inconclusive: #expect(value.remarks == ["system-out"])
            case .deviates: #expect(value.remarks.first?.hasPrefix("failure: ") == true)
            case .notApplicable: #expect(value.remarks == ["skipped: \(result.reason ?? "")"])
            }
        }
        #expect(Set(run.cases.map(\.verdict)) == [.conforms, .inconclusive, .notApplicable])
        #expect(cases.contains { $0.name.contains(#"mode="fan_geo_avg""#) })
    }

    @Test(.tags(.property)) func `a deviation names the tests that found it`() async throws {
        let run = try await SmallRun.deviating()
        let deviating = try #require(run.cases.firstIndex { $0.verdict == .deviates })
        let remarks = try JUnitReader(JUnitReport.render(run)).suites[0].cases[deviating].remarks
        let tests = run.cases[deviating].deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
        #expect(remarks.first?.hasPrefix("failure: \(tests)") == true)
    }

    @Test(.tags(.property)) func `the same run gives the same bytes`() async throws {
        #expect(JUnitReport.render(try await SmallRun.run()) == JUnitReport.render(try await SmallRun.standard()))
    }
}
