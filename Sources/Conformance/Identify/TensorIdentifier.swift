internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Finds the family of a tensor and the claims that it conforms to.
///
/// The claims come first. Those that state one law at the tensor's shape are one hypothesis. With K distinct laws, each
/// has the level alpha / K, shared among its tests as in a verification (Bonferroni), whether the screen ruled it out
/// or it was tested in full. A listed claim was not rejected; a test can say no more for it, and a small tensor
/// conforms to many claims.
///
/// Then come the families, each at the level alpha: only one of them can be the true one, so no share is needed. If a
/// law was accepted, so is its family.
struct TensorIdentifier: Sendable {
    let alpha: Double

    /// The fans if the shape does not tell; nil for those of each claim's own rule.
    var fans: ClaimedFans?

    /// Calls that are tried besides the usual ones.
    var further: [Claim] = []

    /// Structured laws are tested on a tensor in memory, row-major. A larger tensor is tested against other laws alone.
    private static let structuredLimit = 1 << 20

    /// Identifies a tensor.
    func identify(_ info: TensorInfo, of file: WeightFile) -> IdentifiedTensor {
        let disposition: IdentifiedTensor.Disposition
        if info.count == 0 {
            disposition = .empty
        } else if info.type.map({ $0.isExact }) ?? true {
            disposition = .unsupported
        } else {
            do throws(WeightFileError) {
                disposition = .identified(try identityButForPadding(try file.reader(for: info)))
            } catch {
                disposition = .failed(error)
            }
        }
        return IdentifiedTensor(file: file.path, info: info, disposition: disposition)
    }

    /// Identifies a tensor of at least one value.
    func identity(_ reader: TensorReader) throws(WeightFileError) -> TensorIdentity {
        do {
            return try search(reader)
        } catch let error as WeightFileError {
            throw error
        } catch {
            // Two passes differ. `verifyUnchanged` reports the file; nothing is known of the tensor.
            return TensorIdentity(try TensorProfile(reader))
        }
    }

    // MARK: - Implementation

    /// What a tensor is, or what all its rows are but one that is 0.
    private func identityButForPadding(_ reader: TensorReader) throws(WeightFileError) -> TensorIdentity {
        let whole = try identity(reader)
        guard whole.claims.isEmpty, whole.notFiniteCount == 0, whole.zeroCount >= reader.info.shape.last ?? 0,
            let (row, rest) = try reader.paddingRow(), rest.count > 0
        else { return whole }
        // The rest is tested as a vector, against the claims of independent entries only.
        var identity = try self.identity(rest)
        identity.claims.removeAll { (try? Claim($0.claim))?.scheme.fanRule != nil }
        guard !identity.claims.isEmpty else { return whole }
        identity.paddingRow = row
        return identity
    }

    private func search(_ reader: TensorReader) throws -> TensorIdentity {
        let profile = try TensorProfile(reader)
        var identity = TensorIdentity(profile)
        guard profile.notFinite == 0 else { return identity }
        let values = try TensorValues(reader, profile)
        let gains = try orthogonalGains(values)
        var accepted = try accepted(values, gains, &identity)
        var families = try families(values, gains, accepted.map(\.law))
        if accepted.isEmpty, families.isEmpty, gains.isEmpty {
            accepted = try acceptedButForFew(values, &identity)
            families = accepted.prefix(1).map { TensorFamily($0.law) }
        }
        identity.claims = accepted.flatMap { known in
            let deviation = (try? known.law.distribution())?.standardDeviation ?? 0
            return known.claims.map { claim in
                ConformingClaim(
                    claim: claim.text,
                    law: known.law,
                    scaleRatio: deviation > 0 ? profile.standardDeviation / deviation : .nan,
                    pValue: known.pValue,
                    logLikelihood: known.logLikelihood
                )
            }
        }
        identity.family = families.first ?? .unknown
        identity.alternatives = Array(families.dropFirst())
        return identity
    }

    /// The laws that are not rejected, likeliest first.
    private func accepted(
        _ values: TensorValues,
        _ gains: [[Int]: Double],
        _ identity: inout TensorIdentity
    ) throws -> [KnownLaw] {
        let laws = knownLaws(values)
        let level = alpha / Double(laws.count)
        let screen = LawScreen(
            profile: values.profile,
            unitRoundoff: values.unitRoundoff,
            level: level * Battery.weight(.scale),
            gains: gains
        )
        identity.lawCount = laws.count
        var accepted: [KnownLaw] = []
        for var known in laws where !screen.rejects(known.law) && isTestable(known.law, values) {
            identity.testedLawCount += 1
            guard let claim = known.claims.first else { continue }
            let outcome: Battery.Outcome?
            do {
                outcome = try HypothesisTest(
                    Hypothesis(claim, of: values.reader.info, fans: claim.scheme.fanRule == nil ? nil : fans),
                    of: values.reader.info
                )
                .run(values.reader).outcome
            } catch let error as WeightFileError {
                throw error
            } catch {
                // A law that cannot be tested on this tensor is not listed.
                continue
            }
            guard let outcome, outcome.isAccepted(at: level) else { continue }
            known.pValue = outcome.leastAdjusted(among: laws.count).value
            known.logLikelihood = values.profile.logLikelihood(of: known.law)
            accepted.append(known)
        }
        // Equal likelihoods keep the order of the catalogue.
        return accepted.enumerated()
            .sorted { ($1.element.logLikelihood, $0.offset) < ($0.element.logLikelihood, $1.offset) }
            .map(\.element)
    }

    private func knownLaws(_ values: TensorValues) -> [KnownLaw] {
        let (shape, profile) = (values.reader.info.shape, values.profile)
        let isConstant = profile.minimum == profile.maximum
        return KnownLaw.distinct(
            UsualClaims.claims(for: shape) + further
                + (isConstant ? UsualClaims.constants(Self.shortest(profile.minimum)) : []),
            shape: shape,
            fans: fans,
            distinguishesRounding: values.format != nil
        )
    }

    /// A value in few digits. A value of single precision has those that tell it from its neighbours.
    private static func shortest(_ value: Double) -> String {
        Double(Float(value)) == value ? "\(Float(value))" : "\(value)"
    }

    /// The likeliest law with bounds that the values within them follow, if a few lie beyond.
    private func acceptedButForFew(
        _ values: TensorValues,
        _ identity: inout TensorIdentity
    ) throws -> [KnownLaw] {
        guard values.format == nil, values.profile.count <= OutlyingValues.most,
            let all = OutlyingValues(try values.rowMajor(), unitRoundoff: values.unitRoundoff)
        else { return [] }
        let laws = knownLaws(values)
        let level = alpha / Double(laws.count)
        var best: (law: KnownLaw, count: Int, farthest: Double)?
        for var known in laws where all.areFew(beyond: known.law) {
            let rest = all.within(known.law)
            var own = TensorProfile()
            own.add(rest)
            let screen = LawScreen(
                profile: own,
                unitRoundoff: values.unitRoundoff,
                level: level * Battery.weight(.scale)
            )
            guard !screen.rejects(known.law), let (count, farthest) = all.beyond(known.law),
                let law = try? known.law.distribution()
            else { continue }
            let outcome = try values.outcome(of: law, on: rest)
            known.logLikelihood = own.logLikelihood(of: known.law)
            guard outcome.isAccepted(at: level), known.logLikelihood > best?.law.logLikelihood ?? -.infinity else {
                continue
            }
            known.pValue = outcome.leastAdjusted(among: laws.count).value
            best = (known, count, all.values[farthest])
        }
        guard let best else { return [] }
        (identity.outlierCount, identity.farthestOutlier) = (best.count, best.farthest)
        return [best.law]
    }

    private func isTestable(_ law: ClaimedLaw, _ values: TensorValues) -> Bool {
        !law.isStructured || values.profile.count <= Self.structuredLimit
    }

    /// The gains of the matrices that the tensor flattens to, by rows and columns, for those that are orthogonal.
    private func orthogonalGains(_ values: TensorValues) throws -> [[Int]: Double] {
        let (shape, profile) = (values.reader.info.shape, values.profile)
        guard shape.count > 1, profile.count <= OrthogonalCheck.limit, profile.minimum < profile.maximum else {
            return [:]
        }
        let entries = try values.rowMajor()
        var gains: [[Int]: Double] = [:]
        for sides in Set([
            [profile.count / shape[shape.count - 1], shape[shape.count - 1]],
            [shape[0], profile.count / shape[0]],
        ]) {
            gains[sides] = OrthogonalCheck.gain(
                entries,
                rows: sides[0],
                columns: sides[1],
                unitRoundoff: values.unitRoundoff
            )
        }
        return gains
    }

    /// The families that are not ruled out, likeliest first.
    private func families(
        _ values: TensorValues,
        _ gains: [[Int]: Double],
        _ laws: [ClaimedLaw]
    ) throws -> [TensorFamily] {
        let profile = values.profile
        if profile.minimum == profile.maximum { return [.constant(profile.minimum)] }
        // A law that fixes values or their products leaves no doubt.
        if let structured = laws.first(where: \.isStructured) { return [TensorFamily(structured)] }
        if let family = scaledIdentity(values) { return [family] }
        if !gains.isEmpty {
            // An orthonormal matrix has no independent entries, whatever else it is.
            let entries = try values.rowMajor()
            let found = gains.sorted { $0.key.lexicographicallyPrecedes($1.key) }.first { sides, gain in
                OrthogonalCheck.isHaar(
                    entries,
                    battery: OrthogonalBattery(rows: sides[0], columns: sides[1], gain: gain, format: values.format),
                    alpha: alpha
                )
            }
            return found.map { [.orthogonal(gain: $0.value)] } ?? []
        }
        let found = try values.entryFamilies(laws, level: alpha)
        if !found.isEmpty { return found }
        return try sparse(values).map { [$0] } ?? []
    }

    /// The identity times the only nonzero value.
    private func scaledIdentity(_ values: TensorValues) -> TensorFamily? {
        let (shape, profile) = (values.reader.info.shape, values.profile)
        guard shape.count == 2, profile.zeros == profile.count - min(shape[0], shape[1]),
            profile.count <= Self.structuredLimit, let entries = try? values.rowMajor()
        else { return nil }
        let gain = entries[0]
        let isIdentity = entries.indices.allSatisfy { place in
            entries[place] == (place / shape[1] == place % shape[1] ? gain : 0)
        }
        return isIdentity ? .identity(gain: gain) : nil
    }

    /// Zeros, and a rest that is normal.
    private func sparse(_ values: TensorValues) throws -> TensorFamily? {
        let profile = values.profile
        let rest = profile.count - profile.zeros
        guard rest >= 3, Double(profile.zeros) >= 0.02 * Double(profile.count), profile.count <= Self.structuredLimit,
            values.format == nil
        else { return nil }
        let entries = try values.rowMajor().filter { $0 != 0 }
        var own = TensorProfile()
        own.add(entries)
        guard let law = own.normalSubstitute(key: values.key) else { return nil }
        let outcome = try values.outcome(of: law, on: entries)
        guard outcome.isAccepted(at: alpha) else { return nil }
        return .sparse(
            zeroFraction: Double(profile.zeros) / Double(profile.count),
            mean: own.mean,
            standardDeviation: own.standardDeviation
        )
    }
}
