internal import CMath
internal import Claims
internal import Stats
internal import WeightFiles

/// What the places of values tell, or a few of the values.
extension DiagnosisEngine {
    /// Slices along an axis that are equal, or repeat another.
    func equalSlices(_ sample: DiagnosisSample) -> (axis: Int, diagnosis: Diagnosis)? {
        let values = sample.values
        guard values.count == reader.count else { return nil }
        var inner = 1
        var best: (axis: Int, repeats: Int, diagnosis: Diagnosis)?
        for axis in shape.indices.reversed() {
            defer { inner *= shape[axis] }
            let size = shape[axis]
            let length = values.count / size
            // Slices of a few values may be equal by chance.
            guard size > 1, length >= (sample.type.sixteenBitFormat == nil ? 3 : 12) else { continue }
            // If the beginnings differ, so do the slices.
            let outerCount = values.count / (inner * size)
            let beginning = hashes(
                values,
                size,
                inner: inner,
                innerCount: min(inner, 64),
                outerCount: min(outerCount, 64)
            )
            guard Self.repeats(beginning) != nil,
                let found = Self.repeats(
                    hashes(values, size, inner: inner, innerCount: inner, outerCount: outerCount)
                ), best.map({ found.repeats > $0.repeats }) ?? true,
                hasRepeatedDraws(values, size, inner: inner)
            else { continue }
            let name = axisName(axis)
            let diagnosis: Diagnosis =
                found.blocks.map { .equalSlices($0, axis: name) }
                ?? .repeatedSlices(found.repeats, of: size, axis: name)
            best = (axis, found.repeats, diagnosis)
        }
        return best.map { ($0.axis, $0.diagnosis) }
    }

    /// A sample in which each of the slices along an axis stands once.
    func unique(_ sample: DiagnosisSample, axis: Int) -> DiagnosisSample {
        let inner = shape[(axis + 1)...].reduce(1, *)
        let size = shape[axis]
        var seen: Set<[Double]> = []
        var values: [Double] = []
        for index in 0..<size {
            var slice: [Double] = []
            for outer in 0..<sample.values.count / (inner * size) {
                let start = (outer * size + index) * inner
                slice += sample.values[start..<start + inner]
            }
            if seen.insert(slice).inserted { values += slice }
        }
        return DiagnosisSample(values, sample.type, isInOrder: false)
    }

    /// The scales of a few equal blocks along the first or the last axis, each of which follows the claim but for its
    /// scale; nil where there are none.
    func blockScales(_ sample: DiagnosisSample) throws -> Diagnosis? {
        guard sample.values.count == reader.count, !isStacked else { return nil }
        for axis in Set([0, shape.count - 1]).sorted() where axis >= 0 {
            for count in [2, 3, 4] where shape[axis].isMultiple(of: count) && shape[axis] > count {
                guard sample.values.count / count >= 200 else { continue }
                let inner = shape[(axis + 1)...].reduce(1, *) * shape[axis] / count
                var ratios: [Double] = []
                for block in 0..<count {
                    let values = sample.values.indices.lazy.filter { $0 / inner % count == block }
                    let part = DiagnosisSample(values.map { sample.values[$0] }, sample.type, isInOrder: false)
                    guard let law = try family(part, part.profile), law.isOfFamily(hypothesis.law),
                        let deviation = law.deviation
                    else { break }
                    ratios.append(deviation / claimedDeviation)
                }
                guard ratios.count == count, let least = ratios.min(), let most = ratios.max() else { continue }
                let spread = Self.logSpread(hypothesis.law, sample.values.count / count)
                if log(most / least) > max(0.05, 8 * spread) { return .blockScales(ratios, axis: axisName(axis)) }
            }
        }
        return nil
    }

    private var claimedDeviation: Double { hypothesis.distribution.standardDeviation }

    /// How values depend on one another if each by itself follows the claim.
    func dependence(_ sample: DiagnosisSample) -> Diagnosis.Dependence {
        let values = sample.values
        let row = (reader.info.isFortranOrder ? hypothesis.shape.first : hypothesis.shape.last) ?? 1
        if row > 2, values.count >= 2 * row || values.count > 8 {
            let isSorted = stride(from: 0, to: values.count - row + 1, by: row).allSatisfy { start in
                (start + 1..<start + row).allSatisfy { values[$0 - 1] <= values[$0] }
            }
            if isSorted { return .sortedRows }
        }
        let even = values.indices.count { (values[$0] < hypothesis.distribution.mean) == ($0 & 1 == 1) }
        if values.count > 20, max(even, values.count - even) >= values.count - values.count / 1000 {
            return .alternatingSigns
        }
        let tests: [(TestKind, Diagnosis.Dependence)] = [
            (.rows, .rows), (.columns, .columns), (.serial, .neighbours), (.triples, .triples),
            (.tensors, .otherTensor),
        ]
        // The test that is surest.
        let found = tests.compactMap { test, kind in pValues[test].map { (p: $0, kind: kind) } }
            .filter { $0.p.value <= Self.level }
        return found.min { $0.p < $1.p }?.kind ?? .other
    }

    /// Clipped values, single ones far out, grids, tables; nil where there are none of these.
    func special(_ outcome: Battery.Outcome, _ sample: DiagnosisSample) throws -> [Diagnosis]? {
        if let clipped = try clipped(outcome, sample) { return [clipped] }
        if let outliers = try outliers(outcome, sample) { return [outliers] }
        guard sample.type.sixteenBitFormat == nil, sample.values.count >= 64 else { return nil }
        return try repeated(sample)
    }

    // MARK: - Implementation

    /// Whether slices along an axis are equal that have more than one value: others are no copies of one another.
    private func hasRepeatedDraws(_ values: [Double], _ size: Int, inner: Int) -> Bool {
        let outerCount = values.count / (inner * size)
        let drawn = (0..<size).filter { index in
            let first = values[index * inner]
            return (0..<outerCount).contains { outer in
                let start = (outer * size + index) * inner
                return (start..<start + inner).contains { values[$0] != first }
            }
        }
        guard drawn.count < size else { return true }
        let all = hashes(values, size, inner: inner, innerCount: inner, outerCount: outerCount)
        return Set(drawn.map { all[$0] }).count < drawn.count
    }

    /// A hash of each slice along an axis, over this many of the values before the axis and after it.
    private func hashes(_ values: [Double], _ size: Int, inner: Int, innerCount: Int, outerCount: Int) -> [UInt64] {
        var hashes = [UInt64](repeating: 0, count: size)
        for outer in 0..<outerCount {
            for index in 0..<size {
                let start = (outer * size + index) * inner
                for i in 0..<innerCount {
                    let salt = UInt64(truncatingIfNeeded: outer * inner + i) &* 0x9E37_79B9_7F4A_7C15
                    hashes[index] &+= Self.stirred(values[start + i].bitPattern ^ salt)
                }
            }
        }
        return hashes
    }

    private static func stirred(_ x: UInt64) -> UInt64 {
        var z = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// How many of the hashes repeat another, and the largest number of equal blocks that they make; nil where none
    /// does.
    private static func repeats(_ hashes: [UInt64]) -> (repeats: Int, blocks: Int?)? {
        let repeats = hashes.count - Set(hashes).count
        guard repeats > 0 else { return nil }
        let count = hashes.count
        for length in 1...max(1, count / 2) where count.isMultiple(of: length) {
            if (length..<count).allSatisfy({ hashes[$0] == hashes[$0 - length] }) { return (repeats, count / length) }
        }
        return (repeats, nil)
    }

    /// Whether it is a table of positions, by rows or by columns.
    func isSinusoidal(_ sample: DiagnosisSample) -> Bool {
        let sides = shape.filter { $0 > 1 }
        guard sides.count == 2, sample.values.count == reader.count else { return false }
        return [
            SinusoidTable(sample.values, rows: sides[0], columns: sides[1]),
            SinusoidTable(transposeOf: sample.values, rows: sides[0], columns: sides[1]),
        ].contains { $0.isRecurrent || $0.isPaired }
    }

    /// Values that were moved onto bounds, while those within are the claim's.
    private func clipped(_ outcome: Battery.Outcome, _ sample: DiagnosisSample) throws -> Diagnosis? {
        let n = Double(outcome.count)
        guard hypothesis.numberType.sixteenBitFormat == nil, Double(outcome.extremeCount) > max(4, n / 1000) else {
            return nil
        }
        let (low, high) = (outcome.minimum, outcome.maximum)
        let inside = sample.filtered { $0 > low && $0 < high }
        guard inside.values.count > 20, case let parent = parent(hypothesis.law), let parent else { return nil }
        let law = ClaimedLaw.truncatedNormal(
            parentMean: parent.mean,
            parentStandardDeviation: parent.deviation,
            low: (low - parent.mean) / parent.deviation,
            high: (high - parent.mean) / parent.deviation
        )
        guard try conforms(law, inside), let whole = try? Normal(mean: parent.mean, standardDeviation: parent.deviation)
        else { return nil }
        // As many values lie on the bounds as the parent has beyond them. Others were written there.
        let expected = n * (whole.cdf(low) + whole.survival(high))
        guard abs(Double(outcome.extremeCount) - expected) < 6 * expected.squareRoot() + 4 else { return nil }
        return .clipped(share: Double(outcome.extremeCount) / n, limit: high)
    }

    /// The normal law that a claim's draws come from before they are cut.
    func parent(_ law: ClaimedLaw) -> (mean: Double, deviation: Double)? {
        switch law {
        case .normal(let mean, let deviation), .truncatedNormal(let mean, let deviation, _, _): (mean, deviation)
        default: nil
        }
    }

    /// Some values where the claim has none, while the others conform to it.
    private func outliers(_ outcome: Battery.Outcome, _ sample: DiagnosisSample) throws -> Diagnosis? {
        let law = hypothesis.distribution
        let n = Double(sample.values.count)
        // A sample of the claim has a value beyond these bounds once in a thousand times.
        let low = law.isBounded ? law.support.lowerBound : law.quantile(0.5e-3 / n)
        let high = law.isBounded ? law.support.upperBound : law.quantile(upperTail: 0.5e-3 / n)
        let slack = 4 * sample.unitRoundoff * max(abs(low), abs(high))
        var count = 0
        var farthest = 0
        for (index, x) in sample.values.enumerated() where x < low - slack || x > high + slack {
            if count == 0 || abs(x - law.mean) > abs(sample.values[farthest] - law.mean) { farthest = index }
            count += 1
        }
        guard count > 0, Double(count) <= max(3, n / 10_000) else { return nil }
        let rest = sample.filtered { $0 >= low - slack && $0 <= high + slack }
        guard try conforms(hypothesis.law, rest) else { return nil }
        let value = sample.values[farthest]
        let place = sample.values.count == reader.count ? place(farthest) : []
        if case .truncatedNormal(let mean, let deviation, -2, 2) = hypothesis.law.simplified,
            // If the claim is another framework's, only the values are named.
            hypothesis.claim?.mayBeKeras ?? true,
            OutlyingValues.isLastResort(
                count,
                of: sample.values.count,
                farthest: abs(value - mean) / deviation,
                level: Self.level
            )
        {
            return .lastResort(count, largest: value, deviations: abs(value - mean) / deviation, place: place)
        }
        return .outliers(
            // Values beyond the bounds that are not among those held are counted, too.
            law.isBounded ? max(count, Int(clamping: outcome.impossible)) : count,
            largest: value,
            deviations: abs(value - law.mean) / law.standardDeviation,
            place: place
        )
    }

    /// After how many values a sample repeats itself, by the failure function of Knuth, Morris and Pratt; nil where it
    /// does not.
    static func period(_ sample: DiagnosisSample) -> Int? {
        let values = sample.values
        // A few values may be equal by chance.
        let least = 16
        guard sample.isInOrder, values.count >= 64, let end = values.last else { return nil }
        // Hardly any sample holds its own end twice: for the others, no table is needed.
        let isEndRepeated = (least - 1..<values.count - 1).contains { k in
            values[k] == end && (1..<least).allSatisfy { values[k - $0] == values[values.count - 1 - $0] }
        }
        guard isEndRepeated else { return nil }
        // The longest proper beginning of the first k + 1 values that is also their end.
        var borders = [Int32](repeating: 0, count: values.count)
        var length = 0
        for k in 1..<values.count {
            while length > 0, values[k] != values[length] { length = Int(borders[length - 1]) }
            if values[k] == values[length] { length += 1 }
            borders[k] = Int32(length)
        }
        return length >= least ? values.count - length : nil
    }

    /// One value that occurs again and again, or a grid of few values.
    private func repeated(_ sample: DiagnosisSample) throws -> [Diagnosis]? {
        var sorted = sample.floats
        sorted.sortByKey()
        var (levels, most, mode, run) = (0, 0, Float.zero, 0)
        for index in sorted.indices {
            if index > 0, sorted[index] == sorted[index - 1] {
                run += 1
            } else {
                levels += 1
                run = 1
            }
            if run > most { (most, mode) = (run, sorted[index]) }
        }
        let count = sorted.count
        if levels <= count / 2, levels <= 1 << 17 { return [.grid(levels: levels)] }
        guard most >= 8, Double(most) > Double(count) / Double(levels) * 16, count - most > 20 else { return nil }
        let value = Double(mode)
        let rest = sample.filtered { Float($0) != mode }
        return try conforms(hypothesis.law, rest) ? [.repeatedValue(value, most), .restConforms] : nil
    }
}
