public import Conformance
internal import Stats

/// What a claim states: its closed form, its source, and what it comes to at a shape.
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
        text += field("fans", scheme.fanRule?.summary ?? "none: the law does not depend on the shape")
        text += field(isExample(claim) ? "in Swift, e.g." : "in Swift", scheme.swiftCall)
        for (place, namesake) in scheme.namesakes.enumerated() {
            text += field(place == 0 ? "unlike" : "", "\(namesake.names): \(namesake.law)")
        }
        if let shape {
            text += field("shape", Figures.shape(shape))
            if let fans {
                text += field("fan_in", Figures.six(fans.fanIn)) + field("fan_out", Figures.six(fans.fanOut))
            }
        }
        guard shape != nil || scheme.fanRule == nil else { return text + "  give a --shape to see the figures\n" }
        return try text + claim.forms().map { try form($0, shape: shape ?? [], fans) }.joined()
    }

    // MARK: - Implementation

    /// Whether the scheme's call in Swift need not be what the claim says: the claim states arguments, or is a call
    /// with defaults of its own.
    private static func isExample(_ claim: Claim) -> Bool {
        let arguments = claim.text.drop { $0 != "(" }.filter { !$0.isWhitespace }
        return !(arguments.isEmpty || arguments == "()") || claim.signature != claim.scheme.signature
    }

    private static func form(_ claim: Claim, shape: [Int], _ fans: ClaimedFans?) throws -> String {
        let law = try claim.law(of: shape)
        let distribution = try law.distribution()
        let support = distribution.support
        var text = "\n  \(claim.text.withoutControls)\n"
        text += field("  law", law.words)
        text += field("  support", "[\(Figures.six(support.lowerBound)), \(Figures.six(support.upperBound))]")
        text += field("  mean", Figures.six(distribution.mean))
        text += field("  variance", Figures.six(distribution.variance))
        text += field("  standard dev.", Figures.six(distribution.standardDeviation))
        if claim.scalarType != .float32, !law.isDeterministic, !law.isStructured {
            text += field("  in \(claim.scalarType.rawValue)", claim.sixteenBitRounding(of: law).summary)
        }
        if let fans {
            let ratio = distribution.variance * (fans.fanIn + fans.fanOut) / 2
            text += field("  over Glorot's", "\(Figures.six(ratio)) times 2/(fan_in+fan_out)")
        }
        return text
    }

    private static func field(_ name: String, _ value: String) -> String {
        "  \(name)\(String(repeating: " ", count: max(1, 16 - name.count)))\(value)\n"
    }
}
