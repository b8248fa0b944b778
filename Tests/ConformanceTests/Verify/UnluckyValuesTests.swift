import Foundation
import TestSupport
import Testing

import Conformance
import Stats
import WeightFiles

/// Values and claims that nobody writes on purpose: every verification ends, and every p-value is a number.
@Suite struct UnluckyValuesTests {
    private static func verify(_ values: [Double], _ claim: String) async throws -> CaseResult {
        let file = try MadeFile.npy("w.npy", [values.count], isFortranOrder: false, values)
        let found = await Verification.run([file], expecting: Expectations(try Claim(claim)))
        guard case .tested(let result) = try #require(found.cases.first).disposition else { throw Untested() }
        return result
    }

    /// Their variance is 1e-310 of the claim's and less, which no scale makes a number of three digits.
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

    /// People write the largest number for no bound: half of a normal law is left.
    @Test(.tags(.statistical, .negativeControl), arguments: [-1e308, -Double.greatestFiniteMagnitude, -39])
    func `a bound that is far out is no bound`(low: Double) async throws {
        var generator = SplitMix64(state: 82)
        let values = generator.normal(5000, deviation: 1).map { -abs($0) }
        let claim = "truncated_normal(low=\(low), high=0)"
        #expect(try await Self.verify(values, claim).deviating(at: 1e-6) == [])
        #expect(try await Self.verify(values.map { 1.3 * $0 }, claim).verdict == .deviates)
    }

    @Test(.tags(.negativeControl)) func `arithmetic without bounds and texts without end are refused`() {
        // 2 to the power -2^62 is 0, and no standard deviation.
        #expect(throws: ClaimError.self) { try Claim("normal(stddev=2**-(2**62))") }
        #expect(throws: ClaimError.self) { try Claim("normal(stddev=2**(2**62))") }
        #expect(throws: ClaimError.tooLong(bytes: 1_000_000)) { try Claim(String(repeating: "a", count: 1_000_000)) }
    }

    private struct Untested: Error {}
}
