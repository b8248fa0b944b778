import TestSupport
import Testing

import Claims

/// Names of initializers whose law no claim can state.
@Suite struct UnstatedNameTests {
    private static let names = [
        "mamba_ssm.Mamba.dt_proj.bias", "mamba_ssm.Mamba2.dt_bias", "mamba_ssm.Mamba2.A_log", "mamba_ssm.Mamba.A_log",
        "mup.init.xavier_uniform_(w, gain=2)", "mup.init.kaiming_normal_(w)", "onnxruntime.training.ORTModule(model)",
        "cntk.initializer.bilinear(4, 4)", "mx.init.Bilinear()", "mx.init.Orthogonal()", "lasagne.init.Sparse()",
        "WeightInit.VAR_SCALING_UNIFORM_FAN_IN", "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_OUT",
        "WeightInit.VAR_SCALING_UNIFORM_FAN_AVG",
    ]

    @Test(.tags(.negativeControl), arguments: names)
    func `a law that no claim states is refused, with calls that are claims`(text: String) {
        do throws(ClaimError) {
            _ = try Claim(text)
            Issue.record("\(text) is a claim")
        } catch {
            guard case .unstated(_, let reason, let nearest) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(!reason.isEmpty && !nearest.isEmpty)
            for call in nearest {
                // A call that needs an argument is a claim with one.
                #expect((try? Claim(call)) != nil || (try? Claim("\(call)(base_width=64)")) != nil, "\(text): \(call)")
            }
            #expect("\(error)".contains("the nearest") && "\(error)".contains(nearest[0]))
        }
    }

    @Test func `what is not stated is stated nowhere else, and has a source`() {
        let stated = Set(Catalogue.dialects.flatMap(\.names) + Catalogue.schemes.flatMap { [$0.name] + $0.aliases })
        var seen: Set<String> = []
        for row in Catalogue.unstated {
            #expect(!row.source.isEmpty && !row.nearest.isEmpty)
            for name in row.names { #expect(seen.insert(name).inserted && !stated.contains(name), "\(name)") }
        }
    }

    @Test func `the message says why, and what to write`() {
        #expect {
            _ = try Claim("WeightInit.VAR_SCALING_UNIFORM_FAN_IN")
        } throws: {
            "\($0)"
                == "claim 'WeightInit.VAR_SCALING_UNIFORM_FAN_IN': documented as uniform on ±3/fan_in, and drawn on "
                + "±3/√fan_in; write the one that you mean; the nearest are WeightInit.LECUN_UNIFORM, "
                + "uniform(-0.01, 0.01)"
        }
    }
}
