public import Claims
internal import NumberTypes
internal import Stats

/// What a claim states: its closed form, its source, its use, its figures at a shape, and the same call in other
/// frameworks.
public enum Explanation {
    /// The text, ending in a line break.
    ///
    /// - Parameter shape: the shape of the tensor; nil to leave out the figures that need one.
    /// - Throws: `ClaimError` if the claim does not fit the shape, `DistributionError` if its law has no figures.
    public static func render(_ claim: Claim, shape: [Int]?) throws -> String {
        try page(claim, ExplainedLayer(shape: shape, fans: nil)).text
    }

    /// The page of a claim.
    static func page(_ claim: Claim, _ layer: ExplainedLayer) throws -> ExplanationPage {
        let scheme = claim.scheme
        let fans = try layer.fans(of: claim)
        var page = ExplanationPage(claim.text, isCode: true)
        var fields = [
            ("call", claim.signature), ("closed form", scheme.closedForm), ("source", claim.source), ("for", claim.use),
        ]
        if let rule = scheme.shapeRule {
            fields.append(("shapes", rule.summary))
        } else {
            fields.append(("fans", scheme.fanRule?.summary ?? "none: the law does not depend on the shape"))
        }
        // A call that follows a scheme under its own name draws another law than the scheme's example.
        let isOwn = claim.signature != scheme.signature
        let swift = (isOwn ? claim.swiftCall(shape: layer.shape) : nil) ?? scheme.swiftCall
        fields.append((isExample(claim) ? "in Swift, e.g." : "in Swift", swift))
        // A call with its own arguments has its own name, too.
        let namesakes = claim.signature == scheme.signature ? scheme.namesakes : []
        for (place, namesake) in namesakes.enumerated() {
            fields.append((place == 0 ? "unlike" : "", "\(namesake.names): \(namesake.law)"))
        }
        if let shape = layer.shape {
            fields.append(("shape", Numerals.shape(shape)))
            if let matrix = try scheme.shapeRule?.matrix(of: shape) {
                fields += [("rows", "\(matrix.rows)"), ("columns", "\(matrix.columns)")]
            }
        }
        if let fans, scheme.fanRule != nil {
            let products = layer.products(of: claim, fans)
            fields += [("fan_in", products.fanIn), ("fan_out", products.fanOut)]
        }
        let hasFigures = !layer.isEmpty || !claim.dependsOnShape
        page.append(fields)
        if !hasFigures { page.append([("give a --shape to see the figures", "")]) }
        for form in try claim.forms() {
            let figures = hasFigures ? try figures(form, layer, fans) : []
            let body = figures + calls(form, layer)
            guard !body.isEmpty else { continue }
            page.append(.heading(form.text, isCode: true))
            page.append(body, level: 2)
        }
        return page
    }

    // MARK: - Implementation

    /// Whether the scheme's call in Swift may differ from the claim: the claim states arguments, or is a call with its
    /// own defaults.
    private static func isExample(_ claim: Claim) -> Bool {
        let arguments = claim.text.drop { $0 != "(" }.filter { !$0.isWhitespace }
        return !(arguments.isEmpty || arguments == "()") || claim.signature != claim.scheme.signature
    }

    private static func figures(
        _ claim: Claim,
        _ layer: ExplainedLayer,
        _ fans: ClaimedFans?
    ) throws -> [(name: String, value: String)] {
        let law = try layer.law(of: claim)
        let distribution = try law.distribution()
        let support = distribution.support
        var fields = [("law", law.words)]
        if let fans, let rule = claim.scalingRule {
            fields.append(("formula", rule.formula(fans)))
        }
        // A uniform law's words name its bounds already.
        if case .uniform = law {
        } else {
            fields.append(("support", "[\(Numerals.six(support.lowerBound)), \(Numerals.six(support.upperBound))]"))
        }
        fields += [
            ("mean", Numerals.six(distribution.mean)), ("variance", Numerals.six(distribution.variance)),
            ("standard dev.", Numerals.six(distribution.standardDeviation)),
        ]
        if let type = claim.numberType, type.sixteenBitFormat != nil, !law.isDeterministic, !law.isStructured {
            fields.append(("in \(type)", claim.sixteenBitRounding(of: law).summary))
        }
        if let spacing = law.coarseSpacing(in: claim.drawnType) {
            fields.append(("beware", narrownessWarning("it", claim.drawnType, spacing)))
        }
        if let ratio = try layer.overGlorot(claim, distribution) {
            fields.append(("over Glorot's", ratio))
        }
        return fields
    }

    /// The same law in the words of other frameworks.
    private static func calls(_ claim: Claim, _ layer: ExplainedLayer) -> [(name: String, value: String)] {
        let calls = SameCall(claim, shape: layer.shape)
        return [("in Keras", calls.keras), ("in PyTorch", calls.torch), ("in JAX", calls.jax)].compactMap {
            name,
            call in
            call.map { (name, $0) }
        }
    }
}
