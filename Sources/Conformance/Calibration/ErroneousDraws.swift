internal import Claims
internal import Initializers
internal import Stats

/// Draws of a law with one error of a given size.
struct ErroneousDraws: Sendable {
    private let law: any Distribution
    private let weights: WeightLaw?
    private let error: PlantedError
    private let size: Double

    /// The tilted cdf where the law's own is j/2^14, taken to be linear in between; empty for other errors.
    private var tilted: [Double] = []

    init(_ error: PlantedError, size: Double, of claimed: ClaimedLaw, _ law: any Distribution) {
        self.law = law
        weights = claimed.weights
        self.error = error
        self.size = size
        guard error == .kurtosis, let tilt = PlantedError.tilt(law) else { return }
        let places = 1 << 14
        tilted = (0...places).map {
            tilt.cdf(at: Double($0) / Double(places), tilt: size / tilt.kurtosis)
        }
    }

    /// `count` values, in double precision.
    func values(count: Int, key: Key) throws -> [Double] {
        var values = [Double](repeating: 0, count: count)
        var span = values.mutableSpan
        let (mean, deviation) = (law.mean, law.standardDeviation)
        switch error {
        case .wider, .narrower:
            try weights?.fill(&span, key: key)
            let factor = error == .wider ? 1 + size : 1 - size
            for i in values.indices { values[i] = mean + factor * (values[i] - mean) }
        case .shift:
            try weights?.fill(&span, key: key)
            for i in values.indices { values[i] += size * deviation }
        case .distance, .missingTail, .truncation, .kurtosis:
            try WeightLaw.uniform(low: 0, high: 1).fill(&span, key: key)
            place(&values, under: law)
        }
        return values
    }

    // MARK: - Implementation

    /// Replaces each place u by the value there.
    private func place(_ values: inout [Double], under law: some Distribution) {
        for i in values.indices {
            // Strictly between 0 and 1, where every quantile is finite.
            let u = place(min(max(values[i], 0x1p-53), 1 - 0x1p-53))
            values[i] = u <= 0.5 ? law.quantile(u) : law.quantile(upperTail: 1 - u)
        }
    }

    /// Maps the place u under the erroneous law to the place of the same value under the law itself.
    private func place(_ u: Double) -> Double {
        switch error {
        case .wider, .narrower, .shift: u
        case .distance: u > 0.5 && u < 0.5 + size ? u - size : u
        case .missingTail: u * (1 - size)
        case .truncation: size + u * (1 - 2 * size)
        case .kurtosis: untilted(u)
        }
    }

    /// The place under the law itself at which the tilted cdf is u.
    private func untilted(_ u: Double) -> Double {
        var (low, high) = (0, tilted.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if tilted[middle] <= u { low = middle } else { high = middle }
        }
        let width = tilted[high] - tilted[low]
        let part = width > 0 ? (u - tilted[low]) / width : 0.5
        return min(max((Double(low) + part) / Double(tilted.count - 1), 0x1p-53), 1 - 0x1p-53)
    }
}

extension ClaimedLaw {
    /// The law as one that weights are drawn from; nil for structured and transformed ones.
    fileprivate var weights: WeightLaw? {
        switch self {
        case .constant(let value): .constant(value)
        case .uniform(let low, let high): .uniform(low: low, high: high)
        case .normal(let mean, let standardDeviation): .normal(mean: mean, standardDeviation: standardDeviation)
        case .truncatedNormal(let mean, let standardDeviation, let low, let high):
            .truncatedNormal(mean: mean, standardDeviation: standardDeviation, low: low, high: high)
        case .transformedUniform, .orthogonal, .identity, .dirac, .forgetGate, .logarithms, .sparse, .deltaOrthogonal:
            nil
        }
    }
}
