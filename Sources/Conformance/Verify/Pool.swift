internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Small tensors of one claim family, taken together: each value is moved to the family's standard law, where the
/// tensors are one sample.
///
/// u = cdf(x) under the tensor's own law, z = quantile(u) under the standard one; within a family that is an affine
/// map, which is used. A value that lies in the claim's support only if it is widened by 4 ulp is put on the standard
/// bound. A value of 16 bits stands for all places u of its rounding interval, and `AuxiliaryPlaces` takes one of them.
///
/// The pool is granted the widest resolution of its members. For 16-bit members it is also granted the differences
/// between the laws that their claims admit, since only one of these speaks for a tensor.
struct Pool {
    /// The scheme that the claims have in common.
    let scheme: String

    /// The standard law: uniform on [-1, 1], or normal with mean 0 and standard deviation 1, truncated or not.
    let law: ClaimedLaw

    private(set) var values: [Float] = []
    private(set) var names: [String] = []

    /// The claims, without duplicates, in the order of the tensors.
    private var claims: [String] = []
    private var resolution = Resolution.framework

    /// The largest number of values of one tensor and of a pool.
    static let tensorLimit = 1 << 16
    static let limit = 1 << 20

    init(scheme: String, law: ClaimedLaw) {
        self.scheme = scheme
        self.law = law
    }

    /// The standard law of a law's family; nil for laws that are not pooled.
    static func standard(_ law: ClaimedLaw) -> ClaimedLaw? {
        switch law {
        case .uniform(let low, let high) where low < high: .uniform(low: -1, high: 1)
        case .normal(_, let deviation) where deviation > 0: .normal(mean: 0, standardDeviation: 1)
        case .truncatedNormal(_, let deviation, let low, let high) where deviation > 0:
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 1, low: low, high: high)
        default: nil
        }
    }

    /// Adds the values of a tested tensor.
    mutating func add(
        _ reader: TensorReader,
        of tensor: TensorCase,
        lattices: LatticeLaws
    ) throws(WeightFileError) {
        guard let finding = tensor.finding, let hypothesis = finding.hypothesis else { return }
        if let lattice = tensor.lattice, let format = reader.numberType.sixteenBitFormat {
            guard let standard = try? law.distribution() else { return }
            let own = lattices.law(hypothesis.law, hypothesis.distribution, format, lattice.rounding)
            try add(reader, places(of: own), under: standard)
            resolution = resolution.widened(to: Resolution(min(0.25, Resolution.framework.epsilon + lattice.spread)))
        } else {
            try add(reader, under: hypothesis.law)
        }
        if let granted = finding.outcome?.resolution { resolution = resolution.widened(to: granted) }
        if !claims.contains(finding.claim) { claims.append(finding.claim) }
        names.append(tensor.label)
    }

    /// All tests of the values except those of dependence: neighbours need not be of one tensor.
    func result() throws -> Finding {
        let hypothesis = try Hypothesis(pooling: claim, scheme: scheme, law: law, count: values.count)
        let battery = Battery(resolution: resolution)
        let outcome = try battery.run(on: ArraySample(values), against: hypothesis.distribution)
        return Finding(hypothesis, count: values.count, outcome: outcome)
    }

    // MARK: - Implementation

    /// The claims as they were written; if there are more than two, the first and the number of the others.
    private var claim: String {
        claims.count < 3 ? claims.joined(separator: ", ") : "\(claims[0]) and \(claims.count - 1) more"
    }

    /// The places of the pool's next 16-bit values.
    private func places(of lattice: LatticeLaw) -> AuxiliaryPlaces {
        AuxiliaryPlaces(lattice, startingAt: values.count)
    }

    private mutating func add(
        _ reader: TensorReader,
        _ places: AuxiliaryPlaces,
        under standard: some Distribution
    ) throws(WeightFileError) {
        var patterns = [UInt16](repeating: 0, count: reader.count)
        var span = patterns.mutableSpan
        try reader.read(0..<reader.count, into: &span)
        values += places.doublePlaces(of: patterns[...]).map { u in
            Float(u <= 0.5 ? standard.quantile(u) : standard.quantile(upperTail: 1 - u))
        }
    }

    private mutating func add(_ reader: TensorReader, under law: ClaimedLaw) throws(WeightFileError) {
        let (centre, scale, bound): (Double, Double, ClosedRange<Double>)
        switch law {
        case .uniform(let low, let high): (centre, scale, bound) = ((low + high) / 2, (high - low) / 2, -1...1)
        case .normal(let mean, let deviation): (centre, scale, bound) = (mean, deviation, -.infinity ... .infinity)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            (centre, scale, bound) = (mean, deviation, low...high)
        default: return
        }
        let first = values.count
        try reader.forEachChunk { chunk, _ in values += chunk.map { Float(($0 - centre) / scale) } }
        // 4 ulp of float32 at the bound, which are more in standard units if the law lies far from 0, plus the rounding
        // of the map.
        let slack = Float(0x1p-20 * max(1, (abs(centre) + scale) / scale))
        let (low, high) = (Float(bound.lowerBound), Float(bound.upperBound))
        for i in first..<values.count {
            if values[i] < low, values[i] >= low - slack * low.magnitude { values[i] = low }
            if values[i] > high, values[i] <= high + slack * high.magnitude { values[i] = high }
        }
    }
}
