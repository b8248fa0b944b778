import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct PropagateTests {
    private static let small = ["--layers", "3", "--width", "64", "--batch", "32"]

    private func propagate(_ arguments: String...) async throws -> BuiltCommand.Outcome {
        try await BuiltCommand.run(["propagate"] + arguments + Self.small)
    }

    @Test(.tags(.property)) func `the table has a row for each layer of each claim, in the claims' order`() async throws
    {
        let outcome = try await propagate("glorot_uniform", "he_normal")
        #expect(outcome.status == 0)
        #expect(outcome.messages == "")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 8)
        let header = lines[0].split(separator: " ").joined(separator: " ")
        #expect(header == "claim layer n Var[W] Var[z] closed form Var[dCost/ds] closed form")
        #expect(lines[1].hasPrefix("glorot_uniform "))
        #expect(lines[4].hasPrefix("he_normal "))
        // n Var[W]: 1 and 2; the linear regime of He's: 2, 4, 8 forward and 4, 2, 1 back.
        let he = lines[4...6].map { $0.split(separator: " ").map(String.init).suffix(4) }
        #expect(lines[4].split(separator: " ")[2] == "2")
        #expect(he.map { $0[$0.startIndex + 1] } == ["2", "4", "8"])
        #expect(he.map { $0[$0.startIndex + 3] } == ["4", "2", "1"])
        #expect(lines[7].hasPrefix("3 layers of 64 units, tanh, 32 inputs of variance 1; "))
    }

    @Test(.tags(.property)) func `a linear network's closed form has a standard error`() async throws {
        let output = try await propagate("glorot_uniform", "--activation", "linear").output
        #expect(output.split(separator: "\n")[0].components(separatedBy: "± s.e.").count == 3)
    }

    @Test(.tags(.property)) func `JSON holds the seed, the network and every layer`() async throws {
        let outcome = try await propagate("glorot_uniform", "ones", "--format", "json", "--seed", "9")
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let document = try #require(json as? [String: Any])
        #expect(document["seed"] as? String == "9")
        #expect(document["width"] as? Int == 64)
        let claims = try #require(document["claims"] as? [[String: Any]])
        #expect(claims.map { $0["claim"] as? String } == ["glorot_uniform", "ones"])
        let layers = try #require(claims[0]["layers"] as? [[String: Any]])
        #expect(layers.map { $0["layer"] as? Int } == [1, 2, 3])
        #expect(layers.allSatisfy { $0["gradient_variance_closed_form"] as? Double == 1 })
        // Weights whose mean is not 0 have no closed form.
        let ones = try #require(claims[1]["layers"] as? [[String: Any]])
        #expect(ones.allSatisfy { $0["activation_variance_closed_form"] is NSNull })
    }

    @Test(.tags(.property)) func `SVG is a drawing, and the same seed prints the same bytes`() async throws {
        let first = try await propagate("glorot_uniform", "--format", "svg", "--seed", "4")
        #expect(first.output.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
        #expect(XMLParser(data: Data(first.output.utf8)).parse())
        #expect(try await propagate("glorot_uniform", "--format", "svg", "--seed", "4") == first)
        #expect(try await propagate("glorot_uniform", "--format", "svg", "--seed", "5").output != first.output)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (["glorot_unifrom"], "claim 'glorot_unifrom': no initializer has this name; the nearest are "),
            (["glorot_uniform", "--width", "0"], "width: found 0, expected at least 1\n"),
            (["glorot_uniform", "--layers", "0"], "layers: found 0, expected at least 1\n"),
            (
                ["glorot_uniform", "--layers", "10001", "--width", "1"],
                "layers: found 10001, expected at most 10000\n"
            ),
            (["glorot_uniform", "--batch", "0"], "batch: found 0, expected at least 1\n"),
            (["glorot_uniform", "--width", "1000000"], "layers 5, width 1000000, batch 256: found "),
            (["glorot_uniform", "--activation", "swish"], "The value 'swish' is invalid for"),
            (["glorot_uniform(dtype='float16')"], "claim 'glorot_uniform(dtype='float16')': found dtype float16"),
            ([], "Missing expected argument '<claims> ...'"),
            // Not a square matrix's.
            (["dirac", "--width", "10"], "shape [10, 10] does not fit: "),
        ] as [([String], String)]
    )
    func `what cannot be propagated is refused`(arguments: [String], message: String) async throws {
        let refused = try await BuiltCommand.run(["propagate"] + arguments)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: \(message)"), "\(refused.messages)")
    }
}
