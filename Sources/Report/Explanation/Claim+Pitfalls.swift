internal import Claims
internal import Stats

extension Claim {
    /// How the call differs from the family's rule that its name suggests.
    ///
    /// - Parameter ratio: the law's variance over the family's.
    func pitfalls(in family: InitializerFamily, ratio: Double) -> [String] {
        let isOff = abs(ratio - 1) > 1e-9
        var pitfalls: [String] = []
        let rule = scalingRule
        if let rule, let mode = family.mode, rule.mode != mode { pitfalls.append("divides by \(rule.mode.words)") }
        if isOff, case .truncatedNormal(1)? = rule?.family {
            pitfalls.append("cut at two standard deviations and not rescaled")
        }
        // A call under a name other than the scheme's has its own words.
        if isOff, text.hasPrefix(scheme.name), let distinction = scheme.distinction { pitfalls.append(distinction) }
        if isOff, pitfalls.isEmpty { pitfalls.append("\(Numerals.six(ratio)) times the rule's variance") }
        // Glorot's rule is symmetric in the fans.
        if let mode = rule?.mode, mode == .fanIn || mode == .fanOut, scheme.fanRule?.isOutputFirst == true {
            pitfalls.append("a matrix is [out, in]")
        }
        if !chosenDefaults.isEmpty { pitfalls.append("by default \(chosenDefaults)") }
        return pitfalls
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
