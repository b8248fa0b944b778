internal import Claims
internal import Substrings

/// What a rule of a draft says of its tensors.
package enum DraftStatement: Hashable, Sendable {
    /// They were made as a claim says.
    ///
    /// - `text`: the claim, in which `{layer}` stands for the first number of a tensor's name.
    /// - `fansBeside`: the last part of the name of the tensor whose shape tells the fans.
    /// - `padding`: the row that is 0.
    case claim(text: String, fansBeside: String? = nil, padding: Int? = nil)

    /// They equal another tensor.
    case same(as: String)

    /// They are not drawn.
    case notTrainable

    /// They conform to nothing that is known.
    case unknown

    /// Tensors of several files have this name, and nothing holds for all of them.
    case conflicting

    /// They have no values.
    case empty

    /// The claim's placeholder for the first number of a name.
    static let layer = "layer"

    /// Whether the claim depends on the first number of a name.
    var isByLayer: Bool {
        if case .claim(let text, _, _) = self { text.holds("{\(Self.layer)}") } else { false }
    }
}

/// A statement that is compatible with a tensor.
struct DraftCandidate {
    let statement: DraftStatement

    /// This tells laws apart: candidates of equal likelihood state the same law.
    let logLikelihood: Double
}
