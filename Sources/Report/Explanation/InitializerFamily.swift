internal import Claims

/// The initializers that go by the name of one rule of the literature, and what people who ask for it want to know.
struct InitializerFamily: Sendable {
    /// What it is called.
    let title: String

    /// What else it is called; nil where it has one name.
    var otherTitle: String?

    /// The words that people ask for it by, in small letters; the first is the one that messages name.
    let words: [String]

    /// What n is in a variance of some number over n; nil where the rule is no such one.
    let mode: ScalingRule.Mode?

    /// This package's own call, by which families are compared.
    let example: String

    /// What it is, in a few sentences.
    let answer: String

    /// What follows the answer, by name.
    let facts: [(name: String, value: String)]

    /// What answers a word that is none of its names: a nonlinearity that it is made for.
    let leads: [String: String]

    /// The family that people ask for by this word; nil where there is none.
    static func named(_ word: String) -> InitializerFamily? {
        let word = word.lowercased()
        return all.first { $0.words.contains(word) || $0.leads[word] != nil }
    }

    /// The calls of its name: every scheme, and every framework's function that follows one.
    var claims: [Claim] {
        Catalogue.calls.filter { $0.purpose == nil && !Set($0.nameWords).isDisjoint(with: words) }
            .flatMap { scheme in ((try? Claim(scheme.name).forms()) ?? []) }
    }

    /// This package's own claim of the rule whose law has the form of another one, to be compared with it; the example where
    /// there is none.
    func claim(like law: ClaimedLaw?) throws -> Claim {
        let fans = ClaimedFans(fanIn: 2, fanOut: 3)
        let own = claims.filter(\.framework.isEmpty)
        let alike = own.first { claim in
            law.flatMap { other in (try? claim.law(fans: fans))?.hasForm(of: other) } ?? false
        }
        return try alike ?? Claim(example)
    }

    /// The page that answers a word, with the laws that go by the name.
    func page(_ word: String, _ layer: ExplainedLayer) throws -> ExplanationPage {
        // What is drawn as a whole matrix has no fans that could be stated.
        if mode == nil, layer.fans != nil { throw ClaimError.fansOfStructured(scheme: example) }
        var page = ExplanationPage(title + (otherTitle.map { ", or \($0)" } ?? ""), isCode: false)
        if let lead = leads[word.lowercased()] { page.append(.paragraph(lead)) }
        page.append(.paragraph(answer))
        page.append(facts)
        page.append(.laws(try LawTable(self, layer.isEmpty ? .usual : layer)))
        let shape = layer.isEmpty ? ", and --shape shows your layer" : ""
        page.append(
            .paragraph("glorot explain CALL says more of one call, glorot explain CALL CALL compares two\(shape).")
        )
        return page
    }
}
