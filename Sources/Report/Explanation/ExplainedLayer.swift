internal import Claims
internal import Stats

/// The tensor that an explanation is about: its shape, its fans, or nothing if the reader named neither.
struct ExplainedLayer {
    /// The shape as the claim's own framework reads it.
    let shape: [Int]?

    /// The fans, if the reader states them.
    let fans: ClaimedFans?

    /// The layer of a table if the reader names none.
    static let usual = ExplainedLayer(shape: [784, 256], fans: nil)

    var isEmpty: Bool { shape == nil && fans == nil }

    /// The fans of a claim; nil if its law has none, or if neither shape nor fans are known.
    ///
    /// - Throws: `ClaimError` if the claim does not fit the shape.
    func fans(of claim: Claim) throws(ClaimError) -> ClaimedFans? {
        if let fans { return claim.scheme.fanRule == nil ? nil : fans }
        return if let shape { try claim.fans(of: shape) } else { nil }
    }

    /// The law of a claim.
    ///
    /// - Throws: `ClaimError` if the claim does not fit the shape, or needs one.
    func law(of claim: Claim) throws(ClaimError) -> ClaimedLaw {
        if let fans { return try claim.law(fans: fans) }
        return try claim.law(of: shape ?? [])
    }

    /// The fans of the same layer, for claims of any framework, as the claim's framework reads them off the shape.
    func layerFans(asReadBy claim: Claim) -> ClaimedFans? {
        if let fans { return fans }
        guard let shape else { return nil }
        // A claim may state its own. If the framework has no fans for the shape, Keras' rule always has some.
        return (try? claim.fans(of: shape)) ?? (try? claim.frameworkFanRule.fans(of: shape))
            ?? (try? FanRule.keras.fans(of: shape))
    }

    /// The fans as they are worked out, such as "3*3*64 = 576".
    func products(of claim: Claim, _ fans: ClaimedFans) -> (fanIn: String, fanOut: String) {
        if self.fans == nil, let shape, let rule = claim.scheme.fanRule { return rule.products(of: shape, fans) }
        return (Numerals.whole(fans.fanIn), Numerals.whole(fans.fanOut))
    }

    /// The variance over Glorot's, in words; nil if no layer is named.
    func overGlorot(_ claim: Claim, _ law: any Distribution) throws -> String? {
        guard let fans = layerFans(asReadBy: claim) else { return nil }
        let ratio = "\(Numerals.six(law.variance * fans.average)) times 2/(fan_in+fan_out)"
        // The law's own fans stand above; others are the layer's.
        guard claim.scheme.fanRule == nil else { return ratio }
        return ratio + ", of fans \(Numerals.whole(fans.fanIn)) and \(Numerals.whole(fans.fanOut))"
    }
}
