/// What NumPy is asked for, with the numbers that it computes with.
enum NumPyLaw {
    case constant(Double)

    /// `low + range * u`.
    case uniform(low: Double, range: Double)

    /// `mean + standardDeviation * z`.
    case normal(mean: Double, standardDeviation: Double)

    /// Checks a law as NumPy does.
    ///
    /// - Throws: `InitializerError`: `invalidParameter` for a parameter that NumPy refuses, and for every truncated law,
    ///   as no function of NumPy draws one; `reversedBounds`.
    init(_ law: StreamLaw) throws(InitializerError) {
        switch law {
        case .constant(let value):
            try WeightLaw.require(value.isFinite, "value", value, "a finite number")
            self = .constant(value)
        case .uniform(let low, let high):
            try self.init(low: low, high: high)
        case .normal(let mean, let standardDeviation):
            try self.init(mean: mean, standardDeviation: standardDeviation)
        case .truncatedNormal(_, _, _, let high):
            throw Self.truncation(high)
        case .scaling(let scaling):
            let scale = scaling.scale
            try WeightLaw.requireFactor(scale, "scale")
            let n = scaling.mode.denominator(scaling.fans)
            switch scaling.distribution {
            case .uniform:
                let limit = (3 * scale / n).squareRoot()
                try self.init(low: -limit, high: limit)
            case .untruncatedNormal:
                try self.init(mean: 0, standardDeviation: (scale / n).squareRoot())
            case .truncatedNormal:
                throw Self.truncation(2)
            }
        }
    }

    init(low: Double, high: Double) throws(InitializerError) {
        try WeightLaw.checkInterval(low, high)
        try WeightLaw.require((high - low).isFinite, "high", high, "a finite distance from low")
        self = .uniform(low: low, range: high - low)
    }

    init(mean: Double, standardDeviation: Double) throws(InitializerError) {
        try WeightLaw.check(mean, standardDeviation)
        self = .normal(mean: mean, standardDeviation: standardDeviation)
    }

    /// Throws unless the law's values are finite in a scalar type.
    func requireValues<S: WeightScalar>(in scalar: S.Type) throws(InitializerError) {
        switch self {
        case .constant(let value):
            try WeightLaw.requireFinite(value, scalar)
        case .uniform(let low, let range):
            try WeightLaw.requireFinite(low, scalar)
            try WeightLaw.requireFinite(low + range, scalar)
        case .normal(let mean, let standardDeviation):
            try WeightLaw.requireFinite(mean - Self.reach * standardDeviation, scalar)
            try WeightLaw.requireFinite(mean + Self.reach * standardDeviation, scalar)
        }
    }

    // MARK: - Implementation

    /// More standard deviations than a normal number is ever away from the mean: all methods make it of a number that is
    /// at least 2^-53.
    private static let reach = 10.0

    private static func truncation(_ high: Double) -> InitializerError {
        .invalidParameter(name: "high", value: high, expected: "no cut, as NumPy has no truncated normal law")
    }
}
