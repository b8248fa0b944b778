import TestSupport
import Testing

import Claims
import Conformance
import Initializers

@Suite struct ClaimFuzzTests {
    private static let rounds = isQuickRun ? 500 : 20_000

    private static let alphabet = Array("()[]#,.=+-*/'\" _\t\n0123456789eEabgfninostruxTFN√µé重👍🏽\u{0301}\u{0}")

    /// Pieces that claims are made of, so that some of the texts are still claims.
    private static let tokens = [
        " ", "  ", "0", "5", ".5", "e-3", "-", "+1", "*2", "/3", "**2", "**-.5", "calculate_gain('tanh')", "sqrt(2)*",
        "(w, ", "()", "(1)", "(seed=1)",
        ", seed=3",
        ",", "w, ", "[", "]", "[0]", "()(key, (3, 4))", "# ", "\n", "in_axis=-1", "[1, 2]", "gain=", "True", "None",
        "(1, 2)", "'fan_in'", "math.sqrt(", "\t",
    ]

    private func mutated(_ text: String, _ random: inout SplitMix64) -> String {
        var characters = Array(text)
        for _ in 0..<Int.random(in: 1...(Bool.random(using: &random) ? 1 : 5), using: &random) {
            let place = Int.random(in: 0...characters.count, using: &random)
            let other = Int.random(in: 0...characters.count, using: &random)
            let part = characters[min(place, other)..<max(place, other)]
            let letter = Self.alphabet.randomElement(using: &random) ?? "("
            switch Int.random(in: 0..<7, using: &random) {
            case 0: characters.insert(letter, at: place)
            case 1: if place < characters.count { characters[place] = letter }
            case 2: if place < characters.count { characters.remove(at: place) }
            case 3: characters.removeSubrange(part.indices)
            case 4: characters.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? "", at: place)
            case 5: if characters.count < 400 { characters.insert(contentsOf: part, at: place) }
            default:
                if characters.count < 400 { characters.insert(contentsOf: repeatElement(letter, count: 40), at: place) }
            }
        }
        return String(characters)
    }

    @Test(.tags(.property))
    func `no text makes the reader trap, and every error points into the text`() throws {
        let claims = try Plan.standard().claims.map(\.text)
        var random = SplitMix64(state: 0x0C1A_1350)
        var accepted = 0
        for round in 0..<Self.rounds {
            let text = mutated(claims[round % claims.count], &random)
            do throws(ClaimError) {
                let claim = try Claim(text)
                accepted += 1
                try use(claim)
            } catch {
                #expect(!error.description.isEmpty)
                if case .syntax(_, let column, _, _) = error {
                    #expect((1...(text.count + 1)).contains(column), "column \(column) of '\(text)'")
                }
            }
        }
        // A fuzzer whose texts are all refused, or all accepted, tests only half.
        #expect(accepted > Self.rounds / 40 && accepted < Self.rounds / 2, "\(accepted) accepted")
    }

    /// Calls everything that can be asked of a claim.
    private func use(_ claim: Claim) throws(ClaimError) {
        let initializer = try claim.initializer(key: Key(seed: 1))
        for shape in [[3, 5], [7], [], [2, 2, 3, 4]] {
            _ = try? (initializer as? any EntrywiseInitializer)?.law(shape: shape)
            guard let law = try? claim.law(of: shape) else { continue }
            _ = try? law.distribution()
        }
    }
}
