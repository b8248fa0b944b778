internal import Claims
internal import Stats

/// How a call differs from the family's rule that its name suggests.
enum Pitfall: Sendable {
    /// The variance divides by another fan, or another mean of both, than the family's.
    case otherFan(ScalingRule.Mode)

    /// A normal law is cut and not rescaled, so that its variance is less than stated.
    case cutNotRescaled

    /// The variance is this many times the rule's, though the name does not say so.
    case factor(Double)

    /// The difference that the scheme's own source makes.
    case distinction(String)

    /// The layout in which the framework stores a matrix decides which fan is fan_in.
    case layout(FanRule)

    /// The call's defaults choose the law.
    case defaults(String)

    /// All pitfalls of a call.
    ///
    /// - Parameter ratio: the law's variance over the family's.
    static func all(of claim: Claim, in family: InitializerFamily, ratio: Double) -> [Pitfall] {
        let isOff = abs(ratio - 1) > 1e-9
        var pitfalls: [Pitfall] = []
        let rule = claim.scalingRule
        if let rule, let mode = family.mode, rule.mode != mode { pitfalls.append(.otherFan(rule.mode)) }
        if isOff, case .truncatedNormal(1)? = rule?.family { pitfalls.append(.cutNotRescaled) }
        // A call under a name other than the scheme's has its own words.
        if isOff, claim.text.hasPrefix(claim.scheme.name), let distinction = claim.scheme.distinction {
            pitfalls.append(.distinction(distinction))
        }
        if isOff, pitfalls.isEmpty { pitfalls.append(.factor(ratio)) }
        // Glorot's rule is symmetric in the fans.
        if let mode = rule?.mode, mode == .fanIn || mode == .fanOut, let fans = claim.scheme.fanRule,
            fans.isOutputFirst
        {
            pitfalls.append(.layout(fans))
        }
        let stated = claim.chosenDefaults
        if !stated.isEmpty { pitfalls.append(.defaults(stated)) }
        return pitfalls
    }

    var words: String {
        switch self {
        case .otherFan(let mode): "divides by \(mode.words)"
        case .cutNotRescaled: "cut at two standard deviations and not rescaled"
        case .factor(let ratio): "\(Numerals.six(ratio)) times the rule's variance"
        case .distinction(let words): words
        case .layout: "a matrix is [out, in]"
        case .defaults(let words): "by default \(words)"
        }
    }
}

extension ScalingRule.Mode {
    fileprivate var words: String {
        switch self {
        case .fanIn: "fan_in alone"
        case .fanOut: "fan_out alone"
        case .average: "the mean of both fans"
        case .geometricAverage: "the geometric mean of both fans"
        }
    }
}

extension FanRule {
    /// Whether a matrix is stored as [out, in].
    fileprivate var isOutputFirst: Bool {
        (try? fans(of: [2, 3])).map { $0.fanIn == 3 } ?? false
    }
}

extension ClaimedLaw {
    /// The variance over that of a family's own example; 1 if the family has no such rule.
    func variance(over family: InitializerFamily, _ fans: ClaimedFans) -> Double {
        guard family.mode != nil, let example = try? Claim(family.example).law(fans: fans).distribution(),
            let own = try? distribution()
        else { return 1 }
        return own.variance / example.variance
    }

    /// The law in a few words, with its figures.
    var tableWords: String {
        switch self {
        case .uniform(let low, let high) where low == -high: "uniform on ±\(Numerals.six(high))"
        case .normal(0, let deviation): "normal of standard deviation \(Numerals.six(deviation)), not cut"
        case .truncatedNormal(0, let parent, let low, let high) where low == -high:
            "normal of standard deviation \(Numerals.six((try? distribution())?.standardDeviation ?? parent)), "
                + "cut at ±\(Numerals.six(high * parent))"
        case .orthogonal(let gain, let rows, let columns):
            "a random orthogonal matrix of \(rows) rows and \(columns) columns"
                + (gain == 1 ? "" : ", times \(Numerals.six(gain))")
        default: words
        }
    }
}
