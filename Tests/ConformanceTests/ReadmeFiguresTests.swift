import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Stats

/// Every figure in the README and the articles comes from the code or the committed reports.
@Suite struct ReadmeFiguresTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file's words, separated by single blanks.
    private static func words(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The parts of the committed report that are counted here.
    private struct Report: Decodable {
        struct Case: Decodable { let verdict: String }
        struct Defect: Decodable { let name: String }

        let cases: [Case]
        let defects: [Defect]

        enum CodingKeys: String, CodingKey {
            case cases
            case defects = "planted_defects"
        }

        static func committed() throws -> Report {
            try JSONDecoder().decode(
                Report.self,
                from: Data(contentsOf: root.appendingPathComponent("reports/conformance.json"))
            )
        }
    }

    @Test func `the counts of cases, initializers and defects are those of the plan and of the report`() throws {
        let readme = try Self.words("README.md")
        let report = try Report.committed()
        let plan = try Plan.standard()
        let conforming = report.cases.count { $0.verdict == "conforms" }
        let inapplicable = report.cases.count { $0.verdict == "not_applicable" }
        #expect(report.cases.count == plan.claims.reduce(0) { $0 + plan.shapes(of: $1).count })
        #expect(
            readme.contains(
                "\(conforming) of \(conforming) cases conform, of \(plan.claims.count) initializers at "
                    + "\(plan.shapes.count) shapes, and structured ones at \(plan.structuredShapes.count) more; "
                    + "\(inapplicable) combinations do not apply."
            )
        )
        let defects = PlantedDefect.all.count
        #expect(readme.contains("\(defects) of \(defects) planted defects were caught"))
        #expect(defects == 57 && readme.contains("fifty-seven mistakes that real code has made"))
        #expect(Set(report.defects.map(\.name)).count == defects)
        // The example in the article on regressions asks for one initializer at four shapes.
        let article = try Self.words(Self.regressions)
        #expect(article.contains("\(report.cases.count + report.defects.count - 4) of its cases were not asked for"))
    }

    @Test func `levels, powers and sizes are the constants of the code`() throws {
        let readme = try Self.words("README.md")
        #expect(ConformanceRun.standardAlpha == 1e-6 && readme.contains("with probability 1e-6 at most"))
        #expect(Sensitivity.power == 0.999 && readme.contains("a case notices, with probability 0.999, an error"))
        #expect(Plan.standardSampleCount == 1 << 22 && readme.contains("at 2^22 values a case notices"))
        let regressions = try Self.words(Self.regressions)
        #expect(StreamDigest.length == 4096 && regressions.contains("a digest of the first 4,096 values"))
        #expect(ConformanceRun.standardResolvableScale == 0.05)
        let article = try Self.words("Sources/Conformance/Conformance.docc/HowAVerdictIsMade.md")
        #expect(
            article.contains("`alpha`, 1e-6 unless told otherwise") && article.contains("standard deviation of 5 %")
        )
        #expect(ConformanceRun.resolvableDistance == 0.15 && article.contains("a distance of 0.15 between the cdf"))
        #expect(Resolution.framework.epsilon == 0x1p-22 && article.contains("2^-22 in probability for values of frame"))
        #expect(Resolution.own.epsilon == 0x1p-31 && article.contains("2^-31 for this package's own draws"))
        #expect(Battery.weights.reduce(0) { $0 + $1.weight }.rounded(toMultipleOf: 1e-12) == 1)
    }

    private static let verdicts = "Sources/Conformance/Conformance.docc/HowAVerdictIsMade.md"

    @Test func `escalation is what the article says`() throws {
        let article = try Self.words(Self.verdicts)
        #expect(Escalation.suspicion == 1e-3 && article.contains("lies between 1e-6 and 1e-3 is drawn again"))
        #expect(Escalation.limit == 3 && article.contains("with four times the values, up to three times:"))
        #expect(article.contains("Draw k has the share 3/4·(1/4)^(k-1) of the level"))
        for draw in 1...4 {
            #expect(Escalation.share(of: draw - 1) == 0.75 / Double(1 << (2 * (draw - 1))))
        }
    }

    /// Uniform, truncated normal and normal laws at the size and level of a case in the report.
    @Test func `the stated power is that of the sensitivity`() throws {
        let readme = try Self.words("README.md")
        let cases = Double(try Report.committed().cases.count { $0.verdict == "conforms" })
        for (claim, name) in [
            ("glorot_uniform", "uniform"), ("glorot_normal", "truncated normal"), ("glorot_gaussian", "normal"),
        ] {
            let law = try Claim(claim).law(of: [784, 256]).distribution()
            let noticed = Sensitivity(count: 1 << 22, law: law, level: 1e-6 / cases, resolution: .own).scale
            let text = String(format: "%.3g %% (\(name))", 100 * noticed)
            #expect(readme.contains(text), "\(text)")
        }
    }

    @Test func `as many lags are tested as the article says`() throws {
        let values = (0..<(1 << 12)).map { Float(($0 * 40503) % 65536) / 65536 }
        // Several tensors of several rows: 64 lags, a row's length and a tensor's.
        let results = try DependenceBattery(resolution: .own).run(
            on: ArraySample(values),
            rowLength: 128,
            tensorLength: 512,
            against: Uniform(low: 0, high: 1)
        )
        let serial = try #require(results.first { $0.test == .serial })
        #expect(serial.method.contains("over 66 lags"), "\(serial.method)")
        #expect(try Self.words(Self.verdicts).contains("Products at 66 lags"))
    }

    @Test func `the variances over Glorot's are in the report`() throws {
        let report = try String(contentsOf: Self.root.appendingPathComponent("reports/conformance.md"), encoding: .utf8)
        let table = try #require(report.components(separatedBy: "Which schemes are Glorot's").last)
            .components(separatedBy: "\n## ")[0]
        let readme = try Self.words("README.md")
        let article = try Self.words("Sources/Initializers/Initializers.docc/XavierInitialization.md")
        for (claim, ratio) in [
            ("tf.contrib.layers.xavier_initializer(uniform=False)", "1.00586"),
            ("prettytensor.xavier_init(uniform=False)", "1.16061"), ("sigmoid_uniform", "16"),
        ] {
            #expect(table.split(separator: "\n").contains { $0.contains("`\(claim)`") && $0.contains("| \(ratio) |") })
            #expect(readme.contains(ratio) && article.contains(ratio))
        }
        // 1 - 4 phi(2) / (2 Phi(2) - 1).
        #expect(article.contains("keeps 0.773741 of its variance"))
        #expect(abs(ClaimedLaw.truncatedVarianceFactor - 0.773741) < 5e-7)
    }

    private static let regressions = "Sources/Conformance/Conformance.docc/GuardingAgainstRegressions.md"

    @Test func `the statistic that the gate's example had before is the committed report's`() throws {
        let article = try Self.words(Self.regressions)
        let former = try #require(article.firstMatch(of: /rows.statistic 0.00364354, was ([0-9.]+)/))
        let report = try String(
            contentsOf: Self.root.appendingPathComponent("reports/conformance.json"),
            encoding: .utf8
        )
        // The only case of the plan with that name and shape.
        let beginning = try #require(
            report.components(separatedBy: "\"claim\": \"keras.RandomUniform\"").dropFirst().first
        )
        #expect(beginning.components(separatedBy: "\"claim\"")[0].contains("\"statistic\": \(former.1)"))
    }

    @Test func `the calibration had as many runs as the README says`() throws {
        #expect(try Self.words("README.md").contains("in more than ten thousand runs on exact laws"))
        #expect(try Self.words("reports/calibration.md").contains("in 10,875 runs of the whole battery"))
    }
}

extension Double {
    fileprivate func rounded(toMultipleOf unit: Double) -> Double { (self / unit).rounded() * unit }
}
