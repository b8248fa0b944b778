public import Claims

/// What a reader wants explained: a claim, the name of a rule, or how two of them differ.
public struct Question: Sendable {
    /// One subject of the question.
    private enum Subject {
        /// A call; several if only its last name is written and several modules have it.
        case claims([Claim])

        /// A rule's name, which many calls go by.
        case family(InitializerFamily, word: String)

        /// TensorFlow's initializers, in both versions.
        case tensorFlow
    }

    private let subjects: [Subject]

    /// A note on how the question was read; nil if it can be read in one way only.
    private let reading: String?

    /// Reads what follows `explain`, such as `xavier`, `xavier vs he` or two claims.
    ///
    /// - Throws: `ClaimError` if a claim cannot be read, `QuestionError` for no subject or more than two.
    public init(_ arguments: [String]) throws {
        let words = Self.withoutForms(
            arguments.flatMap { argument in
                // A claim may hold blanks; only a question in plain words is one of several subjects.
                argument.contains("(") ? [argument] : Self.split(argument)
            }.filter { !Self.between.contains($0.lowercased()) }
        )
        guard (1...2).contains(words.count) else { throw QuestionError.count(words.count) }
        (subjects, reading) = Self.inOneVersion(try words.map { try Self.subject($0) })
    }

    /// The answer, ending in a line break.
    ///
    /// - Parameters:
    ///   - shape: the shape of the tensor; nil if none is named.
    ///   - fans: the fans, if they are stated.
    ///   - asMarkdown: whether to write Markdown instead of text for a terminal.
    /// - Throws: `ClaimError` if a claim does not fit the shape, `DistributionError` if its law has no figures.
    public func answer(shape: [Int]?, fans: ClaimedFans?, asMarkdown: Bool) throws -> String {
        var page = try page(ExplainedLayer(shape: shape, fans: fans))
        if let reading { page.append([("beware", reading)]) }
        return asMarkdown ? page.markdown : page.text
    }

    // MARK: - Implementation

    /// Words between the two subjects.
    private static let between: Set<String> = ["vs", "vs.", "versus", "against", "or", "and"]

    /// Words that add nothing after a rule's name: both of its forms are explained anyway.
    private static let forms: Set<String> = ["normal", "uniform", "initialization", "initializer", "init", "weights"]

    /// Subjects without the form that follows a rule's name: "xavier normal" is not a question about a normal law.
    private static func withoutForms(_ words: [String]) -> [String] {
        var subjects: [String] = []
        for word in words {
            let parts = word.split(separator: " ").map(String.init)
            if parts.count == 2, forms.contains(parts[1].lowercased()), InitializerFamily.named(parts[0]) != nil {
                subjects.append(parts[0])
            } else if let last = subjects.last, forms.contains(word.lowercased()), InitializerFamily.named(last) != nil
            {
                continue
            } else {
                subjects.append(word)
            }
        }
        return subjects
    }

    private static func split(_ text: String) -> [String] {
        let subjects = text.split(separator: " ").split { between.contains($0.lowercased()) }
        return subjects.isEmpty ? [text] : subjects.map { $0.joined(separator: " ") }
    }

    private static func subject(_ text: String) throws -> Subject {
        if TensorFlowPage.words.contains(text.lowercased()) { return .tensorFlow }
        if let family = InitializerFamily.named(text), (try? Claim(text)) == nil || family.mode == nil {
            return .family(family, word: text)
        }
        return .claims(try Claim.readings(text))
    }

    /// Subjects with names read as TensorFlow 1's if a call of TensorFlow 1 is beside them and the versions' laws
    /// differ.
    private static func inOneVersion(_ subjects: [Subject]) -> (subjects: [Subject], reading: String?) {
        func isFirst(_ claim: Claim) -> Bool {
            claim.text.hasPrefix("tf.contrib.") || claim.text.hasPrefix("tf.compat.v1.")
        }
        let hasFirst = subjects.contains {
            if case .claims(let claims) = $0 { claims.contains(where: isFirst) } else { false }
        }
        guard hasFirst else { return (subjects, nil) }
        var reading: String?
        let read = subjects.map { subject -> Subject in
            guard case .claims(let claims) = subject, claims.count == 1, case let claim = claims[0], !isFirst(claim),
                case let name = String(claim.text.prefix { $0 != "(" }), let own = Catalogue.tensorFlow1Name(of: name),
                let twin = try? Claim(own + claim.text.dropFirst(name.count)),
                twin.scheme.name != claim.scheme.name
            else { return subject }
            reading =
                "\(claim.text) is read as TensorFlow 1's, like the call beside it; TensorFlow 2's has another law, that of "
                + claim.scheme.name
            return .claims([twin])
        }
        return (read, reading)
    }

    private func page(_ layer: ExplainedLayer) throws -> ExplanationPage {
        switch (subjects[0], subjects.count > 1 ? subjects[1] : nil) {
        case (.tensorFlow, nil), (.tensorFlow, .tensorFlow?): return try TensorFlowPage.page(layer)
        case (.family(let family, let word), nil): return try family.page(word, layer)
        case (.claims(let claims), nil) where claims.count == 1: return try Explanation.page(claims[0], layer)
        case (.claims(let claims), nil):
            let names = claims.map(\.text).joined(separator: ", ")
            let title = "\(claims[0].text.withoutModule) means \(claims.count) calls: \(names)"
            return try ComparisonPage.page(claims.dropFirst().map { (claims[0], $0) }, layer, title: title)
        case (.family(let first, _), .family(let second, _)?): return try Self.page(first, second, layer)
        case (.claims(let claims), .family(let family, _)?):
            return try ComparisonPage.page(claims.map { ($0, try family.claim(like: $0.example)) }, layer)
        case (.family(let family, _), .claims(let claims)?):
            return try ComparisonPage.page(claims.map { (try family.claim(like: $0.example), $0) }, layer)
        case (.claims(let claims), .claims(let others)?):
            return try ComparisonPage.page(claims.flatMap { a in others.map { (a, $0) } }, layer)
        case (.tensorFlow, _?), (_, .tensorFlow?):
            throw QuestionError.tensorFlow
        }
    }

    /// Two rules: what each is, and their uniform laws side by side.
    private static func page(
        _ first: InitializerFamily,
        _ second: InitializerFamily,
        _ layer: ExplainedLayer
    ) throws -> ExplanationPage {
        guard first.words != second.words else { return try first.page(first.words[0], layer) }
        var page = ExplanationPage("\(first.title) and \(second.title)", isCode: false)
        for family in [first, second] {
            page.append(.paragraph(family.answer))
            page.append(family.facts)
        }
        let comparison = try ComparisonPage(Claim(first.example), Claim(second.example), layer)
        page.append(.heading(comparison.verdict, isCode: false))
        for block in comparison.blocks { page.append(block) }
        return page
    }
}

/// A question that has no answer.
public enum QuestionError: Error, CustomStringConvertible {
    /// It has no subject, or more than two.
    case count(Int)

    /// It compares TensorFlow with something else.
    case tensorFlow

    /// One of two claims does not fit the layer.
    case unfit(claim: String, ClaimError)

    public var description: String {
        switch self {
        case .count(let count):
            "found \(count) things to explain, expected a claim or a rule's name such as xavier, or two to compare; "
                + "put a claim with blanks or parentheses in quotes"
        case .tensorFlow:
            "found TensorFlow beside something else, expected glorot explain tensorflow, or two initializers"
        case .unfit(let claim, let error):
            "\(claim): \(error)"
        }
    }
}

extension String {
    /// The name after its last module, with its arguments.
    fileprivate var withoutModule: String {
        let name = prefix { $0 != "(" }
        return String(name.split(separator: ".").last ?? name[...]) + dropFirst(name.count)
    }
}
