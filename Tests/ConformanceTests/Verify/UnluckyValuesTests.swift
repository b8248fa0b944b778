import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Stats
import WeightFiles

/// Values and claims that nobody writes on purpose. Every verification must end, and every p-value must be a number.
@Suite struct UnluckyValuesTests {
    private static func verify(_ values: [Double], _ claim: String) async throws -> Finding {
        let file = try MadeFile.npy("w.npy", [values.count], isFortranOrder: false, values)
        let found = await Verification.run([file], expecting: Expectations(try Claim(claim)))
        guard case .tested(let result) = try #require(found.cases.first).disposition else { throw Untested() }
        return result
    }

    /// Their variance is at most 1e-310 of the claim's: no scale turns that into a number of three digits.
    @Test(
        .tags(.negativeControl),
        arguments: [[-3.74924203e-242, -2.91341435e-157], [Double](repeating: 1e-155, count: 1000)]
    )
    func `values next to 0 are rejected, and the report of it ends`(values: [Double]) async throws {
        for claim in ["normal(stddev=1)", "uniform(low=-1, high=1)", "truncated_normal(stddev=1)"] {
            let result = try await Self.verify(values, claim)
            #expect(values.count < 10 || result.verdict == .deviates)
        }
    }

    /// People write the largest number for "no bound": half of a normal law is left.
    @Test(.tags(.statistical, .negativeControl), arguments: [-1e308, -Double.greatestFiniteMagnitude, -39])
    func `a bound that is far out is no bound`(low: Double) async throws {
        var generator = SplitMix64(state: 82)
        let values = generator.normal(5000, deviation: 1).map { -abs($0) }
        let claim = "truncated_normal(low=\(low), high=0)"
        #expect(try await Self.verify(values, claim).deviating(at: 1e-6) == [])
        #expect(try await Self.verify(values.map { 1.3 * $0 }, claim).verdict == .deviates)
    }

    @Test(.tags(.negativeControl)) func `arithmetic without bounds and texts without end are refused`() {
        // 2 to the power -2^62 is 0, which is not a standard deviation.
        #expect(throws: ClaimError.self) { try Claim("normal(stddev=2**-(2**62))") }
        #expect(throws: ClaimError.self) { try Claim("normal(stddev=2**(2**62))") }
        #expect(throws: ClaimError.self) { try Claim("torch.nn.Embedding.weight(padding_idx=-2**63)") }
        #expect(throws: ClaimError.tooLong(bytes: 1_000_000)) { try Claim(String(repeating: "a", count: 1_000_000)) }
    }

    /// Arbitrary bits, of either type, against every family: each verification ends, and each p-value is a probability.
    @Test(.tags(.property)) func `any bits end, with p-values that are numbers`() async throws {
        let claims = [
            "normal(stddev=1)", "normal(stddev=1e-150)", "normal(mean=1e300, stddev=1e290)", "uniform(low=-1, high=1)",
            "uniform(low=1e100, high=1.1e100)", "truncated_normal(stddev=1e-3)", "truncated_normal(low=-1e308, high=0)",
            "zeros", "orthogonal", "sparse(sparsity=0.5)", "glorot_uniform", "torch.nn.Linear.weight",
        ]
        var generator = SplitMix64(state: 83)
        for claim in claims {
            for round in 0..<(isQuickRun ? 2 : 12) {
                // Numbers, then magnitudes from the whole range, then arbitrary bits, including NaN and infinities.
                let isAny = round % 3 == 2
                let doubles = (0..<64).map { _ in
                    let bits = generator.next()
                    let double = Double(bitPattern: bits)
                    return isAny || double.isFinite ? double : 0
                }
                var file = MadeFile()
                let singles = doubles.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0.bitPattern)) }
                file.add("single", [8, 8], singles)
                let wide = try MadeFile.npy("double.npy", [8, 8], isFortranOrder: false, doubles)
                let found = await Verification.run([try file.file(), wide], expecting: Expectations(try Claim(claim)))
                #expect(found.cases.count == 2)
                for tensor in found.cases {
                    guard case .tested(let result) = tensor.disposition else { continue }
                    for test in result.outcome?.results ?? [] where test.tier == .rigorous {
                        let p = test.pValue
                        #expect(p.value >= 0 && p.value <= 1 && p.logarithm <= 0, "\(claim): \(test)")
                    }
                    #expect(result.adjusted.allSatisfy { $0.pValue.value >= 0 && $0.pValue.value <= 1 })
                }
            }
        }
    }

    private struct Untested: Error {}
}
