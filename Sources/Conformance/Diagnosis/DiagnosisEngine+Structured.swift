internal import CMath
internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Tensors whose claim is about all entries together.
extension DiagnosisEngine {
    func structured(_ outcome: Battery.Outcome, _ sample: DiagnosisSample) throws -> [Diagnosis] {
        switch hypothesis.law {
        case .identity, .dirac, .forgetGate, .logarithms:
            return [.otherPattern(outcome.impossible)]
        case .sparse(let sparse):
            if outcome.impossible > 0 {
                return [.otherZeros(outcome.impossible, line: sparse.line, zeros: sparse.zeros)]
            }
            return isSmallest(.positions) ? [.arrangedZeros] : try sparseRest(sparse, sample)
        case .deltaOrthogonal:
            if outcome.impossible > 0 {
                return [
                    outcome[.support]?.method == KernelBattery.offCentreMethod
                        ? .offCentre : .notOrthonormal(error: nil)
                ]
            }
            return [hasUnfairSigns ? .unfairSigns : .notHaar(nil)]
        case .orthogonal(let gain, let rows, let columns):
            let found = try orthogonal(outcome, sample, gain: gain, rows: rows, columns: columns)
            // There are few matrices of a special form, so now and then two are equal. Equal matrices of no such form
            // are copies.
            let isPlain = found == [.unfairSigns] || found == [.notHaar(nil)]
            return isPlain && areCopies(outcome, of: rows * columns) ? [.earlierCopy] : found
        case .constant, .uniform, .normal, .truncatedNormal, .transformedUniform:
            return []
        }
    }

    // MARK: - Implementation

    /// The entries of a sparse matrix that are not 0.
    private func sparseRest(_ sparse: ClaimedSparsity, _ sample: DiagnosisSample) throws -> [Diagnosis] {
        let rest = sample.filtered { $0 != 0 }.profile
        let deviation = rest.standardDeviation
        guard rest.finite > 20, deviation > 0, deviation.isFinite else { return [] }
        let ratio = deviation / sparse.standardDeviation
        let spread = 3.29 * Self.logSpread(.normal(mean: 0, standardDeviation: 1), rest.finite)
        guard abs(log(ratio)) > spread else { return [] }
        return [
            .family(
                .normal(mean: rest.mean, standardDeviation: deviation),
                ratio: ratio * exp(-spread)...ratio * exp(spread),
                isAmbiguous: false
            )
        ]
    }

    /// Whether equal matrices are what is wrong: most of them are, or the matrices are as they should be otherwise.
    private func areCopies(_ outcome: Battery.Outcome, of size: Int) -> Bool {
        guard let repeats = outcome[.repeats], (pValues[.repeats]?.value ?? 1) < Self.level else { return false }
        let others: [TestKind] = [.kolmogorovSmirnov, .directions, .frames, .projections]
        return 2 * repeats.statistic * Double(size) >= Double(outcome.count)
            || others.allSatisfy { (pValues[$0]?.value ?? 1) >= Self.level }
    }

    /// Whether the signs are wrong, and nothing else. Matrices that are not random may have unfair signs, too, but
    /// their signs are not all alike, as the pivots of LAPACK's decomposition are.
    private var hasUnfairSigns: Bool {
        func isSmall(_ tests: [TestKind]) -> Bool {
            tests.contains { pValues[$0].map { $0.value < 1e-3 } ?? false }
        }
        guard isSmall([.signs, .determinant]) else { return false }
        let (rows, columns) =
            switch hypothesis.law {
            case .orthogonal(_, let rows, let columns): (rows, columns)
            case .deltaOrthogonal(_, let shape): (shape[shape.count - 2], shape[shape.count - 1])
            default: (0, 0)
            }
        let positive = (finding.outcome?[.signs]?.statistic ?? 1) * Double(min(rows, columns))
        // The last pivot of a square matrix may have either sign.
        return positive < (rows == columns ? 1.5 : 0.5) || !isSmall([.directions, .frames, .projections])
    }

    private func isSmallest(_ test: TestKind) -> Bool {
        guard let p = pValues[test] else { return false }
        return pValues.values.allSatisfy { !($0 < p) }
    }

    private func orthogonal(
        _ outcome: Battery.Outcome,
        _ sample: DiagnosisSample,
        gain: Double,
        rows: Int,
        columns: Int
    ) throws -> [Diagnosis] {
        let size = rows * columns
        guard sample.values.count >= size, size <= OrthogonalCheck.limit else {
            return [
                outcome.impossible > 0 ? .notOrthonormal(error: nil) : hasUnfairSigns ? .unfairSigns : .notHaar(nil)
            ]
        }
        // The first matrix, row-major.
        let matrix =
            reader.info.isFortranOrder && reader.count == size
            ? try FileSample<Double>(reader: reader).rowMajor().values : Array(sample.values[..<size])
        func gainOf(_ matrix: [Double], _ rows: Int, _ columns: Int) -> Double? {
            OrthogonalCheck.gain(matrix, rows: rows, columns: columns, unitRoundoff: sample.unitRoundoff)
        }
        if let blocks = stackedBlocks(matrix, rows: rows, columns: columns, gainOf) { return [blocks] }
        if let found = gainOf(matrix, rows, columns) {
            let isOther = abs(found - gain) > 1e-3 * abs(gain)
            if isOther, outcome.impossible > 0 { return [.otherGain(found, claimed: gain)] }
            if outcome.impossible > 0 {
                return [.notOrthonormal(error: Self.error(matrix, rows: rows, columns: columns))]
            }
            if hasUnfairSigns { return [.unfairSigns] }
            return [.notHaar(frame(matrix, rows: rows, columns: columns))]
        }
        if outcome.impossible == 0 {
            return [hasUnfairSigns ? .unfairSigns : .notHaar(frame(matrix, rows: rows, columns: columns))]
        }
        let error = Self.error(matrix, rows: rows, columns: columns)
        let mean = matrix.reduce(0) { $0 + $1 * $1 } / Double(min(rows, columns))
        let found = mean.squareRoot()
        // Off by rounding, or by a few steps of training; the gain may differ, too.
        if error < 0.1 {
            return (abs(found - gain) > 0.01 * abs(gain) ? [.otherGain(found, claimed: gain)] : [])
                + [.notOrthonormal(error: error)]
        }
        // Entries that are drawn independently.
        let laws = try laws(DiagnosisSample(matrix, sample.type, isInOrder: false)).filter { diagnosis in
            if case .law = diagnosis { true } else { false }
        }
        return [.notOrthonormal(error: nil)] + laws.prefix(Self.namedLimit - 1)
    }

    /// Orthonormal blocks side by side: along the first axis, or along the last.
    private func stackedBlocks(
        _ matrix: [Double],
        rows: Int,
        columns: Int,
        _ gain: ([Double], Int, Int) -> Double?
    ) -> Diagnosis? {
        // Square blocks first: half of two of them is orthonormal, too.
        let square = max(rows, columns) / max(1, min(rows, columns))
        for count in [max(2, square)] + (2...16).filter({ $0 != square }) {
            if rows > columns, rows.isMultiple(of: count), rows / count >= columns / 2, rows / count > 2, columns > 2 {
                let length = rows / count * columns
                let gains = (0..<count).map { block in
                    gain(Array(matrix[block * length..<(block + 1) * length]), rows / count, columns)
                }
                if let found = Self.common(gains) { return .stackedBlocks(count, gain: found) }
            }
            if columns > rows, columns.isMultiple(of: count), columns / count >= rows / 2, columns / count > 2, rows > 2
            {
                let width = columns / count
                let gains = (0..<count).map { block -> Double? in
                    var part: [Double] = []
                    for row in 0..<rows {
                        let start = row * columns + block * width
                        part += matrix[start..<start + width]
                    }
                    return gain(part, rows, width)
                }
                if let found = Self.common(gains) { return .stackedBlocks(count, gain: found) }
            }
        }
        return nil
    }

    private static func common(_ gains: [Double?]) -> Double? {
        let found = gains.compactMap { $0 }
        guard found.count == gains.count, let first = found.first,
            found.allSatisfy({ abs($0 - first) < 1e-3 * first })
        else { return nil }
        return first
    }

    /// The largest error of the products of the vectors that should be orthonormal, relative to their mean square.
    private static func error(_ matrix: [Double], rows: Int, columns: Int) -> Double {
        let isTall = rows >= columns
        let (count, length) = isTall ? (columns, rows) : (rows, columns)
        let square = matrix.reduce(0) { $0 + $1 * $1 } / Double(count)
        func entry(_ vector: Int, _ i: Int) -> Double {
            isTall ? matrix[i * columns + vector] : matrix[vector * columns + i]
        }
        var largest = 0.0
        // If there are many vectors, the first ones show as much.
        for a in 0..<min(count, 128) {
            for b in 0...a {
                var sum = 0.0
                for i in 0..<length { sum += entry(a, i) * entry(b, i) }
                largest = max(largest, abs(sum / square - (a == b ? 1 : 0)))
            }
        }
        return largest
    }

    /// What an orthonormal matrix looks like if it was not drawn as it should be.
    private func frame(_ matrix: [Double], rows: Int, columns: Int) -> Diagnosis.Frame? {
        let largest = matrix.reduce(0) { max($0, abs($1)) }
        if matrix.allSatisfy({ abs(abs($0) - largest) < 1e-4 * largest }) { return .hadamard }
        let tables = [
            SinusoidTable(matrix, rows: rows, columns: columns),
            SinusoidTable(transposeOf: matrix, rows: rows, columns: columns),
        ]
        if tables.contains(where: \.isRecurrent) { return .sinusoids }
        for vector in [(0..<rows).map { matrix[$0 * columns] }, Array(matrix[..<columns])] {
            let sum = vector.reduce(0, +)
            let squares = vector.reduce(0) { $0 + $1 * $1 }
            // For a vector that lies uniformly on a sphere this is about 1 / n.
            if vector.count > 8, sum * sum > 0.5 * squares * Double(vector.count) { return .constantColumn }
        }
        return nil
    }
}
