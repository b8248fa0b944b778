public import Stats

/// A kind of error in a law, for which a test states the smallest size that it notices.
public enum PlantedError: String, CaseIterable, Hashable, Sendable {
    /// The standard deviation is too large, by a relative error.
    case wider

    /// The standard deviation is too small, by a relative error.
    case narrower

    /// The mean is too large, by this many standard deviations.
    case shift

    /// Mass is moved from just above the median to just below it: the distance of the cdfs.
    case distance

    /// Nothing is drawn from the upper tail of this probability.
    case missingTail = "missing tail"

    /// Nothing is drawn from either tail, of this probability each: the law is truncated.
    case truncation

    /// Mean and variance are right, and the kurtosis is too large by this (`KurtosisTilt`).
    case kurtosis

    /// The test whose sensitivity is claimed.
    public var test: TestKind {
        switch self {
        case .wider, .narrower: .scale
        case .shift: .mean
        case .distance, .kurtosis: .kolmogorovSmirnov
        case .missingTail, .truncation: .extremes
        }
    }

    /// The smallest size that is noticed with probability 0.999, in closed form; nil where none is.
    ///
    /// - Parameters:
    ///   - sensitivity: what the tests state.
    ///   - law: the claim.
    ///   - lattice: for 16-bit values, the law on their lattice. Its tails end with whole values, so the smallest tail
    ///     that is large enough is taken; kurtosis is not predicted there.
    func size(_ sensitivity: Sensitivity, law: any Distribution, lattice: LatticeLaw?) -> Double? {
        switch self {
        case .wider:
            return sensitivity.scale.isFinite ? sensitivity.scale : nil
        case .narrower:
            return sensitivity.scale < 1 ? sensitivity.scale : nil
        case .shift:
            return sensitivity.mean.isFinite ? sensitivity.mean : nil
        case .distance:
            return sensitivity.distance < 0.5 ? sensitivity.distance : nil
        case .missingTail, .truncation:
            guard let lattice else { return sensitivity.tail < 0.5 ? sensitivity.tail : nil }
            return lattice.patterns.last { lattice.survival($0) >= sensitivity.tail }.map { lattice.survival($0) }
        case .kurtosis:
            guard lattice == nil, let tilt = Self.tilt(law) else { return nil }
            let size = sensitivity.distance / tilt.distance
            return size <= tilt.largest ? size * tilt.kurtosis : nil
        }
    }

    static func tilt(_ law: some Distribution) -> KurtosisTilt? { KurtosisTilt(law) }
}
