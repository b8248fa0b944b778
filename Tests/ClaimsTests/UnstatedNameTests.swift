import TestSupport
import Testing

import Claims

/// Names of initializers whose law no claim can state.
@Suite struct UnstatedNameTests {
    private static let names = [
        "mup.init.xavier_uniform_(w, gain=2)", "mup.init.kaiming_normal_(w)", "onnxruntime.training.ORTModule(model)",
        "cntk.initializer.bilinear(4, 4)", "mx.init.Bilinear()", "mx.init.Orthogonal()", "lasagne.init.Sparse()",
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
                // Calls that need an argument are claims once they have it.
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
            _ = try Claim("lasagne.init.Sparse()")
        } throws: {
            "\($0)"
                == "claim 'lasagne.init.Sparse': its sparsity is the share of entries that are not 0; write PyTorch's, "
                + "with 1 minus that share; the nearest is torch.nn.init.sparse_(sparsity=0.9, std=0.01)"
        }
    }
}
