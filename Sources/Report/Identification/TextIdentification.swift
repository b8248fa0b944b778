public import Conformance

/// A finished identification for a terminal: aligned columns, and at most three claims for each tensor.
public enum TextIdentification {
    /// Claims that are shown; JSON has all of them.
    public static let shownClaims = 3

    /// The text, ending in a line break.
    public static func render(_ identification: Identification) -> String {
        let header = ["tensor", "shape", "family", "conforms to"]
        let blocks = identification.cases.map(rows)
        let widths = header.indices.dropLast().map { column in
            ([header] + blocks.flatMap { $0 }).map { $0[column].count }.max() ?? 0
        }
        func laid(_ row: [String]) -> String {
            let cells = row.enumerated().map { column, cell in
                column < widths.count ? cell + String(repeating: " ", count: widths[column] - cell.count) : cell
            }
            var text = cells.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
        var text = blocks.isEmpty ? "" : laid(header)
        for row in blocks.flatMap({ $0 }) { text += laid(row) }
        for warning in identification.warnings { text += "warning: \(warning)\n" }
        return text + summary(identification) + "\n"
    }

    // MARK: - Implementation

    /// The lines of a tensor: its own, and one for each further claim.
    private static func rows(_ tensor: IdentifiedTensor) -> [[String]] {
        let shape = "\(Figures.shape(tensor.shape)) \(tensor.typeName)"
        switch tensor.disposition {
        case .empty:
            return [[tensor.name, shape, "no values", "–"]]
        case .failed(let error):
            return [[tensor.name, shape, "cannot be read", "\(error)"]]
        case .identified(let identity):
            var claims = identity.claims.prefix(shownClaims).map(\.claim)
            let more = identity.claims.count - claims.count
            if more > 0 { claims.append("… and \(more) more") }
            if claims.isEmpty { claims = ["no known claim"] }
            return claims.enumerated().map { place, claim in
                place == 0 ? [tensor.name, shape, family(identity), claim] : ["", "", "", claim]
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
        let count = identification.cases.count
        return "\(count) \(count == 1 ? "tensor" : "tensors"): "
            + "\(identities.count { !$0.claims.isEmpty }) with a known claim, "
            + "\(identities.count { $0.family == .unknown }) unknown"
            + " (a true claim is left out with probability at most \(Figures.six(identification.alpha)))"
    }
}
