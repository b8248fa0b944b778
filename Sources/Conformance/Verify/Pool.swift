internal import Stats
internal import WeightFiles

/// Small tensors of one claim family, taken together: each value is moved to the family's standard law, where the tensors
/// are one sample.
///
/// u = cdf(x) under the tensor's own law, z = quantile(u) under the standard one; within a family that is the affine
/// map, which is used. A value that the claim's support holds only widened by 4 ulp is put on the standard bound.
struct Pool {
    /// The scheme that the claims have in common.
    let scheme: String

    /// The standard law: uniform on [-1, 1], or normal of mean 0 and standard deviation 1, truncated or not.
    let law: ClaimedLaw

    private(set) var values: [Float] = []
    private(set) var names: [String] = []

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

    /// Adds a tensor's values.
    mutating func add(_ reader: TensorReader, name: String, under law: ClaimedLaw) throws(WeightFileError) {
        let (centre, scale, bound): (Double, Double, ClosedRange<Double>)
        switch law {
        case .uniform(let low, let high): (centre, scale, bound) = ((low + high) / 2, (high - low) / 2, -1...1)
        case .normal(let mean, let deviation): (centre, scale, bound) = (mean, deviation, -.infinity ... .infinity)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            (centre, scale, bound) = (mean, deviation, low...high)
        default: return
        }
        let first = values.count
        if reader.info.type == .float64 {
            var buffer = [Double](repeating: 0, count: reader.count)
            var span = buffer.mutableSpan
            try reader.read(0..<reader.count, into: &span)
            values += buffer.map { Float(($0 - centre) / scale) }
        } else {
            var buffer = [Float](repeating: 0, count: reader.count)
            var span = buffer.mutableSpan
            try reader.read(0..<reader.count, into: &span)
            values += buffer.map { Float((Double($0) - centre) / scale) }
        }
        // 4 ulp of float32 at the bound, which are more in standard units where the law lies far from 0, and the rounding
        // of the map.
        let slack = Float(0x1p-20 * max(1, (abs(centre) + scale) / scale))
        let (low, high) = (Float(bound.lowerBound), Float(bound.upperBound))
        for i in first..<values.count {
            if values[i] < low, values[i] >= low - slack * low.magnitude { values[i] = low }
            if values[i] > high, values[i] <= high + slack * high.magnitude { values[i] = high }
        }
        names.append(name)
    }

    /// The pool as a case of its own, without its verdict.
    func result(claim: String) throws -> CaseResult {
        let distribution = try law.distribution()
        let outcome = try Battery(resolution: .framework).run(on: ArraySample(values), against: distribution)
        return CaseResult(
            claim: claim,
            scheme: scheme,
            scalarType: .float32,
            shape: [values.count],
            count: values.count,
            fans: nil,
            law: law,
            distribution: distribution,
            outcome: outcome,
            reason: nil
        )
    }
}
