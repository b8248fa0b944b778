public import Conformance

/// A finished identification for a terminal: aligned columns, and at most three claims for each tensor.
public enum TextIdentification {
    /// Claims that are shown; JSON has all of them.
    public static let shownClaims = 3

    /// The text, ending in a line break; without the warnings, which are for standard error.
    public static func render(_ identification: Identification) -> String {
        let header = ["tensor", "shape", "family", "conforms to"]
        let labels = TensorLabels.labels(of: identification.cases.map { ($0.file, $0.name) })
        let rows = zip(identification.cases, labels).flatMap(rows).map { $0.map(\.withoutControls) }
        let columns = AlignedColumns([header] + rows)
        let lines = (rows.isEmpty ? [] : [header] + rows).map { columns.text($0) + "\n" }
        return lines.joined() + summary(identification) + "\n"
    }

    // MARK: - Implementation

    /// The lines of a tensor: its own, and one for each further claim.
    private static func rows(_ tensor: IdentifiedTensor, _ label: String) -> [[String]] {
        let shape = "\(Numerals.shape(tensor.shape)) \(tensor.typeName)"
        switch tensor.disposition {
        case .empty:
            return [[label, shape, "no values", "–"]]
        case .unsupported:
            return [[label, shape, "not of a type that is read", "–"]]
        case .failed(let error):
            return [[label, shape, "cannot be read", "\(error)"]]
        case .identified(let identity):
            var claims = identity.claims.prefix(shownClaims).map(\.claim)
            let more = identity.claims.count - claims.count
            if more > 0 { claims.append("… and \(more) more") }
            if claims.isEmpty { claims = ["no known claim"] }
            return claims.enumerated().map { place, claim in
                place == 0 ? [label, shape, family(identity), claim] : ["", "", "", claim]
            }
        }
    }

    private static func family(_ identity: TensorIdentity) -> String {
        let others = identity.alternatives.map { alternative in
            // The parameters of what is less likely are in the JSON.
            alternative.name.split(separator: "_").joined(separator: " ")
        }
        let invalid = identity.notFiniteCount
        return identity.family.words
            + (others.isEmpty ? "" : "; or " + others.joined(separator: ", "))
            + (invalid > 0 ? ": \(invalid) NaN or infinite" : "")
    }

    private static func summary(_ identification: Identification) -> String {
        let identities = identification.cases.compactMap { tensor in
            if case .identified(let identity) = tensor.disposition { identity } else { nil }
        }
        let unsupported = identification.cases.count { if case .unsupported = $0.disposition { true } else { false } }
        let count = identification.cases.count
        let head = "\(count) \(count == 1 ? "tensor" : "tensors")"
        guard count > 0 else { return head }
        let unclaimed = identities.filter(\.claims.isEmpty)
        let unknown = unclaimed.count { $0.family == .unknown }
        let rest = count - identities.count - unsupported
        return head + ": \(identities.count - unclaimed.count) with a known claim, \(unknown) unknown"
            + (unclaimed.count > unknown ? ", \(unclaimed.count - unknown) of a known family alone" : "")
            + (unsupported > 0 ? ", \(unsupported) of a type that is not read" : "")
            + (rest > 0 ? ", \(rest) without values that can be read" : "")
            + " (a true claim is left out with probability at most \(Numerals.six(identification.alpha)))"
    }
}
