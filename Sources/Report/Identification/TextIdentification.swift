public import Conformance

/// A finished identification for a terminal: aligned columns, and at most three claims for each tensor.
public enum TextIdentification {
    /// The number of claims that are shown; JSON has all of them.
    public static let shownClaims = 3

    /// The text, ending in a line break; without the warnings, which are for standard error.
    public static func render(_ identification: Identification) -> String {
        let header = ["tensor", "shape", "family", "conforms to"]
        let rows = tensors(identification).flatMap(\.lines).map { $0.map(\.withoutControls) }
        let columns = AlignedColumns([header] + rows)
        let lines = (rows.isEmpty ? [] : [header] + rows).map { columns.text($0) + "\n" }
        return lines.joined() + summary(identification) + "\n"
    }

    // MARK: - Implementation

    /// What is shown of a tensor.
    struct Row {
        let label: String
        let shape: String
        let family: String

        /// The claims that are shown.
        let claims: [String]

        /// A remark after the claims or instead of them; nil if there is nothing to say.
        let rest: String?

        /// Its own line, and one for each further claim.
        var lines: [[String]] {
            (claims + (rest.map { [$0] } ?? [])).enumerated().map { place, claim in
                place == 0 ? [label, shape, family, claim] : ["", "", "", claim]
            }
        }
    }

    /// The tensors, in their order.
    static func tensors(_ identification: Identification) -> [Row] {
        let labels = distinctLabels(of: identification.cases.map { ($0.file, $0.name) })
        return zip(identification.cases, labels).map(row)
    }

    private static func row(_ tensor: IdentifiedTensor, _ label: String) -> Row {
        func row(_ family: String, _ rest: String?, claims: [String] = []) -> Row {
            Row(label: label, shape: shape, family: family, claims: claims, rest: rest)
        }
        let shape = "\(Numerals.shape(tensor.shape)) \(tensor.typeName)"
        switch tensor.disposition {
        case .empty:
            return row("no values", "–")
        case .unsupported:
            return row("of a type that is not read", "–")
        case .failed(let error):
            return row("cannot be read", "\(error)")
        case .identified(let identity):
            // A seed that was found says which claim it is.
            let claims = identity.seed.map { [$0.claim] } ?? identity.claims.prefix(shownClaims).map(\.claim)
            let more = identity.claims.count - claims.count
            let rest =
                identity.seed.map { seed(identity, $0) }
                ?? (claims.isEmpty ? "no known claim" : more > 0 ? "… and \(more) more" : nil)
            return row(family(identity), rest, claims: claims)
        }
    }

    /// The seed of a tensor and how sure it is.
    private static func seed(_ identity: TensorIdentity, _ match: SeedMatch) -> String {
        let exponent = match.log10Chance.rounded(.up)
        let others = match.others.map { $0.call(seed: match.comparison.draw.seed) }
        let also =
            others.isEmpty ? "" : ", and so " + (others.count == 1 ? "does " : "do ") + others.joined(separator: ", ")
        return match.comparison.words + also + " (chance of coincidence below 1e\(Int(max(exponent, -999_999))))"
    }

    private static func family(_ identity: TensorIdentity) -> String {
        let others = identity.alternatives.map { alternative in
            // The parameters of less likely families are in the JSON.
            alternative.name.split(separator: "_").joined(separator: " ")
        }
        let (invalid, outliers) = (identity.notFiniteCount, identity.outlierCount)
        return identity.family.words
            + (outliers > 0
                ? ", but for \(Numerals.counted(outliers, "value")) beyond, \(outliers == 1 ? "" : "the farthest ")"
                    + Numerals.six(identity.farthestOutlier) : "")
            + (identity.paddingRow.map { ", but for row \($0), which is 0" } ?? "")
            + (others.isEmpty ? "" : "; or " + others.joined(separator: ", "))
            + (invalid > 0 ? ": \(invalid) NaN or infinite" : "")
    }

    static func summary(_ identification: Identification) -> String {
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
            + (identities.contains { $0.claims.count > shownClaims } ? "; --format json lists all claims" : "")
    }
}
