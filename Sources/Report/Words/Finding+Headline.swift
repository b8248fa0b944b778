internal import Conformance
internal import Stats
internal import Substrings

extension Finding {
    /// The deviation in a few words, for a title; nil if nothing deviates.
    var headline: String? {
        guard verdict == .deviates else { return nil }
        if let first = diagnosis.first {
            switch first {
            case .fewLevels(let share): return "only \(Numerals.percent(share)) of the type's values occur"
            case .law, .family, .unknownLaw, .impossible: break
            // Names of tensors may contain the signs that end a finding elsewhere.
            case .copy(let name): return "bit-identical to \(name)"
            case .beginning(let name): return "begins with all of \(name)"
            case .sharedStream(let name, _, _): return "drawn from the same stream as \(name)"
            default: return Self.beforeExplanation(first.words(in: self))
            }
        }
        if let law = distribution, let outcome, law.variance > 0, outcome.variance.isFinite {
            let ratio = (outcome.variance / law.variance).squareRoot()
            // A smaller error of scale is not the main deviation.
            if abs(ratio - 1) > 0.02 { return "\(Numerals.format(ratio, digits: 3)) times the claimed sd" }
        }
        return diagnosisLines.first.map(Self.beforeExplanation) ?? "does not follow its claim"
    }

    /// The finding of a diagnosis, up to a colon or a semicolon; a colon within a slice does not end it.
    private static func beforeExplanation(_ words: String) -> String {
        let ends = [": ", "; "].compactMap { words.place(of: $0)?.lowerBound }
        return String(words[..<(ends.min() ?? words.endIndex)])
    }
}
