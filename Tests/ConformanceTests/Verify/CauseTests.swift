import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

/// What a deviation is put down to, where more than one thing is wrong or one thing looks like another.
@Suite struct CauseTests {
    private static func cause(
        _ shape: [Int],
        _ values: [Double],
        _ claim: String
    ) async throws -> String {
        var file = MadeFile()
        file.add("w", shape, values.map { Float($0) })
        let verification = await Verification.run([try file.file()], expecting: Expectations(try Claim(claim)))
        guard case .tested(let result) = try #require(verification.cases.first).disposition else {
            return "\(verification.cases.map(\.disposition))"
        }
        #expect(result.verdict == .deviates)
        return result.cause?.words ?? "none"
    }

    @Test(.tags(.negativeControl), arguments: [Double.nan, .infinity])
    func `a value that is no finite number is named first`(value: Double) async throws {
        var generator = SplitMix64(state: 61)
        // Glorot's limit for [100, 80] is sqrt(6/180), its variance 1/90.
        var uniform = generator.uniform(8000, limit: 0.18257418583505536)
        uniform[17] = value
        let one = "1 value is NaN or infinite"
        #expect(try await Self.cause([100, 80], uniform, "glorot_uniform") == one)
        let other = try await Self.cause([100, 80], uniform, "normal(stddev=0.10540925533894598)")
        #expect(other == "\(one); a uniform law of the claimed variance")
        uniform[4000] = value
        #expect(try await Self.cause([100, 80], uniform, "glorot_uniform") == "2 values are NaN or infinite")
        let none = value.isNaN ? "no value is a number" : "no value is finite"
        #expect(try await Self.cause([100, 80], uniform.map { _ in value }, "glorot_uniform") == none)
    }

    @Test(.tags(.negativeControl)) func `a constant is no matter of equal shards`() async throws {
        let values = [Double](repeating: 0.125, count: 8000)
        #expect(try await Self.cause([100, 80], values, "normal(stddev=0.1)") == "every value is 0.125")
    }

    @Test(.tags(.negativeControl)) func `a mean that was meant as the standard deviation shows in both`() async throws {
        var generator = SplitMix64(state: 62)
        let values = generator.normal(65536, deviation: 0.02)
        // normal(0.02) has the standard deviation 1: 0.02^2 = 0.0004.
        let both = try await Self.cause([256, 256], values, "normal(0.02)")
        let match = try #require(
            both.wholeMatch(
                of: /variance is ([0-9.]+) of the claim, and the mean is off by -([0-9.]+) standard deviations/
            )
        )
        #expect(abs(try #require(Double(match.1)) / 0.0004 - 1) < 0.03)
        #expect(abs(try #require(Double(match.2)) / 0.02 - 1) < 0.03)
        // The mean alone: the variance about the sample's own mean is that of the claim.
        let mean = try await Self.cause([256, 256], values, "normal(mean=0.02, stddev=0.02)")
        #expect(mean.hasPrefix("the mean is off by -"))
    }

    /// Uniform on 1/sqrt(784), variance 1/2352, whatever the claim's rule makes of the fans 784 and 256.
    @Test(
        .tags(.negativeControl),
        arguments: ["xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_(mode='fan_out')"]
    )
    func `a layer that kept PyTorch's default is told so under any claim with fans`(claim: String) async throws {
        var generator = SplitMix64(state: 63)
        let values = generator.uniform(784 * 256, limit: 1 / 28.0)
        let cause = try await Self.cause([256, 784], values, "torch.nn.init.\(claim)")
        #expect(cause.contains("a = sqrt 5, the default of PyTorch's layers"), "\(cause)")
    }

    @Test(.tags(.negativeControl)) func `one value out of the support is one value`() async throws {
        var generator = SplitMix64(state: 64)
        var values = generator.uniform(8000, limit: 0.18257418583505536)
        values[17] = 0.2
        #expect(
            try await Self.cause([100, 80], values, "glorot_uniform") == "1 value that cannot occur under the claim"
        )
        #expect(try await Self.cause([4], [0, 0, 0, 1], "torch.nn.init.zeros_") == "1 value is not 0.0")
    }
}
