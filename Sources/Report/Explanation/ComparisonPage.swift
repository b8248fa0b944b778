internal import Claims
internal import Conformance
internal import Stats

/// Two claims side by side: whether they are one law, and if not, what would be noticed.
struct ComparisonPage {
    /// The answer in a sentence.
    let verdict: String

    /// The blocks below it.
    private(set) var blocks: [ExplanationPage.Block] = []

    /// The comparison of two claims.
    ///
    /// - Parameters:
    ///   - first: a claim, which decides how the layer's shape is read.
    ///   - second: another claim about the same layer.
    /// - Throws: `QuestionError` if a claim does not fit the layer, `DistributionError` if a law has no figures.
    init(_ first: Claim, _ second: Claim, _ asked: ExplainedLayer) throws {
        let isChosen = asked.isEmpty && (first.dependsOnShape || second.dependsOnShape)
        let layer = isChosen ? .usual : asked
        let laws = (
            try Self.naming(first) { () throws(ClaimError) in try layer.law(of: first) },
            try Self.naming(second) { () throws(ClaimError) in try Self.law(of: second, beside: first, layer) }
        )
        let comparison = try LawComparison(laws.0, laws.1)
        verdict = Self.verdict(comparison)
        blocks = [
            .fields([("A", Self.name(first)), ("B", Self.name(second))], level: 1),
            .table(["", "A", "B"], Self.rows(first, laws, comparison, layer)),
        ]
        var fields = Self.noticed(comparison, layer)
        fields.append(("layer", Self.words(first, layer) + (isChosen ? "; --shape names yours" : "")))
        if let note = try Self.ownReading(first, second, layer) { fields.append(("beware", note)) }
        if first.hasSeed || second.hasSeed {
            fields.append(("seed", "it decides which numbers are drawn, not their law"))
        }
        blocks += [.space, .fields(fields, level: 1)]
    }

    /// The page of one comparison, or of several.
    ///
    /// - Parameter title: the title; by default the verdict of one comparison, or the number of several.
    static func page(
        _ pairs: [(Claim, Claim)],
        _ layer: ExplainedLayer,
        title: String? = nil
    ) throws -> ExplanationPage {
        let comparisons = try pairs.map { try ComparisonPage($0.0, $0.1, layer) }
        let only = comparisons.count == 1 && title == nil ? comparisons[0] : nil
        var page = ExplanationPage(
            only?.verdict ?? title ?? "One name is several calls: \(pairs.count) comparisons",
            isCode: false
        )
        for comparison in comparisons {
            if only == nil { page.append(.heading(comparison.verdict, isCode: false)) }
            for block in comparison.blocks { page.append(block) }
        }
        return page
    }

    // MARK: - Implementation

    /// The law of a claim, or an error that says which of two claims has none.
    private static func naming(
        _ claim: Claim,
        _ law: () throws(ClaimError) -> ClaimedLaw
    ) throws(QuestionError) -> ClaimedLaw {
        do throws(ClaimError) { return try law() } catch { throw .unfit(claim: claim.text, error) }
    }

    /// The law of the second claim for the layer as the first claim reads the shape.
    private static func law(
        of claim: Claim,
        beside first: Claim,
        _ layer: ExplainedLayer
    ) throws(ClaimError) -> ClaimedLaw {
        guard let shape = layer.shape, claim.scheme.fanRule != nil, let fans = layer.layerFans(asReadBy: first) else {
            return try layer.law(of: claim)
        }
        // A call that raises for a tensor with this many axes has no law for it.
        let own = try claim.law(of: shape)
        return first.scheme.shapeRule == nil ? try claim.law(fans: fans) : own
    }

    private static func verdict(_ comparison: LawComparison) -> String {
        if comparison.isSame { return "A and B are the same law" }
        let differ = "A and B are different laws: "
        guard !comparison.isStructured else { return differ + "one of them draws the tensor as a whole" }
        guard let ratio = comparison.deviationRatio, ratio > 0 else {
            let isConstant = comparison.first.variance == 0 && comparison.second.variance == 0
            return differ + (isConstant ? "two constants" : "one of them does not vary")
        }
        if abs(ratio - 1) < 1e-9 { return differ + "the same standard deviation, another form" }
        guard Numerals.format(max(ratio, 1 / ratio), digits: 4) != "1" else {
            return differ + "their standard deviations differ by \(Numerals.percent(abs(ratio - 1)))"
        }
        let words =
            ratio > 1
            ? "B's standard deviation is \(Numerals.format(ratio, digits: 4)) times A's"
            : "A's standard deviation is \(Numerals.format(1 / ratio, digits: 4)) times B's"
        return differ + words
    }

    /// The call as it was written, and the name that it is an alias of.
    private static func name(_ claim: Claim) -> String {
        let own = claim.scheme.name
        return claim.text + (claim.text.hasPrefix(own) || own.isEmpty ? "" : ", that is \(own)")
    }

    private static func rows(
        _ first: Claim,
        _ laws: (ClaimedLaw, ClaimedLaw),
        _ comparison: LawComparison,
        _ layer: ExplainedLayer
    ) -> [[String]] {
        var rows = [["law", laws.0.family, laws.1.family]]
        func row(_ name: String, _ value: (any Distribution) -> String) {
            rows.append([name, value(comparison.first), value(comparison.second)])
        }
        row("support") { "[\(Numerals.six($0.support.lowerBound)), \(Numerals.six($0.support.upperBound))]" }
        if comparison.first.mean != 0 || comparison.second.mean != 0 { row("mean") { Numerals.six($0.mean) } }
        row("standard dev.") { Numerals.six($0.standardDeviation) }
        row("variance") { Numerals.six($0.variance) }
        if let fans = layer.layerFans(asReadBy: first) {
            row("over Glorot's") { Numerals.six($0.variance * fans.average) }
        }
        return rows
    }

    private static func words(_ first: Claim, _ layer: ExplainedLayer) -> String {
        guard let fans = layer.layerFans(asReadBy: first) else { return "any: neither law depends on its size" }
        let words = "fan_in \(Numerals.whole(fans.fanIn)), fan_out \(Numerals.whole(fans.fanOut))"
        return words + (layer.shape.map { ": \(Numerals.shape($0)), as A's framework reads it" } ?? "")
    }

    private static func noticed(
        _ comparison: LawComparison,
        _ layer: ExplainedLayer
    ) -> [(name: String, value: String)] {
        guard !comparison.isSame else { return [] }
        var fields = [
            (
                "cdfs",
                "at most \(Numerals.format(comparison.distance, digits: 3)) apart, at "
                    + Numerals.format(comparison.place, digits: 3)
            )
        ]
        guard !comparison.isStructured else { return fields }
        let needed = comparison.valuesNeeded().map { $0 == 1 ? "one value" : "about \(Numerals.grouped($0)) values" }
        guard let shape = layer.shape, let count = try? elementCount(of: shape) else {
            return fields + [("to notice", needed.map { "it takes \($0)" } ?? "no number of values would do")]
        }
        let values = "\(Numerals.grouped(count)) \(count == 1 ? "value" : "values")"
        let isNoticed = comparison.isNoticed(among: count)
        fields.append(
            (
                "noticed",
                isNoticed
                    ? "its \(values) tell them apart; \(needed ?? "as many") would do"
                    : "its \(values) do not tell them apart; \(needed.map { "it takes \($0)" } ?? "more would not either")"
            )
        )
        return fields
    }

    /// The second claim's law for the very same shape, if its framework reads the shape differently and that matters.
    private static func ownReading(_ first: Claim, _ second: Claim, _ layer: ExplainedLayer) throws -> String? {
        guard let shape = layer.shape, second.scheme.fanRule != nil, let fans = layer.layerFans(asReadBy: first),
            let own = try? second.fans(of: shape), own != fans
        else { return nil }
        let law = try second.law(of: shape)
        guard try !LawComparison(law, second.law(fans: fans)).isSame else { return nil }
        let deviation = try law.distribution().standardDeviation
        return "B's framework orders axes differently: it reads \(Numerals.shape(shape)) as fan_in "
            + "\(Numerals.whole(own.fanIn)), fan_out \(Numerals.whole(own.fanOut)), and draws with standard deviation "
            + "\(Numerals.six(deviation))"
    }
}

extension ClaimedLaw {
    /// The law's form, in a word or two.
    fileprivate var family: String {
        switch self {
        case .constant: "constant"
        case .uniform: "uniform"
        case .normal: "normal"
        case .truncatedNormal(_, _, -2, 2): "normal cut at ±2 sd"
        case .truncatedNormal: "truncated normal"
        case .transformedUniform(.logarithm, _, _): "log of uniform"
        case .transformedUniform(.inverseSoftplus, _, _): "inverse softplus of log-uniform"
        case .orthogonal: "orthogonal"
        case .identity: "identity"
        case .dirac: "identity kernel"
        case .forgetGate: "forget gate's 1"
        case .logarithms: "table of logarithms"
        case .sparse: "sparse normal"
        case .deltaOrthogonal: "orthogonal at the centre"
        }
    }
}
