internal import Claims
internal import Initializers
internal import Stats
internal import WeightFiles

/// The families of independent entries that a sample may follow, with estimated parameters.
extension TensorValues {
    /// The key of the draws of `normalSubstitute`. It comes from the tensor's name, never from its values.
    var key: Key { Key(seed: 0x6964_656E).folding(reader.info.name) }

    /// The families that are not ruled out, or that one of these accepted laws belongs to, likeliest first.
    ///
    /// - Parameter level: the level of each family.
    func entryFamilies(_ laws: [ClaimedLaw], level: Double) throws -> [TensorFamily] {
        let named = Set(laws.map { TensorFamily($0).name })
        var found: [(family: TensorFamily, likelihood: Double)] = []
        let normal = ClaimedLaw.normal(mean: profile.mean, standardDeviation: profile.standardDeviation)
        if try isNormal(level) || named.contains("normal") {
            found.append((TensorFamily(normal), profile.logLikelihood(of: normal)))
        }
        for (family, law) in try bounded(level) where law.isAccepted || named.contains(family.name) {
            found.append((family, profile.logLikelihood(of: law.fitted)))
        }
        // A truncation at other bounds is known only from its claim.
        if let law = laws.first(where: Self.isOtherwiseTruncated) {
            found.append((TensorFamily(law), profile.logLikelihood(of: law)))
        }
        return found.sorted { $0.likelihood > $1.likelihood }.map(\.family)
    }

    // MARK: - Implementation

    /// Whether the kurtosis rules a family out by itself, ten standard errors away. This spares large samples the other
    /// tests.
    private func isFar(from excessKurtosis: Double) -> Bool {
        let n = Double(profile.finite)
        return n >= 0x1p14 && abs(profile.excessKurtosis - excessKurtosis) > 10 * (24 / n).squareRoot()
    }

    private func isNormal(_ level: Double) throws -> Bool {
        if isFar(from: 0) { return false }
        guard let law = profile.normalSubstitute(key: key) else {
            // One or two values are normal with some mean and deviation.
            return profile.finite < 3
        }
        return try outcome(of: law, resolution: .framework).isAccepted(at: level)
    }

    private func bounded(_ level: Double) throws -> [(TensorFamily, (fitted: ClaimedLaw, isAccepted: Bool))] {
        let families: [(BoundedFamily, (Double, Double) -> ClaimedLaw)] = [
            (.uniform, { .uniform(low: $0, high: $1) }),
            (
                .truncatedNormal,
                {
                    .truncatedNormal(
                        parentMean: ($0 + $1) / 2,
                        parentStandardDeviation: ($1 - $0) / 4,
                        low: -2,
                        high: 2
                    )
                }
            ),
        ]
        return try families.map { family, law in
            let estimate = family.estimate(profile)
            let fitted = law(estimate.low, estimate.high)
            guard let box = family.box(profile, level: level, unitRoundoff: unitRoundoff),
                let centre = try? law(box.low, box.high).distribution()
            else {
                // There are too few values to rule it out.
                return (TensorFamily(fitted), (fitted, true))
            }
            if isFar(from: centre.excessKurtosis) { return (TensorFamily(fitted), (fitted, false)) }
            let isAccepted = try outcome(of: centre, resolution: box.resolution).isAccepted(at: level / 2)
            return (TensorFamily(fitted), (fitted, isAccepted))
        }
    }

    private static func isOtherwiseTruncated(_ law: ClaimedLaw) -> Bool {
        guard case .truncatedNormal(_, _, let low, let high) = law.simplified else { return false }
        return low != -2 || high != 2
    }
}
