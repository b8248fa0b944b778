import Conformance
import Foundation
import Report
import Stats
import TestSupport
import Testing

@Suite struct JSONReportTests {
    typealias Object = [String: Any]

    private func parsed(_ run: ConformanceRun) throws -> Object {
        let text = JSONReport.render(run)
        #expect(text.hasSuffix("}\n"))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
    }

    private func objects(_ value: Any?) throws -> [Object] { try #require(value as? [Object]) }

    @Test(.tags(.property)) func `the document has the schema's keys`() async throws {
        let run = try await SmallRun.standard()
        let document = try parsed(run)
        #expect(
            Set(document.keys) == [
                "schema", "version", "verdict", "alpha", "seed", "resolution", "draws", "cases", "planted_defects",
            ]
        )
        #expect(document["schema"] as? Int == 1)
        #expect(document["alpha"] as? Double == 1e-6)
        #expect(document["seed"] as? String == "1")
        #expect(document["draws"] as? Int == run.drawCount)
        let cases = try objects(document["cases"])
        let defects = try objects(document["planted_defects"])
        #expect(cases.count == run.cases.count)
        #expect(defects.count == run.defects.count)
        for defect in defects { #expect(Set(defect.keys) == ["name", "summary", "caught", "case"]) }
        for value in try cases + defects.map({ try #require($0["case"] as? Object) }) {
            #expect(
                Set(value.keys) == [
                    "tensor", "claim", "shape", "count", "stream", "verdict", "cause", "diagnosis", "closed_form",
                    "observed",
                    "tests", "noticeable", "intervals",
                ]
            )
            for test in try objects(value["tests"]) {
                #expect(
                    Set(test.keys) == [
                        "name", "tier", "statistic", "degrees_of_freedom", "p_value", "log10_p_value",
                        "adjusted_p_value",
                    ]
                )
            }
        }
    }

    @Test(.tags(.property)) func `cases are the run's, in its order`() async throws {
        for run in [try await SmallRun.standard(), try await SmallRun.deviating()] {
            for (value, result) in zip(try objects(try parsed(run)["cases"]), run.cases) {
                #expect(value["claim"] as? String == result.claim)
                #expect(value["shape"] as? [Int] == result.shape)
                #expect(value["count"] as? Int == result.count)
                #expect(value["verdict"] as? String == result.verdict.rawValue)
                #expect(value["cause"] as? String == result.diagnosisWords ?? result.reason)
                #expect(try objects(value["tests"]).count == result.outcome?.results.count ?? 0)
            }
        }
    }

    @Test(.tags(.property)) func `the verdict of a run is that of its worst case, or of a defect that was missed`()
        async throws
    {
        func verdict(_ run: ConformanceRun) throws -> String? { try parsed(run)["verdict"] as? String }
        #expect(try verdict(try await SmallRun.run(["zeros"], defects: [])) == "conforms")
        #expect(try verdict(try await SmallRun.run(["zeros"], defects: ["no square root"])) == "conforms")
        #expect(try verdict(try await SmallRun.run(["glorot_uniform"], defects: [])) == "inconclusive")
        #expect(try verdict(try await SmallRun.run(["zeros"], defects: ["mean shifted"])) == "deviates")
        #expect(try verdict(try await SmallRun.deviating()) == "deviates")
    }

    @Test(.tags(.property)) func `numbers that are not finite are strings`() async throws {
        let cases = try objects(
            try parsed(try await SmallRun.run(["glorot_gaussian"], shapes: [[784, 256]], defects: []))["cases"]
        )
        let form = try #require(cases.first?["closed_form"] as? Object)
        #expect(form["low"] as? String == "-inf")
        #expect(form["high"] as? String == "inf")
        #expect(form["variance"] as? Double == 0.00192308)
        let defects = try objects(
            try parsed(try await SmallRun.run(["zeros"], shapes: [[512]], defects: ["no square root"]))[
                "planted_defects"
            ]
        )
        let result = try #require(defects.first?["case"] as? Object)
        let tests = try objects(result["tests"])
        // Values are granted 4 ulp of the limit; with a limit that is too small, they all lie inside.
        #expect(tests.first { $0["name"] as? String == "support" }?["p_value"] as? Double == 1)
        let distance = try #require(tests.first { $0["name"] as? String == "kolmogorov_smirnov" })
        #expect(distance["p_value"] as? Double == 0)
        #expect(try #require(distance["log10_p_value"] as? Double) < -308)
    }

    @Test(.tags(.property)) func `the same run gives the same bytes, and another seed gives others`() async throws {
        let text = JSONReport.render(try await SmallRun.standard())
        #expect(JSONReport.render(try await SmallRun.run()) == text)
        #expect(JSONReport.render(try await SmallRun.run(seed: 2)) != text)
    }

    @Test(.tags(.property)) func `a seed beyond 2^53 keeps its digits`() async throws {
        let run = try await SmallRun.run(["zeros"], shapes: [[1]], sampleCount: 1, seed: .max, defects: [])
        #expect(try parsed(run)["seed"] as? String == "18446744073709551615")
    }
}
