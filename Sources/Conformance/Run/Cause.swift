internal import Claims
internal import NumberTypes
internal import Stats

/// The likely cause of a deviation, read off the moments and the bounds of the sample.
enum Cause {
    static func recognise(_ result: Finding) -> String? {
        guard let outcome = result.outcome, let law = result.distribution else { return nil }
        // A gain of 0 makes a constant of any law, -0 among them.
        if let law = law as? PointMass {
            return counted(outcome.impossible, "value is not", "values are not") + " \(law.value + 0)"
        }
        if let law = result.law, law.isStructured, let cause = structured(result, law, outcome) { return cause }
        if outcome[.kolmogorovSmirnov] == nil { return "no value is a number" }
        if outcome.notFinite == outcome.count { return "no value is finite" }
        guard outcome.notFinite > 0 else { return recognise(result, outcome, law) }
        let invalid = counted(outcome.notFinite, "value is NaN or infinite", "values are NaN or infinite")
        let isElsewhere = result.deviating(at: 1e-3).contains { $0 != .support }
        return ([invalid] + (isElsewhere ? recognise(result, outcome, law).map { [$0] } ?? [] : []))
            .joined(separator: "; ")
    }

    // MARK: - Implementation

    /// What the finite values show.
    private static func recognise(
        _ result: Finding,
        _ outcome: Battery.Outcome,
        _ law: any Distribution
    ) -> String? {
        if outcome.minimum == outcome.maximum { return "every value is \(outcome.minimum)" }
        let ratio = outcome.variance / law.variance
        let shift = (outcome.mean - law.mean) / law.standardDeviation
        let n = Double(outcome.count)
        // Five standard errors of the variance's ratio, and of the mean.
        let spread = 5 * ((outcome.excessKurtosis + 2) / n).squareRoot()
        if let span = halved(outcome, law, shift) { return span }
        let isScaleRight = abs(ratio - 1) < spread
        if let levels = missingLevels(result, outcome), levels < 0.7 || isScaleRight {
            return
                "\(significant(100 * levels)) % of the type's values that ought to occur: drawn in 16 bits, not rounded "
                + "to them; draw in float32 and cast"
        }
        // Of a continuous law hardly two values in 2^22 are equal; a thousandth of all are no accident. In 16 bits they are:
        // a value on the bound has the mass of its interval.
        if result.numberType.sixteenBitFormat == nil, Double(outcome.extremeCount) > max(4, n / 1000) {
            let share = significant(100 * Double(outcome.extremeCount) / n)
            return "\(share) % of the values lie exactly on the bounds: clipped, not truncated"
        }
        if abs(shift) > 5 * (ratio / n).squareRoot() {
            let off = "the mean is off by \(significant(shift)) standard deviations"
            // About the sample's own mean.
            let own = ratio - shift * shift
            return (0.5...2).contains(own) ? off : "variance is \(significant(own)) of the claim, and \(off)"
        }
        // Before the known ratios, of which some lie within a few standard errors of 1 in a small sample.
        if isScaleRight { return doubleRounding(result) ?? shape(outcome, law) }
        let matches = knownRatios(result).filter { $0.applies && abs(ratio / $0.ratio - 1) < spread }
        if !matches.isEmpty {
            return "variance is \(significant(ratio)) of the claim: " + matches.map(\.cause).joined(separator: ", or ")
        }
        return "variance is \(significant(ratio)) of the claim"
    }

    private static func counted(_ n: UInt64, _ one: String, _ several: String) -> String {
        n == 1 ? "1 \(one)" : "\(n) \(several)"
    }

    /// [0, limit) for [-limit, limit).
    ///
    /// Its mean lies half a limit above the middle, which is 0.87 standard deviations of a uniform law, 0.76 or more of a
    /// truncated normal one.
    private static func halved(_ outcome: Battery.Outcome, _ law: some Distribution, _ shift: Double) -> String? {
        guard law.isBounded, outcome.count >= 20, outcome.minimum >= law.mean, (0.5...1.2).contains(shift),
            outcome.maximum <= law.support.upperBound + 0x1p-20 * law.support.upperBound.magnitude
        else { return nil }
        return "no value lies below the middle of the support: [0, limit) for [-limit, limit)"
    }

    private static func knownRatios(_ result: Finding) -> [(ratio: Double, cause: String, applies: Bool)] {
        var isTruncated = false
        if case .truncatedNormal = result.law { isTruncated = true }
        var known: [(ratio: Double, cause: String, applies: Bool)] = [
            (
                ClaimedLaw.truncatedVarianceFactor, "a normal truncated at two standard deviations and not rescaled",
                true
            ),
            (1.3 * ClaimedLaw.truncatedVarianceFactor, "tf.contrib's factor of 1.3 for 1.2924", isTruncated),
            (1.5 * ClaimedLaw.truncatedVarianceFactor, "PrettyTensor's 3 for 2, truncated and not rescaled", true),
            (16, "the sigmoid rule's factor of 4", true),
        ]
        if let fans = result.fans, let claimed = result.distribution?.variance, let outcome = result.outcome {
            // Uniform on 1/sqrt(fan_in), whatever was claimed: a sixth of He's variance.
            let isUniform = abs(outcome.excessKurtosis + 1.2) < 0.2
            known.append((1 / (3 * fans.fanIn * claimed), "a = sqrt 5, the default of PyTorch's layers", isUniform))
        }
        if let fans = result.fans, fans.fanIn != fans.fanOut {
            known += [
                (fans.fanIn / fans.fanOut, "fan-out in the place of fan-in", true),
                (fans.average / fans.fanIn, "fan-in in the place of the average of both fans", true),
                (fans.average / fans.fanOut, "fan-out in the place of the average of both fans", true),
                (fans.fanIn / fans.average, "the average of both fans in the place of fan-in", true),
            ]
        }
        known += forgottenDepth(result)
        if let variance = result.distribution?.variance {
            known += [(variance, "the variance was passed as the standard deviation", true)]
            // A uniform law of limit l has variance l^2/3; l^2 for l makes it l^4/3.
            known += [(3 * variance, "the limit lacks its square root", result.distribution is Uniform)]
        }
        known += [
            (2, "twice the variance: a gain of sqrt 2 too much", true),
            (0.5, "half the variance: a gain of sqrt 2 is missing", true),
        ]
        return known
    }

    /// Residual projections that were not scaled by the model's depth.
    private static func forgottenDepth(_ result: Finding) -> [(ratio: Double, cause: String, applies: Bool)] {
        guard let layers = (try? Claim(result.claim))?.layerCount else { return [] }
        let cause = "1/sqrt(2 layers), the scale of residual projections, is missing"
        return [(2 * Double(layers), cause, true)]
    }

    /// The share of the 16-bit values that ought to occur and do, where so few are no chance.
    private static func missingLevels(_ result: Finding, _ outcome: Battery.Outcome) -> Double? {
        guard result.numberType.sixteenBitFormat != nil, let p = result.adjusted[.levels], p.value < 1e-6 else {
            return nil
        }
        return outcome[.levels]?.statistic
    }

    /// The scale is right, and the framework rounds 16-bit weights more than once.
    private static func doubleRounding(_ result: Finding) -> String? {
        // What cannot occur has another cause.
        guard result.numberType.sixteenBitFormat != nil, result.outcome?.impossible == 0, let law = result.law,
            let claim = try? Claim(result.claim)
        else { return nil }
        let rounding = claim.sixteenBitRounding(of: law)
        return rounding.isExact ? nil : rounding.summary
    }

    /// The scale is right and the law is not.
    private static func shape(_ outcome: Battery.Outcome, _ law: some Distribution) -> String? {
        let kurtosis = outcome.excessKurtosis
        let near = 10 * (24 / Double(outcome.count)).squareRoot()
        // A kurtosis that the claimed law may have shows nothing.
        guard abs(kurtosis - law.excessKurtosis) > near else {
            return impossible(outcome)
        }
        if !(law is Uniform), abs(kurtosis + 1.2) < near { return "a uniform law of the claimed variance" }
        if !(law is Normal), abs(kurtosis) < near, !(law is Uniform) || outcome.impossible > 0 {
            return "a normal law of the claimed variance, not truncated"
        }
        return impossible(outcome)
    }

    /// Finite values out of the support.
    private static func impossible(_ outcome: Battery.Outcome) -> String? {
        let count = outcome.impossible - min(outcome.impossible, outcome.notFinite)
        guard count > 0 else { return nil }
        return counted(count, "value", "values") + " that cannot occur under the claim"
    }

    /// Three significant digits.
    private static func significant(_ x: Double) -> String {
        // Beyond these powers of ten, where a scale would overflow, all digits are shown.
        guard x.isFinite, abs(x) >= 1e-290, abs(x) <= 1e290 else { return "\(x)" }
        var scale = 1.0
        while abs(x) * scale < 100 { scale *= 10 }
        // Of what is a million times the claim no more is said.
        while abs(x) * scale >= 1e6 { scale /= 10 }
        let value = (x * scale).rounded() / scale
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
