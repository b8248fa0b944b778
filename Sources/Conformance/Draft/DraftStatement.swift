internal import Claims

/// What a rule of a draft says of its tensors.
package enum DraftStatement: Hashable, Sendable {
    /// That they were made as a claim says.
    ///
    /// - `text`: the claim, in which `{layer}` stands for the first number of a tensor's name.
    /// - `fansBeside`: the last part of the name of the tensor that tells the fans.
    /// - `padding`: the row that is 0.
    case claim(text: String, fansBeside: String? = nil, padding: Int? = nil)

    /// That they equal another tensor.
    case same(as: String)

    /// That they are nothing that is drawn.
    case notTrainable

    /// That nothing is known that they conform to.
    case unknown

    /// That they have no values.
    case empty

    /// The claim's placeholder for the first number of a name.
    static let layer = "layer"

    /// Whether the claim depends on the first number of a name.
    var isByLayer: Bool {
        if case .claim(let text, _, _) = self { text.contains("{\(Self.layer)}") } else { false }
    }
}

/// A statement that a tensor is not at odds with.
struct DraftCandidate {
    let statement: DraftStatement

    /// What tells laws apart: candidates of one likelihood state one law.
    let logLikelihood: Double
}
