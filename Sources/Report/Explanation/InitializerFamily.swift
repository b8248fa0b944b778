internal import Claims

/// The initializers that go by the name of one rule of the literature, and what people who ask for it want to know.
struct InitializerFamily: Sendable {
    /// Its name.
    let title: String

    /// Its other name; nil if it has only one.
    var otherTitle: String?

    /// The words that people use for it, in lower case; messages use the first.
    let words: [String]

    /// What n stands for in a variance of some number over n; nil if the rule has another form.
    let mode: ScalingRule.Mode?

    /// This package's own call, used to compare families.
    let example: String

    /// What it is, in a few sentences.
    let answer: String

    /// Facts that follow the answer, by name.
    let facts: [(name: String, value: String)]

    /// Answers to words that are not its names: nonlinearities that it is made for.
    let leads: [String: String]

    /// The family that people mean by this word; nil if there is none.
    static func named(_ word: String) -> InitializerFamily? {
        let word = word.lowercased()
        return all.first { $0.words.contains(word) || $0.leads[word] != nil }
    }

    /// The calls that go by its name: every scheme, and every framework's function that follows one.
    var claims: [Claim] {
        Catalogue.calls.filter { $0.purpose == nil && !Set($0.nameWords).isDisjoint(with: words) }
            .flatMap { scheme in ((try? Claim(scheme.name).forms()) ?? []) }
    }

    /// This package's own claim of the rule whose law has the same form as another law, to compare with it; the example
    /// if there is none.
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
        // A law that is drawn as a whole matrix has no fans to state.
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
