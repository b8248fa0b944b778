internal import CMath
internal import Claims
internal import NumberTypes
public import Stats

/// What the number of a case's draws can tell.
extension Finding {
    /// Intervals for the mean and the standard deviation that the values were drawn with.
    ///
    /// If the laws are of the claimed families, all intervals of a run hold together except with a probability of the
    /// run's level. Nil where entries are not independent draws, and where nothing bounds them.
    public var intervals: ParameterIntervals? {
        guard let outcome, let level, let law = distribution, hypothesis?.isEntrywise == true,
            outcome.count > outcome.notFinite
        else { return nil }
        return ParameterIntervals(
            mean: outcome.mean,
            square: outcome.variance,
            count: outcome.count - outcome.notFinite,
            law: law,
            level: level,
            unitRoundoff: numberType.unitRoundoff
        )
    }

    /// About how many values would show an error of the standard deviation, rounded up to two digits.
    ///
    /// Nil where more values of a tensor are not more draws, and where no number would do.
    ///
    /// - Parameter scale: the relative error, above 0.
    public func valuesNeeded(toNotice scale: Double) -> Int? {
        guard let level, let draws = independentDraws, hypothesis?.isEntrywise == true, scale > 0 else { return nil }
        var count = Double(max(draws.count, 64))
        // The error falls nearly with the root of the number, so a few steps find it.
        for _ in 0..<8 {
            guard let found = sensitivity(count: UInt64(count), law: draws.law, level: level)?.scale else { return nil }
            let ratio = found / scale
            if ratio <= 1, ratio > 0.995 { break }
            count = ratio.isFinite ? count * ratio * ratio + 1 : 4 * count
            guard count < 0x1p53 else { return nil }
        }
        let unit = pow(10, max(0, log10(count).rounded(.down) - 1))
        return Int((count / unit).rounded(.up) * unit)
    }

    /// What this many draws of a law would have shown.
    func sensitivity(count: UInt64, law: any Distribution, level: Double) -> Sensitivity? {
        guard let outcome else { return nil }
        return Sensitivity(
            count: count,
            law: law,
            level: level,
            resolution: outcome.resolution,
            hasOpenTails: distribution?.tails == .gaussian ? true : nil,
            areSixteenBits: numberType.sixteenBitFormat != nil
        )
    }

    /// The law and the number of a case's independent draws; nil for orthogonal matrices, and where nothing is drawn.
    var independentDraws: (law: any Distribution, count: UInt64)? {
        guard let outcome, let distribution, distribution.variance > 0 else { return nil }
        switch law {
        case .identity, .dirac, .forgetGate, .logarithms, .orthogonal, .deltaOrthogonal:
            return nil
        case .sparse(let sparse):
            let drawn = outcome.count / UInt64(sparse.length) * UInt64(sparse.length - sparse.zeros)
            guard let rest = try? sparse.rest(), drawn > 0 else { return nil }
            return (rest, drawn)
        default:
            return (Self.tested(distribution, as: numberType), outcome.count)
        }
    }

    /// The law whose tests decide. A 16-bit normal law, truncated or not, has Bernstein's bound within 9 standard
    /// deviations.
    static func tested(_ law: any Distribution, as type: NumberType) -> any Distribution {
        guard type.sixteenBitFormat != nil, law.truncatedNormal != nil, law.isSymmetric,
            law.largestStandardisedMagnitude > 9
        else { return law }
        let bounded = try? TruncatedNormal(
            parentMean: law.mean,
            parentStandardDeviation: law.standardDeviation,
            low: -9,
            high: 9
        )
        return bounded ?? law
    }
}
