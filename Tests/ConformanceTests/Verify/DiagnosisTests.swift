import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import NumberTypes
import Report
import Stats

/// What a tensor is instead, kind by kind, and that nothing is said that was not tested.
@Suite struct DiagnosisTests {
    static func finding(
        _ shape: [Int],
        _ values: [Double],
        _ claim: String,
        fans: ClaimedFans? = nil
    ) async throws -> Finding {
        var file = MadeFile()
        file.add("w", shape, values.map { Float($0) })
        let verification = await Verification.run(
            [try file.file()],
            expecting: Expectations(try Claim(claim), fans: fans)
        )
        let finding = try #require(verification.cases.first?.finding, "\(verification.cases.map(\.disposition))")
        #expect(finding.verdict == .deviates)
        return finding
    }

    static func words(_ shape: [Int], _ values: [Double], _ claim: String) async throws -> String {
        try await finding(shape, values, claim).diagnosisWords ?? "none"
    }

    /// What is drawn, claimed and found.
    struct Kind: CustomTestStringConvertible, Sendable {
        let code: String
        let shape: [Int]
        let claim: String
        var fans: ClaimedFans?
        let draw: @Sendable (inout SplitMix64, Int) -> [Double]

        var testDescription: String { "\(code): \(claim) at \(shape)" }

        static func normal(
            _ code: String,
            _ deviation: Double,
            _ shape: [Int],
            _ claim: String,
            fans: ClaimedFans? = nil
        ) -> Kind {
            Kind(code: code, shape: shape, claim: claim, fans: fans) { $0.normal($1, deviation: deviation) }
        }

        static func uniform(
            _ code: String,
            _ limit: Double,
            _ shape: [Int],
            _ claim: String,
            fans: ClaimedFans? = nil
        ) -> Kind {
            Kind(code: code, shape: shape, claim: claim, fans: fans) { $0.uniform($1, limit: limit) }
        }

        static func truncated(_ code: String, _ parent: Double, at bound: Double, _ shape: [Int], _ claim: String)
            -> Kind
        {
            Kind(code: code, shape: shape, claim: claim) { generator, count in
                var values: [Double] = []
                while values.count < count {
                    values += generator.normal(count, deviation: parent).filter { abs($0) < bound * parent }
                }
                return Array(values.prefix(count))
            }
        }
    }

    /// Each scale is the formula from the literature at this shape, with the mistake.
    static let kinds: [Kind] = [
        // 1/sqrt(fan_in), whatever was claimed.
        .uniform("layer-default", 1 / 300.0.squareRoot(), [200, 300], "torch.nn.init.xavier_uniform_"),
        .uniform("layer-default", 1 / 300.0.squareRoot(), [200, 300], "torch.nn.init.kaiming_normal_"),
        .uniform("layer-default", 1 / 288.0.squareRoot(), [64, 32, 3, 3], "normal(0, 0.02)"),
        .uniform("layer-default", 0.05, [300, 64], "torch.nn.init.normal_(std=0.02)"),
        .normal("layer-default", 1, [300, 64], "normal(0, 0.02)"),
        .normal("common-law", 0.02, [256, 200], "torch.nn.init.xavier_normal_"),
        .normal("fans-swapped", (2.0 / 150).squareRoot(), [400, 150], "torch.nn.init.kaiming_normal_(mode='fan_out')"),
        .uniform("other-fan", (3.0 / 200).squareRoot(), [200, 300], "keras.GlorotUniform"),
        // PyTorch's weight [out, in, 3, 3] has the fan-in 32 * 9.
        .uniform("other-layout", (6.0 / 288).squareRoot(), [64, 32, 3, 3], "keras.HeUniform"),
        .normal(
            "receptive-field",
            (2.0 / 48).squareRoot(),
            [64, 48, 3, 3],
            "torch.nn.init.kaiming_normal_(nonlinearity='relu')"
        ),
        .normal(
            "groups",
            (2.0 / (8 * 4 * 9)).squareRoot(),
            [64, 8, 3, 3],
            "torch.nn.init.kaiming_normal_(nonlinearity='relu')"
        ),
        // The stack [4, 200, 100] has the fans 800 and 400.
        .uniform(
            "shape-fans",
            (6.0 / 1200).squareRoot(),
            [4, 200, 100],
            "glorot_uniform",
            fans: ClaimedFans(fanIn: 200, fanOut: 100)
        ),
        .uniform("packed-projections", (6.0 / 200).squareRoot(), [300, 100], "torch.nn.init.xavier_uniform_"),
        .normal(
            "shard-fans",
            (1.0 / 1024).squareRoot(),
            [256, 128],
            "torch.nn.init.kaiming_normal_(nonlinearity='linear')"
        ),
        .uniform("gain-missing", (6.0 / 300).squareRoot(), [200, 100], "torch.nn.init.xavier_uniform_(gain=5/3)"),
        .uniform("gain-squared", 4 * (6.0 / 300).squareRoot(), [200, 100], "torch.nn.init.xavier_uniform_(gain=2)"),
        .uniform("other-gain", 4 * (6.0 / 300).squareRoot(), [200, 100], "torch.nn.init.xavier_uniform_"),
        .normal("argument-missing", 1 / 16, [256, 256], "t5.normal(d_kv=64)"),
        .normal("depth-missing", 0.02, [300, 300], "gpt2.residual(layers=24)"),
        .normal("depth-added", 0.02 / 24.0.squareRoot(), [300, 300], "gpt2.normal"),
        .normal("depth-halved", 0.02 / 12.0.squareRoot(), [300, 300], "gpt2.residual(layers=12)"),
        .normal("variance-for-deviation", 0.004, [300, 200], "glorot_gaussian"),
        .normal("limit-for-deviation", (6.0 / 500).squareRoot(), [300, 200], "glorot_uniform"),
        .uniform("deviation-for-limit", (2.0 / 500).squareRoot(), [300, 200], "glorot_gaussian"),
        .uniform("no-square-root", 6.0 / 500, [300, 200], "keras.GlorotUniform"),
        .normal("mean-for-deviation", 0.02, [256, 256], "normal(0.02)"),
        .normal("not-truncated", 0.02, [300, 200], "truncated_normal(stddev=0.02)"),
        .normal("not-truncated", (2.0 / 300).squareRoot(), [300, 200], "keras.HeNormal"),
        .truncated("truncated", 0.02, at: 3, [600, 400], "normal(0, 0.02)"),
        .truncated("not-rescaled", (2.0 / 300).squareRoot(), at: 2, [300, 200], "keras.HeNormal"),
        .truncated("other-framework", (3.0 / 500).squareRoot(), at: 2, [300, 200], "keras.GlorotNormal"),
        .uniform("other-family", 0.02 * 3.0.squareRoot(), [300, 200], "normal(0, 0.02)"),
        .normal("other-family", 0.1 / 3.0.squareRoot(), [300, 200], "uniform(-0.1, 0.1)"),
        Kind(code: "upper-half", shape: [300, 200], claim: "uniform(-0.1, 0.1)") { generator, count in
            generator.uniform(count, limit: 0.1).map { abs($0) }
        },
        Kind(code: "symmetric", shape: [300, 200], claim: "jax.nn.initializers.uniform") { generator, count in
            generator.uniform(count, limit: 0.01)
        },
        // Documented as 3/fan_in, drawn as 3/sqrt(fan_in).
        .uniform("not-as-documented", 3 / 300.0.squareRoot(), [300, 200], "WeightInit.VAR_SCALING_UNIFORM_FAN_IN"),
        .normal("other-parameters", 0.0137, [300, 200], "glorot_gaussian"),
        Kind(code: "unknown-law", shape: [300, 200], claim: "glorot_gaussian") { generator, count in
            zip(generator.normal(count, deviation: 0.03), generator.normal(count, deviation: 1)).map { $0 * abs($1) }
        },
    ]

    @Test(.tags(.negativeControl)) func `a call with its own numbers is not another framework's default`() async throws
    {
        var generator = SplitMix64(state: 74)
        // Half the deviation, which is also the default of jax.nn.initializers.normal.
        let values = generator.normal(20_000, deviation: 0.01)
        let halved = try await Self.finding([200, 100], values, "torch.nn.init.normal_(std=0.02)")
        #expect(halved.diagnosis.map(\.code).first == "other-gain", "\(halved.diagnosisWords ?? "none")")
        #expect(!halved.diagnosis.map(\.code).contains("other-framework"))
        // Without numbers, it may be.
        let claim = try await Self.finding([200, 100], values, "keras.RandomNormal")
        #expect(claim.diagnosis.map(\.code).contains("other-framework"), "\(claim.diagnosisWords ?? "none")")
    }

    @Test(.tags(.negativeControl)) func `layers of other frameworks are named only if nothing nearer is`() async throws
    {
        var generator = SplitMix64(state: 75)
        // sqrt(6/320): Glorot's rule, PyTorch's function of that name, and the kernel of a layer of Keras.
        let values = generator.uniform(64 * 256, limit: 0.13693063937629152)
        let found = try await Self.finding([256, 64], values, "torch.nn.RNN.weight(hidden_size=64)")
        #expect(found.diagnosisWords?.contains("torch.nn.init.xavier_uniform_") == true)
        #expect(found.diagnosisWords?.contains("keras") == false, "\(found.diagnosisWords ?? "none")")
    }

    @Test(.tags(.negativeControl, .statistical), arguments: kinds)
    func `a law is named by the mistake that makes it of the claim`(kind: Kind) async throws {
        var generator = SplitMix64(state: UInt64(bitPattern: Int64(kind.shape.reduce(kind.claim.utf8.count, +))))
        let values = kind.draw(&generator, kind.shape.reduce(1, *))
        let found = try await Self.finding(kind.shape, values, kind.claim, fans: kind.fans)
        #expect(found.diagnosis.map(\.code).contains(kind.code), "\(found.diagnosisWords ?? "none")")
        #expect(found.diagnosis.count <= 3)
        // One line, and possibly another for anything else.
        #expect((1...2).contains(found.diagnosisLines.count))
    }

    /// He's law as Keras draws it on PyTorch: a few values in a million lie beyond its bounds.
    @Test(.tags(.negativeControl, .statistical)) func `a law is named though a few values lie beyond its bounds`()
        async throws
    {
        var generator = SplitMix64(state: 73)
        // For 300 inputs, before the cut at two standard deviations.
        let parent = (2.0 / 300).squareRoot() / 0.879_625_661_034_239_8
        var values: [Double] = []
        while values.count < 60_000 {
            values += generator.normal(60_000, deviation: parent).filter { abs($0) < 2 * parent }
        }
        values = Array(values.prefix(60_000))
        var few = values
        few[100] = 2.2 * parent
        few[50_000] = -2.7 * parent
        for claim in ["keras.GlorotNormal", "he_uniform", "normal(0, 0.02)"] {
            let found = try await Self.finding([300, 200], few, claim)
            #expect(found.diagnosis.count == 2, "\(found.diagnosisWords ?? "none")")
            guard case .law? = found.diagnosis.first,
                case .besides(2, let largest, let deviations, [250, 0], true)? = found.diagnosis.last
            else {
                Issue.record("\(found.diagnosisWords ?? "none")")
                continue
            }
            #expect(abs(largest / (-2.7 * parent) - 1) < 1e-6 && abs(deviations - 2.7) < 1e-5)
        }
        // Many values beyond, and values whose rest follows no law.
        var many = values
        for place in 0..<60 { many[place * 1000] = 2.2 * parent }
        let mixed = zip(few, generator.normal(60_000, deviation: 1)).map { $0 * (1 + 0.1 * abs($1)) }
        for values in [many, mixed] {
            let found = try await Self.finding([300, 200], values, "keras.GlorotNormal")
            #expect(!found.diagnosis.contains { if case .besides = $0 { true } else { false } })
        }
    }

    /// 64 normal values with 7.4 times the variance: no law is that likely.
    @Test(.tags(.negativeControl)) func `few values of any scale have no cause`() async throws {
        var generator = SplitMix64(state: 71)
        for scale in [1.9, 2.72, 3.5] {
            let found = try await Self.finding([64], generator.normal(64, deviation: 0.01 * scale), "normal(0, 0.01)")
            #expect(found.diagnosis.map(\.code) == ["other-parameters"], "\(found.diagnosisWords ?? "none")")
        }
    }

    /// At a level of one half, sound tensors are rejected by chance, and nothing is made of it.
    @Test(.tags(.statistical)) func `what chance rejects is told so`() async throws {
        var generator = SplitMix64(state: 72)
        var rejected = 0
        for _ in 0..<40 {
            var file = MadeFile()
            file.add("w", [40, 30], generator.normal(1200, deviation: 0.02).map { Float($0) })
            let expectations = Expectations(try Claim("normal(0, 0.02)"))
            let found = await Verification.run([try file.file()], expecting: expectations, alpha: 0.5)
            let finding = try #require(found.cases.first?.finding)
            guard finding.verdict == .deviates else { continue }
            rejected += 1
            #expect(finding.diagnosis.map(\.code) == ["chance"], "\(finding.diagnosisWords ?? "none")")
        }
        #expect(rejected > 0)
    }

    @Test func `every kind stands in the article`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let article = try String(
            contentsOf: root.appendingPathComponent("Sources/Conformance/Conformance.docc/Diagnosis.md"),
            encoding: .utf8
        )
        for kind in Self.kinds { #expect(article.contains("`\(kind.code)`"), "\(kind.code)") }
    }
}
