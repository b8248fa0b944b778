internal import CMath
internal import Claims
internal import Stats
internal import WeightFiles

extension DiagnosisEngine {
    /// The simplest laws that conform; if none does, the family; else that no law is known.
    func laws(_ sample: DiagnosisSample) throws -> [Diagnosis] {
        let profile = sample.profile
        let (named, isAmbiguous) = try alternatives(profile, sample)
        if !named.isEmpty { return named }
        let ratio = profile.standardDeviation / hypothesis.distribution.standardDeviation
        if let law = try family(sample, profile) {
            let ratio = (law.deviation ?? .nan) / hypothesis.distribution.standardDeviation
            guard hypothesis.distribution.variance > 0, ratio.isFinite else {
                return [.family(law, ratio: nil, isAmbiguous: isAmbiguous)]
            }
            let spread = 3.29 * Self.logSpread(law, profile.finite)
            return [.family(law, ratio: ratio * exp(-spread)...ratio * exp(spread), isAmbiguous: isAmbiguous)]
        }
        if let found = try lawsOfMost(sample, profile) { return found }
        return [.unknownLaw(excessKurtosis: profile.excessKurtosis, ratio: ratio * ratio)]
    }

    // MARK: - Implementation

    /// The simplest laws with bounds that conform except for a few values beyond these; nil where there is none.
    private func lawsOfMost(_ sample: DiagnosisSample, _ profile: TensorProfile) throws -> [Diagnosis]? {
        guard let all = OutlyingValues(sample.values, unitRoundoff: sample.unitRoundoff) else { return nil }
        let named = try alternatives(profile, sample, butForFew: all).named
        guard case .law(let alternative, _)? = named.first, let (count, farthest) = all.beyond(alternative.law) else {
            return nil
        }
        let distribution = try alternative.law.distribution()
        let value = sample.values[farthest]
        let deviations =
            abs(value - distribution.mean) / (parent(alternative.law)?.deviation ?? distribution.standardDeviation)
        var isLastResort = false
        // Without any claim, the values alone decide. Otherwise Keras must be possible for one of the claims.
        let claims = [hypothesis.claim, alternative.change.claim.flatMap { try? Claim($0) }].compactMap { $0 }
        if case .truncatedNormal(_, _, -2, 2) = alternative.law.simplified,
            claims.isEmpty || claims.contains(where: \.mayBeKeras)
        {
            isLastResort = OutlyingValues.isLastResort(
                count,
                of: sample.values.count,
                farthest: deviations,
                level: Self.level
            )
        }
        let place = sample.values.count == reader.count ? place(farthest) : []
        return [
            named[0],
            .besides(count, largest: value, deviations: deviations, place: place, isLastResort: isLastResort),
        ]
    }

    /// Alternatives of one law.
    private typealias Group = (law: ClaimedLaw, alternatives: [Alternative])

    /// The alternatives that conform and are nearest to the claim, unless they may be a coincidence.
    ///
    /// - Parameter most: nil to test all values; otherwise those within a law's bounds, if a few lie beyond them.
    private func alternatives(
        _ profile: TensorProfile,
        _ sample: DiagnosisSample,
        butForFew most: OutlyingValues? = nil
    ) throws -> (named: [Diagnosis], isAmbiguous: Bool) {
        let all = AlternativeLaws(hypothesis, configuration).all
        let screen = LawScreen(
            profile: profile,
            unitRoundoff: sample.unitRoundoff,
            level: Self.level * Battery.weight(.scale)
        )
        var groups: [Group] = []
        for alternative in all {
            let law = alternative.law.simplified
            // Structured laws are another test's business.
            guard !law.isStructured, !law.isSame(as: hypothesis.law.simplified), isNear(law, profile),
                most?.areFew(beyond: law) ?? !screen.rejects(law)
            else { continue }
            if let place = groups.firstIndex(where: { $0.law.isSame(as: law) }) {
                groups[place].alternatives.append(alternative)
            } else {
                groups.append((law, [alternative]))
            }
        }
        for place in groups.indices {
            // Among equally simple ones, those of the claim's own framework come first.
            groups[place].alternatives.sort { ($0.tier, isForeign($0) ? 1 : 0) < ($1.tier, isForeign($1) ? 1 : 0) }
        }
        for place in groups.indices where groups[place].alternatives.contains(where: { !$0.isCommon && $0.tier < 2 }) {
            // An alternative that explains the claim's own numbers explains more than a common law.
            groups[place].alternatives.removeAll(where: \.isCommon)
        }
        groups.sort { ($0.alternatives[0].tier) < ($1.alternatives[0].tier) }
        // As much work as four passes over the largest sample that is held.
        let budget = min(40, max(4, 4 * DiagnosisSample.limit / max(1, sample.values.count)))
        // A law e^6.9 = 1000 times less likely than one of another family is not what was drawn, whatever the tests of
        // a small sample can show.
        let likeliest = Self.likeliest(profile)
        var conforming: [(group: Group, outcome: Battery.Outcome)] = []
        for group in groups.prefix(budget) {
            // Farther ones do not matter once a nearer one conforms.
            if let first = conforming.first, first.group.alternatives[0].tier < group.alternatives[0].tier { break }
            let tested = most.map { DiagnosisSample($0.within(group.law), sample.type, isInOrder: false) } ?? sample
            guard let outcome = try? acceptedOutcome(group.law, tested),
                (profile.finite >= 500 || profile.logLikelihood(of: group.law) > likeliest - 6.9)
            else { continue }
            conforming.append((group, outcome))
        }
        guard let tier = conforming.first?.group.alternatives[0].tier else { return ([], false) }
        let chance = coincidences(conforming[0].group.law, all, tier: tier, profile)
        guard chance <= (tier < 3 ? 0.5 : 0.1) else { return ([], true) }
        conforming.sort { profile.logLikelihood(of: $0.group.law) > profile.logLikelihood(of: $1.group.law) }
        // Other fans that make the same law are named, too, even if they are a little rarer.
        var nearest = conforming.flatMap { group, _ in
            group.alternatives.filter { $0.tier == tier || ($0.tier == 1 && tier == 0 && !$0.change.isGain) }
        }
        // Another framework's layers and initializers explain nothing that the claim's own do.
        let isExplained = nearest.contains { $0.change.claim != nil && !$0.isCommon && !isForeign($0) }
        if isExplained { nearest.removeAll(where: isForeign) }
        var named: [Alternative] = []
        for alternative in nearest.filter({ $0.further == nil }) + nearest.filter({ $0.further != nil })
        where !named.contains(where: { $0.isSameKind(as: alternative) }) { named.append(alternative) }
        let laws = named.prefix(Self.namedLimit).map { Diagnosis.law($0, isSure: chance <= 0.1) }
        // Where some values are left out, the rest are no longer in order.
        let isDependent =
            try most == nil && sample.isInOrder
            && conforming.allSatisfy { try self.isDependent($0.group.law, $0.outcome, sample) }
        return (laws + (isDependent ? [.dependent(.other)] : []), false)
    }

    /// Whether the alternative is known by a call of another framework than the claim's. For a claim in this package's
    /// names, none is foreign.
    private func isForeign(_ alternative: Alternative) -> Bool {
        guard let framework = hypothesis.claim?.framework, !framework.isEmpty, let text = alternative.change.claim,
            let other = try? Claim(text)
        else { return false }
        return other.framework != framework
    }

    /// How many laws as near as these would by chance fit a sample with a scale of none of them: the number within a
    /// factor of two, times the share that a sample of this size cannot tell apart.
    private func coincidences(
        _ law: ClaimedLaw,
        _ all: [Alternative],
        tier: Int,
        _ profile: TensorProfile
    ) -> Double {
        guard let deviation = law.deviation else { return 0 }
        var scales: Set<Int> = []
        // A small sample does not tell families apart.
        let isSmall = profile.finite < 500
        for alternative in all where alternative.tier <= tier && (isSmall || alternative.law.isOfFamily(law)) {
            guard let other = alternative.law.deviation else { continue }
            let distance = log(other / deviation)
            if abs(distance) < 0.7 { scales.insert(Int((distance * 1e9).rounded())) }
        }
        return Double(scales.count) * 7 * Self.logSpread(law, profile.finite) / 1.4
    }

    /// The largest likelihood of a law of the families, with estimated parameters.
    private static func likeliest(_ profile: TensorProfile) -> Double {
        let normal = ClaimedLaw.normal(mean: profile.mean, standardDeviation: profile.standardDeviation)
        let bounds = BoundedFamily.uniform.estimate(profile)
        let uniform = ClaimedLaw.uniform(low: bounds.low, high: bounds.high)
        return max(profile.logLikelihood(of: normal), profile.logLikelihood(of: uniform))
    }

    /// The standard error of the logarithm of the scale of a law's sample.
    static func logSpread(_ law: ClaimedLaw, _ count: Int) -> Double {
        let n = Double(max(1, count))
        return switch law {
        // The bounds tell more than the moments do.
        case .uniform: min(0.45 / n.squareRoot(), 2 / n)
        case .truncatedNormal: min(0.6 / n.squareRoot(), 8 / n)
        default: 0.71 / n.squareRoot()
        }
    }

    /// Whether the moments of a sample are within some standard errors of a law's.
    private func isNear(_ law: ClaimedLaw, _ profile: TensorProfile) -> Bool {
        guard let distribution = try? law.distribution(), distribution.variance > 0 else { return false }
        let n = Double(profile.finite)
        let ratio = profile.squares(about: distribution.mean) / (n * distribution.variance)
        let spread = 5 * ((distribution.excessKurtosis + 2) / n).squareRoot() + 8 / n + 1e-3
        guard abs(ratio - 1) < spread else { return false }
        let shift = abs(profile.mean - distribution.mean) / distribution.standardDeviation
        guard shift < 5 / n.squareRoot() + 1e-3 else { return false }
        return n < 100 || abs(profile.excessKurtosis - distribution.excessKurtosis) < 8 * (24 / n).squareRoot() + 0.01
    }

    /// The family that is not ruled out; the claim's own if there are several.
    func family(_ sample: DiagnosisSample, _ profile: TensorProfile) throws -> ClaimedLaw? {
        guard profile.finite > 7 else { return nil }
        let values = try TensorValues(sample.reader(named: reader.info.name), profile)
        let families = try values.entryFamilies([], level: Self.level)
        // A mean that is no more than noise is left out.
        let noise = 3.29 * profile.standardDeviation / Double(profile.finite).squareRoot()
        let claimed = hypothesis.distribution.mean
        let laws = families.compactMap(\.law).map { law in
            guard case .normal(let mean, let deviation) = law, abs(mean - claimed) < noise else { return law }
            return .normal(mean: claimed, standardDeviation: deviation)
        }
        return laws.first { $0.isOfFamily(hypothesis.law) } ?? laws.first
    }
}

extension Alternative {
    /// Whether it only says that many models use the law.
    fileprivate var isCommon: Bool {
        if case .commonLaw = change { true } else { false }
    }

    /// Whether two say the same to a reader: the same law and the same kind of mistake.
    fileprivate func isSameKind(as other: Alternative) -> Bool {
        change.code == other.change.code && further?.code == other.further?.code && law.isSame(as: other.law)
    }
}

extension ClaimedLaw {
    /// Whether it belongs to another law's family, whatever the scale.
    func isOfFamily(_ other: ClaimedLaw) -> Bool {
        switch (simplified, other.simplified) {
        case (.uniform, .uniform), (.normal, .normal): true
        case (.truncatedNormal(_, _, let a, let b), .truncatedNormal(_, _, let c, let d)): a == c && b == d
        default: false
        }
    }
}

extension TensorFamily {
    /// The law with the estimated parameters, where entries are drawn.
    fileprivate var law: ClaimedLaw? {
        switch self {
        case .uniform(let low, let high): .uniform(low: low, high: high)
        case .normal(let mean, let deviation): .normal(mean: mean, standardDeviation: deviation)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            .truncatedNormal(parentMean: mean, parentStandardDeviation: deviation, low: low, high: high)
        default: nil
        }
    }
}
