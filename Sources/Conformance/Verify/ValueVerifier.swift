package import Claims
package import NumberTypes
internal import Stats

/// Tests values in memory against a claim: one tensor, or several of one shape, one after the other.
package struct ValueVerifier: Sendable {
    let claim: Claim
    let shape: [Int]
    let fans: ClaimedFans?

    /// Values in the type that they were stored in.
    package enum Values: Sendable {
        case float32([Float])
        case float64([Double])

        /// Bit patterns.
        case float16([UInt16])

        /// Bit patterns.
        case bfloat16([UInt16])

        /// Number of values.
        package var count: Int {
            switch self {
            case .float32(let values): values.count
            case .float64(let values): values.count
            case .float16(let patterns), .bfloat16(let patterns): patterns.count
            }
        }

        /// The type of the values.
        package var numberType: NumberType {
            switch self {
            case .float32: .float32
            case .float64: .float64
            case .float16: .float16
            case .bfloat16: .bfloat16
            }
        }
    }

    /// Why values cannot be tested.
    package struct Mismatch: Error, CustomStringConvertible {
        package let description: String
    }

    /// - Parameters:
    ///   - claim: what the values claim to be.
    ///   - shape: the shape of each tensor, row-major.
    ///   - fans: the fans, where the shape does not tell; nil for those of the claim's own rule.
    package init(_ claim: Claim, shape: [Int], fans: ClaimedFans? = nil) {
        (self.claim, self.shape, self.fans) = (claim, shape, fans)
    }

    /// What the tests found, judged as the only case of its family.
    ///
    /// - Throws: `ClaimError` where the claim has no law for the shape, or has none and fans are stated; `Mismatch` where the
    ///   values are not whole tensors of it.
    package func verify(_ values: Values, alpha: Double, resolvableScale: Double) throws -> CaseResult {
        let size = try elementCount(of: shape)
        let law = try fans.map { fans throws(ClaimError) in try claim.law(fans: fans) } ?? claim.law(of: shape)
        let distribution = try law.distribution()
        guard values.count > 0, values.count.isMultiple(of: size) else {
            throw Mismatch(description: "shape \(shape): found \(values.count) values, expected \(size)")
        }
        let padding = try claim.paddingIndex.map { try paddingRow($0) }
        let drawn = padding.map { values.removing($0, ofEvery: size) } ?? (values: values, wrong: 0)
        guard drawn.values.count > 0 else {
            throw Mismatch(description: "shape \(shape): nothing beside row padding_idx")
        }
        let drawnShape = padding == nil ? shape : [shape[0] - 1] + shape.dropFirst()
        var outcome = try outcome(drawn.values, law, distribution, drawnShape)
        outcome.add(impossible: drawn.wrong, method: "exact: values of row padding_idx that are not 0")
        var cases = [
            CaseResult(
                claim: claim.text,
                scheme: claim.scheme.name,
                numberType: values.numberType,
                shape: shape,
                count: values.count,
                fans: try fans ?? claim.fans(of: shape),
                law: law,
                distribution: distribution,
                outcome: outcome,
                reason: nil
            )
        ]
        Decision(alpha: alpha, resolvableScale: resolvableScale).decide(&cases)
        if cases[0].deviating(at: alpha).contains(.copies) {
            cases[0].cause = "a tensor is equal to the bit to the one before it"
        }
        return cases[0]
    }

    // MARK: - Implementation

    /// The places of the row that is 0, within a tensor.
    private func paddingRow(_ index: Int) throws -> Range<Int> {
        let rows = shape.first ?? 0
        let row = index < 0 ? index + rows : index
        guard 0..<rows ~= row else {
            throw Mismatch(description: "padding_idx: found \(index), expected a row of shape \(shape)")
        }
        let length = shape.dropFirst().reduce(1, *)
        return row * length..<(row + 1) * length
    }

    private func outcome(
        _ values: Values,
        _ law: ClaimedLaw,
        _ distribution: any Distribution,
        _ shape: [Int]
    ) throws -> Battery.Outcome {
        let format = values.numberType.sixteenBitFormat
        let tests = CaseTests(
            law: law,
            distribution: distribution.stored(in: format),
            shape: shape,
            resolution: .framework,
            format: format,
            roundings: format == nil ? [] : claim.latticeRoundings(for: law)
        )
        func successive(_ outcome: Battery.Outcome, _ largestMass: Double? = nil) throws -> SuccessiveTensors {
            SuccessiveTensors(
                law: law,
                distribution: distribution,
                length: try elementCount(of: shape),
                largestMass: largestMass ?? outcome.resolution.largestMass,
                unitRoundoff: format?.unitRoundoff ?? 0x1p-24,
                resolution: outcome.resolution
            )
        }
        func whole<Scalar: SampleScalar>(_ values: [Scalar]) throws -> Battery.Outcome {
            var outcome = try tests.outcome(of: ArraySample(values))
            outcome.append(try successive(outcome).results(values))
            return outcome
        }
        switch values {
        case .float32(let values): return try whole(values)
        case .float64(let values): return try whole(values)
        case .float16(let patterns), .bfloat16(let patterns):
            guard let format else { throw Mismatch(description: "no lattice of \(values.numberType) is known") }
            guard distribution.variance > 0, !law.isStructured else {
                return try whole(patterns.map { Float(format.value($0)) })
            }
            var sample = LatticeSample()
            sample.add(patterns)
            guard var best = tests.bestOutcome(of: sample) else {
                throw Mismatch(description: "no rounding of \(claim.text) is known")
            }
            best.outcome.append(try successive(best.outcome, best.lattice.largestAtom).copies(patterns))
            return best.outcome
        }
    }
}

extension ValueVerifier.Values {
    /// The values without some places of each tensor of `size`, and how many at these places are not 0.
    func removing(_ places: Range<Int>, ofEvery size: Int) -> (values: Self, wrong: UInt64) {
        func split<Element>(_ values: [Element], _ isZero: (Element) -> Bool) -> (rest: [Element], wrong: UInt64) {
            var rest: [Element] = []
            var wrong: UInt64 = 0
            rest.reserveCapacity(values.count / size * (size - places.count))
            for start in stride(from: 0, to: values.count, by: size) {
                rest += values[start..<start + places.lowerBound]
                rest += values[start + places.upperBound..<start + size]
                for place in places where !isZero(values[start + place]) { wrong += 1 }
            }
            return (rest, wrong)
        }
        switch self {
        case .float32(let values):
            let found = split(values) { $0 == 0 }
            return (.float32(found.rest), found.wrong)
        case .float64(let values):
            let found = split(values) { $0 == 0 }
            return (.float64(found.rest), found.wrong)
        case .float16(let patterns):
            let found = split(patterns) { $0.isZeroOfEitherSign }
            return (.float16(found.rest), found.wrong)
        case .bfloat16(let patterns):
            let found = split(patterns) { $0.isZeroOfEitherSign }
            return (.bfloat16(found.rest), found.wrong)
        }
    }
}

extension Distribution {
    /// What a framework stores of a constant is the nearest number of the type; other laws stay what they are.
    func stored(in format: SixteenBitFormat?) -> any Distribution {
        guard let constant = self as? PointMass, let format, let stored = try? PointMass(format.rounded(constant.value))
        else { return self }
        return stored
    }
}

extension CaseTests {
    /// Tests 16-bit values against every law that the claim admits for them, and keeps the one that speaks for the sample:
    /// the one whose least p-value over its weight is largest. A sample that follows none is rejected by that one, too.
    ///
    /// The tests of dependence, which cost most, only lower the least p-value; so the laws are taken in the order of what
    /// their other tests left, until no further one can be best.
    func bestOutcome(of sample: LatticeSample, lattices known: LatticeLaws = LatticeLaws()) -> AdmissibleOutcome? {
        guard let format else { return nil }
        var lattices: [LatticeLaw] = []
        for rounding in roundings {
            let lattice = known.law(law, distribution, format, rounding)
            // Where no bound lies near a value, most roundings are one.
            if !lattices.contains(where: { $0.isSame(as: lattice) }) { lattices.append(lattice) }
        }
        let marginal = lattices.map { lattice in
            let outcome = LatticeBattery(resolution: resolution).run(sample.counts, against: lattice)
            return (lattice: lattice, outcome: outcome, least: outcome.leastAdjusted(among: 1))
        }
        var best: (lattice: LatticeLaw, outcome: Battery.Outcome, least: TailProbability)?
        // The sort is stable: of equals the first that the claim admits.
        for candidate in marginal.sorted(by: { $1.least < $0.least }) {
            if let best, candidate.least <= best.least { break }
            var outcome = candidate.outcome
            outcome.append(dependence(of: sample, against: candidate.lattice))
            let least = outcome.leastAdjusted(among: 1)
            if best.map({ $0.least < least }) ?? true { best = (candidate.lattice, outcome, least) }
        }
        return best.map { best in
            AdmissibleOutcome(
                outcome: best.outcome,
                lattice: best.lattice,
                spread: lattices.map { $0.distance(from: best.lattice) }.max() ?? 0
            )
        }
    }
}

/// What the tests of 16-bit values found under the law that speaks for them.
struct AdmissibleOutcome {
    var outcome: Battery.Outcome

    /// The law.
    let lattice: LatticeLaw

    /// The largest distance between its cdf and that of another law that the claim admits.
    let spread: Double
}
