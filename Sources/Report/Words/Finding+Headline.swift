internal import Conformance
internal import Stats

extension Finding {
    /// What deviates, in a few words fit for a title; nil where nothing does.
    var headline: String? {
        guard verdict == .deviates else { return nil }
        if let first = diagnosis.first {
            switch first {
            case .fewLevels(let share): return "only \(Numerals.percent(share)) of the type's values occur"
            case .law, .family, .unknownLaw, .impossible: break
            // Names of tensors may hold what ends a finding elsewhere.
            case .copy(let name): return "equal to the bit to \(name)"
            case .beginning(let name): return "begins with all of \(name)"
            case .sharedStream(let name, _, _): return "drawn from the same stream as \(name)"
            default: return Self.beforeExplanation(first.words(in: self))
            }
        }
        if let law = distribution, let outcome, law.variance > 0, outcome.variance.isFinite {
            let ratio = (outcome.variance / law.variance).squareRoot()
            // Smaller errors than that are not what a law is known by.
            if abs(ratio - 1) > 0.02 { return "\(Numerals.format(ratio, digits: 3)) times the claimed sd" }
        }
        return diagnosisLines.first.map(Self.beforeExplanation) ?? "does not follow its claim"
    }

    /// The finding of a diagnosis, which a colon or a semicolon ends; a colon within a slice does not.
    private static func beforeExplanation(_ words: String) -> String {
        let ends = [": ", "; "].compactMap { words.firstRange(of: $0)?.lowerBound }
        return String(words[..<(ends.min() ?? words.endIndex)])
    }
}
