internal import Claims
internal import Conformance
internal import Stats
internal import Substrings

/// What TensorFlow 1's initializers became in TensorFlow 2.
enum TensorFlowPage {
    /// The words that people use for it, in lower case.
    static let words: Set<String> = [
        "tensorflow", "tf", "tensorflow 1", "tensorflow 2", "tensorflow1", "tensorflow2", "tf 1", "tf 2", "tf1", "tf2",
    ]

    /// The page: a row for each call of TensorFlow 1, with what TensorFlow 2 draws under the similar name.
    static func page(_ asked: ExplainedLayer) throws -> ExplanationPage {
        let layer = asked.isEmpty ? .usual : asked
        var page = ExplanationPage("TensorFlow 1 and TensorFlow 2", isCode: false)
        page.append(
            .paragraph(
                """
                TensorFlow 2's initializers are Keras'. tf.contrib, which had xavier_initializer, is gone, and some \
                names were kept while their defaults changed.
                """
            )
        )
        let rows = try Catalogue.schemes.flatMap { scheme in try self.rows(scheme, layer) }
        page.append(.table(["TensorFlow 1", "TensorFlow 2", "law"], rows))
        if let shape = layer.shape {
            page.append(
                .paragraph(
                    "At \(Numerals.shape(shape)); sd is the standard deviation. TensorFlow 1's names end in _initializer; "
                        + "TensorFlow 2's are in keras.initializers."
                )
            )
        }
        return page
    }

    // MARK: - Implementation

    /// The rows of a scheme: one for each form of TensorFlow 1's call.
    private static func rows(_ scheme: Scheme, _ layer: ExplainedLayer) throws -> [[String]] {
        guard let name = firstName(scheme), let claim = try? Claim(name) else { return [] }
        return try claim.forms().compactMap { form -> [String]? in
            guard let law = try? layer.law(of: form) else { return nil }
            let short = form.text.replaced("tf.contrib.layers.", by: "contrib ").replaced("tf.compat.v1.", by: "")
                .replaced("tf.", by: "").replaced("_initializer", by: "")
            let successors = scheme.framework == "keras" ? [scheme] : successors(of: scheme)
            let candidates = successors.compactMap { try? Claim($0.name) }
            // If there are two successors, uniform and normal, the one of the same form.
            let pairs = candidates.compactMap { other in (try? layer.law(of: other)).map { (other, $0) } }
            guard let (other, otherLaw) = pairs.first(where: { law.hasForm(of: $0.1) }) ?? pairs.first else {
                return nil
            }
            let successor = other.text.replaced("keras.", by: "")
            let comparison = try LawComparison(law, otherLaw)
            if comparison.isSame { return [short, successor, "the same"] }
            let deviations = [comparison.first, comparison.second].map {
                Numerals.format($0.standardDeviation, digits: 4)
            }
            return [short, successor, "sd \(deviations[0]) against \(deviations[1])"]
        }
    }

    /// TensorFlow 1's name of the scheme; nil if it has none.
    private static func firstName(_ scheme: Scheme) -> String? {
        if scheme.name.hasPrefix("tf.contrib.") { return scheme.name }
        return ([scheme.name] + scheme.aliases).first { $0.hasPrefix("tf.compat.v1.") && $0.hasSuffix("_initializer") }
    }

    /// Keras' schemes of a similar name, which are TensorFlow 2's.
    private static func successors(of scheme: Scheme) -> [Scheme] {
        guard let stem = scheme.stem else { return [] }
        return Catalogue.schemes.filter { other in
            guard other.framework == "keras", let otherStem = other.stem else { return false }
            return otherStem == stem || otherStem.hasPrefix(stem + "_")
        }
    }
}

extension ClaimedLaw {
    /// Whether both are uniform, both normal, or both truncated.
    func hasForm(of other: ClaimedLaw) -> Bool {
        switch (self, other) {
        case (.uniform, .uniform), (.normal, .normal), (.truncatedNormal, .truncatedNormal): true
        default: false
        }
    }
}
