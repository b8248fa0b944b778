public import Claims
internal import NumberTypes
internal import Stats

/// What a claim states: its closed form, its source, what it is for, what it comes to at a shape, and the same call in
/// other frameworks.
public enum Explanation {
    /// The text, ending in a line break.
    ///
    /// - Parameter shape: the shape of the tensor; nil where the figures that need one are left out.
    /// - Throws: `ClaimError` where the claim does not fit the shape, `DistributionError` where its law has no figures.
    public static func render(_ claim: Claim, shape: [Int]?) throws -> String {
        let scheme = claim.scheme
        let fans = try shape.flatMap { try claim.fans(of: $0) }
        var text = claim.text.withoutControls + "\n"
        text += field("call", claim.signature)
        text += field("closed form", scheme.closedForm)
        text += field("source", claim.source)
        text += field("for", claim.use)
        if let rule = scheme.shapeRule {
            text += field("shapes", rule.summary)
        } else {
            text += field("fans", scheme.fanRule?.summary ?? "none: the law does not depend on the shape")
        }
        // What follows a scheme under a name of its own draws another law than the scheme's example.
        let isOwn = claim.signature != scheme.signature
        let swift = (isOwn ? SwiftCall(claim, shape: shape)?.text : nil) ?? scheme.swiftCall
        text += code(isExample(claim) ? "in Swift, e.g." : "in Swift", swift)
        // A call under arguments of its own has a name of its own, too.
        let namesakes = claim.signature == scheme.signature ? scheme.namesakes : []
        for (place, namesake) in namesakes.enumerated() {
            text += field(place == 0 ? "unlike" : "", "\(namesake.names): \(namesake.law)", hanging: 2)
        }
        if let shape {
            text += field("shape", Numerals.shape(shape))
            if let matrix = try scheme.shapeRule?.matrix(of: shape) {
                text += field("rows", "\(matrix.rows)") + field("columns", "\(matrix.columns)")
            }
            if let fans, let products = scheme.fanRule?.products(of: shape, fans) {
                text += field("fan_in", products.fanIn) + field("fan_out", products.fanOut)
            }
        }
        let hasFigures = shape != nil || !scheme.dependsOnShape
        if !hasFigures { text += "  give a --shape to see the figures\n" }
        return try text
            + claim.forms().map { form in
                let figures = hasFigures ? try figures(form, shape: shape ?? [], fans) : ""
                let body = figures + calls(form, shape: shape)
                return body.isEmpty ? "" : "\n  \(form.text.withoutControls)\n" + body
            }.joined()
    }

    // MARK: - Implementation

    /// Whether the scheme's call in Swift need not be what the claim says: the claim states arguments, or is a call
    /// with defaults of its own.
    private static func isExample(_ claim: Claim) -> Bool {
        let arguments = claim.text.drop { $0 != "(" }.filter { !$0.isWhitespace }
        return !(arguments.isEmpty || arguments == "()") || claim.signature != claim.scheme.signature
    }

    private static func figures(_ claim: Claim, shape: [Int], _ fans: ClaimedFans?) throws -> String {
        let law = try claim.law(of: shape)
        let distribution = try law.distribution()
        let support = distribution.support
        var text = field("  law", law.words)
        if let fans, let rule = claim.scalingRule {
            text += field("  formula", rule.formula(fans))
        }
        // A uniform law's words name its bounds already.
        if case .uniform = law {
        } else {
            text += field("  support", "[\(Numerals.six(support.lowerBound)), \(Numerals.six(support.upperBound))]")
        }
        text += field("  mean", Numerals.six(distribution.mean))
        text += field("  variance", Numerals.six(distribution.variance))
        text += field("  standard dev.", Numerals.six(distribution.standardDeviation))
        if let type = claim.numberType, type.sixteenBitFormat != nil, !law.isDeterministic, !law.isStructured {
            text += field("  in \(type)", claim.sixteenBitRounding(of: law).summary)
        }
        if let fans {
            let ratio = distribution.variance * ((fans.fanIn + fans.fanOut) / 2)
            text += field("  over Glorot's", "\(Numerals.six(ratio)) times 2/(fan_in+fan_out)")
        }
        return text
    }

    /// The same law in the words of other frameworks.
    private static func calls(_ claim: Claim, shape: [Int]?) -> String {
        let calls = SameCall(claim, shape: shape)
        return [("  in Keras", calls.keras), ("  in PyTorch", calls.torch), ("  in JAX", calls.jax)]
            .map { name, call in call.map { code(name, $0) } ?? "" }.joined()
    }

    /// A row of a call, which is not broken: people copy it.
    private static func code(_ name: String, _ value: String) -> String {
        "  \(name)\(String(repeating: " ", count: max(1, 16 - name.count)))\(value)\n"
    }

    /// A row, broken at its blanks into lines of at most 80 characters, which every terminal has room for.
    ///
    /// - Parameter hanging: how much further in the later lines begin.
    private static func field(_ name: String, _ value: String, hanging: Int = 0) -> String {
        var lines: [String] = []
        var line = ""
        for word in value.split(separator: " ", omittingEmptySubsequences: false) {
            let room = lines.isEmpty ? 62 : 62 - hanging
            if !line.isEmpty, line.count + 1 + word.count > room {
                lines.append(line)
                line = String(word)
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        let margin = String(repeating: " ", count: 18 + hanging)
        return code(name, (lines + [line]).joined(separator: "\n" + margin))
    }
}
