package import Claims
internal import NumberTypes
internal import Stats
package import WeightFiles

extension Finding {
    /// What the tests find in one tensor, or in several of one shape, one after another, judged as the only case of its
    /// family.
    ///
    /// - Parameters:
    ///   - reader: the values, row-major.
    ///   - claim: what they claim to be.
    ///   - shape: the shape of each tensor.
    ///   - fans: the fans, if the shape does not tell; nil for those of the claim's own rule.
    ///   - alpha: the chance that values of the claim are rejected, in 0..<1.
    ///   - resolvableScale: the relative error of scale that the values must be able to show.
    /// - Throws: `ClaimError` if the claim has no law for the shape, or has no fans and fans are stated; `Unfit` if the
    ///   values are not whole tensors of it; `WeightFileError` if they cannot be read.
    package static func of(
        _ reader: TensorReader,
        claim: Claim,
        shape: [Int],
        fans: ClaimedFans? = nil,
        alpha: Double,
        resolvableScale: Double
    ) throws -> Finding {
        let size = try elementCount(of: shape)
        let hypothesis = try Hypothesis(claim, shape: shape, numberType: reader.numberType, fans: fans)
        guard reader.count > 0, reader.count.isMultiple(of: size) else {
            throw Unfit(reason: "shape \(shape): found \(reader.count) values, expected \(size)")
        }
        var test = HypothesisTest(hypothesis, resolution: .framework)
        var (drawn, wrong) = (reader, UInt64(0))
        if let row = try claim.paddingRow(of: shape) {
            (drawn, wrong) = try reader.withoutRows(row, ofEvery: size)
            guard drawn.count > 0 else { throw Unfit(reason: "shape \(shape): no values besides row padding_idx") }
            test.storedShape = [shape[0] - 1] + shape.dropFirst()
        }
        let found = try test.run(drawn)
        var outcome = found.outcome
        outcome.append(
            try test.successive(drawn, largestMass: found.largestMass, resolution: outcome.resolution)
        )
        outcome.add(impossible: wrong, method: "exact: values of row padding_idx that are not 0")
        var cases = [Finding(hypothesis, count: reader.count, outcome: outcome)]
        Decision(alpha: alpha, resolvableScale: resolvableScale).decide(&cases)
        if cases[0].deviating(at: alpha).contains(.copies) {
            cases[0].diagnosis = [.earlierCopy]
        } else {
            cases[0].diagnose(drawn, resolution: .framework)
        }
        return cases[0]
    }
}

extension TensorReader {
    /// The values without those at some places of each tensor of `size`, and how many of the latter are not 0.
    fileprivate func withoutRows(_ places: Range<Int>, ofEvery size: Int) throws -> (TensorReader, wrong: UInt64) {
        let stacked = reshaped(to: [count / size, size])
        let slice = try TensorSlice(":, \(places.lowerBound):\(places.upperBound)")
        let rest = try stacked.selecting(beside: [slice])
        let padding = try FileSample<Double>(reader: stacked.selecting(slice)).inMemory().values
        return (rest, UInt64(padding.count { $0 != 0 }))
    }
}
