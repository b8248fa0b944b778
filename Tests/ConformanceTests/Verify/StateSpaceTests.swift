import Foundation
import TestSupport
import Testing

import Claims
import Conformance

/// The parameters of state spaces that are functions of uniform variables, drawn here by the formulas of the sources.
@Suite struct StateSpaceTests {
    private static let count = 60_000

    private static func verdict(_ claim: String, _ function: (Double) -> Double) async throws -> Verdict? {
        var stream = SplitMix64(state: 71)
        let values = (0..<count).map { _ in Float(function(Double(stream.next() >> 11) * 0x1p-53)) }
        var file = MadeFile()
        file.add("bias", [count], values)
        let expectations = Expectations(try Claim(claim))
        return await Verification.run([try file.file()], expecting: expectations).cases.first?.finding?.verdict
    }

    private static func step(_ u: Double) -> Double { exp(u * (log(0.1) - log(0.001)) + log(0.001)) }

    @Test(.tags(.knownAnswer)) func `what the sources write conforms`() async throws {
        // mamba_simple.py: inv_dt = dt + torch.log(-torch.expm1(-dt)).
        for claim in [
            "mamba_ssm.Mamba.dt_proj.bias", "mamba_ssm.Mamba2.dt_bias(dt_min=0.001, dt_max=0.1)",
            "transformers.MambaMixer.dt_proj.bias(time_step_floor=1e-4)", "inverse_softplus_of_log_uniform",
        ] {
            let verdict = try await Self.verdict(claim) { u in
                let dt = Self.step(u)
                return dt + log(-expm1(-dt))
            }
            #expect(verdict == .conforms, "\(claim)")
        }
        #expect(try await Self.verdict("mamba_ssm.Mamba2.A_log") { log(1 + 15 * $0) } == .conforms)
        #expect(try await Self.verdict("logarithm_of_uniform(low=0, high=16)") { log(16 * (1 - $0)) } == .conforms)
    }

    @Test(.tags(.negativeControl)) func `steps without the inverse, and uniform steps, deviate`() async throws {
        let claim = "mamba_ssm.Mamba.dt_proj.bias"
        #expect(try await Self.verdict(claim, Self.step) == .deviates)
        #expect(try await Self.verdict(claim) { log(expm1(0.001 + $0 * 0.099)) } == .deviates)
        #expect(try await Self.verdict(claim) { log(Self.step($0)) } == .deviates)
        #expect(try await Self.verdict("mamba_ssm.Mamba2.A_log") { log(16 * (1 - $0)) } == .deviates)
    }

    @Test(.tags(.negativeControl)) func `a floor above the shortest step is no claim`() {
        #expect(throws: ClaimError.self) {
            try Claim("mamba_ssm.Mamba.dt_proj.bias(dt_init_floor=0.01)").law(of: [4])
        }
    }
}
