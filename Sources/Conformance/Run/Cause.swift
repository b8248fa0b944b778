public import Claims
internal import NumberTypes
public import Stats

/// The likely cause of a deviation.
public indirect enum Cause: Hashable, Sendable {
    /// So many values are not the one that all are to be.
    case otherValues(UInt64, expected: Double)

    /// So many values differ from the claimed pattern.
    case otherPattern(UInt64)

    /// So many lines have not exactly so many zeros, or impossible values.
    case otherZeros(UInt64, line: SparseBattery.Line, zeros: Int)

    /// The zeros do not lie at random places.
    case arrangedZeros

    /// Values off the kernel's centre are not 0.
    case offCentre

    /// The columns are not orthonormal.
    case notOrthonormal

    /// Orthogonal, of another gain.
    case otherGain(Double, claimed: Double)

    /// The signs of an orthogonal matrix are not fair.
    case unfairSigns

    /// Orthonormal, and not uniformly distributed among such matrices.
    case notHaar

    /// Orthonormal, but made of orthogonal blocks on top of each other.
    case stackedBlocks

    /// No value is a number.
    case noNumber

    /// No value is finite.
    case noFiniteValue

    /// So many values are NaN or infinite; and what the others show.
    case notFinite(UInt64, others: Cause?)

    /// Every value is this one.
    case constant(Double)

    /// No value lies below the middle of the support.
    case upperHalf

    /// Only this share of the type's values that ought to occur does.
    case fewLevels(share: Double)

    /// This share of the values lies exactly on the bounds.
    case clipped(share: Double)

    /// The mean is off by so many standard deviations; and the ratio of the variance to the claim's, where it is off, too.
    case shifted(Double, ratio: Double?)

    /// The variance has this ratio to the claim's, which these would explain.
    case ratio(Double, [ScaleMistake])

    /// The framework rounds 16-bit weights more than once.
    case rounding(SixteenBitRounding)

    /// A uniform law of the claimed variance.
    case uniform

    /// A normal law of the claimed variance, not truncated.
    case normal

    /// So many values cannot occur under the claim.
    case impossible(UInt64)

    /// The last values, so many, are 0.
    case unwritten(Int)

    /// Equal to the bit to the tensor of this name, or its beginning.
    case copy(of: String)

    /// Begins with all of the tensor of this name.
    case beginning(with: String)

    /// So many of the blocks along the first axis repeat another.
    case repeatedBlocks(Int, of: Int)

    /// So many blocks along the first axis are equal.
    case equalBlocks(Int)

    /// Made from the stream of the tensor of this name, at so many times its scale, below 0 where the sign is turned.
    case sharedStream(with: String, scale: Double, isTransposed: Bool)

    /// One of several tensors is equal to the bit to the one before it.
    case successiveCopies

    /// What makes the variance wrong by a factor that is known.
    public enum ScaleMistake: Hashable, Sendable {
        /// Truncated at two standard deviations, and not rescaled.
        case notRescaled

        /// tf.contrib's 1.3 for 1.2924.
        case contribFactor

        /// PrettyTensor's 3 for 2, truncated and not rescaled.
        case prettyTensor

        /// The sigmoid rule's factor of 4.
        case sigmoid

        /// a = sqrt 5, the default of PyTorch's layers.
        case torchDefault

        /// Fan-out for fan-in.
        case fanOutForFanIn

        /// Fan-in for the average of both fans.
        case fanInForAverage

        /// Fan-out for the average of both fans.
        case fanOutForAverage

        /// The average of both fans for fan-in.
        case averageForFanIn

        /// 1/sqrt(2 layers) is missing.
        case forgottenDepth

        /// The variance for the standard deviation.
        case varianceForDeviation

        /// The limit of a uniform law lacks its square root.
        case limitWithoutRoot

        /// A gain of sqrt 2 too much.
        case gainTooMuch

        /// A gain of sqrt 2 is missing.
        case gainMissing
    }
}

/// How the likely cause is read off the moments and the bounds of the sample.
extension Cause {
    static func recognise(_ result: Finding) -> Cause? {
        guard let outcome = result.outcome, let law = result.distribution else { return nil }
        // A gain of 0 makes a constant of any law, -0 among them.
        if let value = law.pointValue { return .otherValues(outcome.impossible, expected: value + 0) }
        if let law = result.law, law.isStructured, let cause = structured(result, law, outcome) { return cause }
        if outcome[.kolmogorovSmirnov] == nil { return .noNumber }
        if outcome.notFinite == outcome.count { return .noFiniteValue }
        guard outcome.notFinite > 0 else { return recognise(result, outcome, law) }
        let isElsewhere = result.deviating(at: 1e-3).contains { $0 != .support }
        return .notFinite(outcome.notFinite, others: isElsewhere ? recognise(result, outcome, law) : nil)
    }

    // MARK: - Implementation

    /// What the finite values show.
    private static func recognise(
        _ result: Finding,
        _ outcome: Battery.Outcome,
        _ law: any Distribution
    ) -> Cause? {
        if outcome.minimum == outcome.maximum { return .constant(outcome.minimum) }
        let ratio = outcome.variance / law.variance
        let shift = (outcome.mean - law.mean) / law.standardDeviation
        let n = Double(outcome.count)
        // Five standard errors of the variance's ratio, and of the mean.
        let spread = 5 * ((outcome.excessKurtosis + 2) / n).squareRoot()
        if isUpperHalf(outcome, law, shift) { return .upperHalf }
        let isScaleRight = abs(ratio - 1) < spread
        if let levels = missingLevels(result, outcome), levels < 0.7 || isScaleRight {
            return .fewLevels(share: levels)
        }
        // Of a continuous law hardly two values in 2^22 are equal; a thousandth of all are no accident. In 16 bits they are:
        // a value on the bound has the mass of its interval.
        if result.numberType.sixteenBitFormat == nil, Double(outcome.extremeCount) > max(4, n / 1000) {
            return .clipped(share: Double(outcome.extremeCount) / n)
        }
        if abs(shift) > 5 * (ratio / n).squareRoot() {
            // About the sample's own mean.
            let own = ratio - shift * shift
            return .shifted(shift, ratio: (0.5...2).contains(own) ? nil : own)
        }
        // Before the known ratios, of which some lie within a few standard errors of 1 in a small sample.
        if isScaleRight { return doubleRounding(result) ?? shape(result, outcome, law) }
        let matches = knownRatios(result).filter { $0.applies && abs(ratio / $0.ratio - 1) < spread }
        return .ratio(ratio, matches.map(\.mistake))
    }

    /// [0, limit) for [-limit, limit).
    ///
    /// Its mean lies half a limit above the middle, which is 0.87 standard deviations of a uniform law, 0.76 or more of a
    /// truncated normal one.
    private static func isUpperHalf(_ outcome: Battery.Outcome, _ law: some Distribution, _ shift: Double) -> Bool {
        law.isBounded && outcome.count >= 20 && outcome.minimum >= law.mean && (0.5...1.2).contains(shift)
            && outcome.maximum <= law.support.upperBound + 0x1p-20 * law.support.upperBound.magnitude
    }

    private static func knownRatios(_ result: Finding) -> [(ratio: Double, mistake: ScaleMistake, applies: Bool)] {
        let (isTruncated, isUniformLaw) =
            switch result.law {
            case .truncatedNormal: (true, false)
            case .uniform: (false, true)
            default: (false, false)
            }
        var known: [(ratio: Double, mistake: ScaleMistake, applies: Bool)] = [
            (ClaimedLaw.truncatedVarianceFactor, .notRescaled, true),
            (1.3 * ClaimedLaw.truncatedVarianceFactor, .contribFactor, isTruncated),
            (1.5 * ClaimedLaw.truncatedVarianceFactor, .prettyTensor, true),
            (16, .sigmoid, true),
        ]
        if let fans = result.fans, let claimed = result.distribution?.variance, let outcome = result.outcome {
            // Uniform on 1/sqrt(fan_in), whatever was claimed: a sixth of He's variance.
            let isUniform = abs(outcome.excessKurtosis + 1.2) < 0.2
            known.append((1 / (3 * fans.fanIn * claimed), .torchDefault, isUniform))
        }
        if let fans = result.fans, fans.fanIn != fans.fanOut {
            known += [
                (fans.fanIn / fans.fanOut, .fanOutForFanIn, true),
                (fans.average / fans.fanIn, .fanInForAverage, true),
                (fans.average / fans.fanOut, .fanOutForAverage, true),
                (fans.fanIn / fans.average, .averageForFanIn, true),
            ]
        }
        // Residual projections that were not scaled by the model's depth.
        if let layers = result.hypothesis?.claim?.layerCount {
            known.append((2 * Double(layers), .forgottenDepth, true))
        }
        if let variance = result.distribution?.variance {
            known += [(variance, .varianceForDeviation, true)]
            // A uniform law of limit l has variance l^2/3; l^2 for l makes it l^4/3.
            known += [(3 * variance, .limitWithoutRoot, isUniformLaw)]
        }
        known += [
            (2, .gainTooMuch, true),
            (0.5, .gainMissing, true),
        ]
        return known
    }

    /// The share of the 16-bit values that ought to occur and do, where so few are no chance.
    private static func missingLevels(_ result: Finding, _ outcome: Battery.Outcome) -> Double? {
        guard result.numberType.sixteenBitFormat != nil, let p = result.adjusted[.levels], p.value < 1e-6 else {
            return nil
        }
        return outcome[.levels]?.statistic
    }

    /// The scale is right, and the framework rounds 16-bit weights more than once.
    private static func doubleRounding(_ result: Finding) -> Cause? {
        // What cannot occur has another cause.
        guard result.numberType.sixteenBitFormat != nil, result.outcome?.impossible == 0, let law = result.law,
            let claim = result.hypothesis?.claim
        else { return nil }
        let rounding = claim.sixteenBitRounding(of: law)
        return rounding.isExact ? nil : .rounding(rounding)
    }

    /// The scale is right and the law is not.
    private static func shape(_ result: Finding, _ outcome: Battery.Outcome, _ law: some Distribution) -> Cause? {
        let kurtosis = outcome.excessKurtosis
        let near = 10 * (24 / Double(outcome.count)).squareRoot()
        // A kurtosis that the claimed law may have shows nothing.
        if abs(kurtosis - law.excessKurtosis) > near {
            let (isUniform, isNormal) =
                switch result.law {
                case .uniform: (true, false)
                case .normal: (false, true)
                default: (false, false)
                }
            if !isUniform, abs(kurtosis + 1.2) < near { return .uniform }
            if !isNormal, abs(kurtosis) < near, !isUniform || outcome.impossible > 0 { return .normal }
        }
        // Finite values out of the support.
        let count = outcome.impossible - min(outcome.impossible, outcome.notFinite)
        return count > 0 ? .impossible(count) : nil
    }
}
