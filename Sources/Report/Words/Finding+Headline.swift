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
            // What is said before the first explanation.
            default: return String(first.words(in: self).prefix { $0 != ";" && $0 != ":" })
            }
        }
        if let law = distribution, let outcome, law.variance > 0, outcome.variance.isFinite {
            let ratio = (outcome.variance / law.variance).squareRoot()
            // Smaller errors than that are not what a law is known by.
            if abs(ratio - 1) > 0.02 { return "\(Numerals.format(ratio, digits: 3)) times the claimed sd" }
        }
        return diagnosisLines.first.map { String($0.prefix { $0 != ";" && $0 != ":" }) } ?? "does not follow its claim"
    }
}
