import Initializers
import TestSupport
import Testing

@Suite struct OrthogonalTests {
    /// The greatest entry of `A A' - gain^2 I`, or of `A' A - gain^2 I` if the matrix is tall.
    private func defect(_ values: [Double], rows: Int, columns: Int, gain: Double) -> Double {
        let isTall = rows >= columns
        let (side, length) = (min(rows, columns), max(rows, columns))
        func entry(_ line: Int, _ i: Int) -> Double { values[isTall ? i * columns + line : line * columns + i] }
        var worst = 0.0
        for a in 0..<side {
            for b in a..<side {
                var sum = 0.0
                for i in 0..<length {
                    sum += entry(a, i) * entry(b, i)
                }
                worst = max(worst, (sum - (a == b ? gain * gain : 0)).magnitude)
            }
        }
        return worst
    }

    static let shapes = [
        [1, 1], [1, 5], [5, 1], [2, 2], [3, 3], [8, 8], [9, 7], [7, 9], [31, 33], [32, 32], [33, 31], [65, 64],
        [100, 40], [40, 100], [130, 129], [1000, 3], [3, 3, 4, 5], [3, 3, 2, 50],
    ]

    /// A product of `s` reflections of length `l`, each with a backward error of a few units of 2^-53, errs by at most
    /// a small multiple of `s` such units in norm (Higham, *Accuracy and Stability*, lemma 19.3). The sum that checks
    /// it errs by at most `l` units. The bound allows four units for each.
    @Test(arguments: shapes)
    func `rows or columns are orthogonal and as long as the gain`(shape: [Int]) throws {
        for flattening in [Orthogonal.Flattening.lastAxis, .firstAxis] {
            let count = shape.reduce(1, *)
            let columns = flattening == .lastAxis ? shape[shape.count - 1] : count / shape[0]
            let rows = count / columns
            for gain in [1.0, -2, 0.3] {
                let initializer = Orthogonal(seed: 7, gain: gain, flattening: flattening)
                let values = try initializer(shape: shape, as: Double.self).scalars
                let bound = 4 * Double(rows + columns) * 0x1p-53 * gain * gain
                #expect(defect(values, rows: rows, columns: columns, gain: gain) <= bound, "\(shape) \(flattening)")
            }
        }
    }

    @Test func `a matrix that is not quite orthogonal is noticed`() throws {
        var values = try Orthogonal(seed: 7)(shape: [40, 40], as: Double.self).scalars
        values[777] += 1e-12
        #expect(defect(values, rows: 40, columns: 40, gain: 1) > 4 * 80 * 0x1p-53)
    }

    /// Gram-Schmidt on the Gaussian matrix of the same law does not give the same matrix, but the first column of Q is
    /// the first Gaussian vector's direction, because R has a positive diagonal.
    @Test func `the first column has the direction of the first Gaussian vector`() throws {
        let rows = 50
        let gaussian = try RandomNormal(seed: 3, standardDeviation: 1)(shape: [rows], as: Double.self).scalars
        let length = gaussian.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let values = try Orthogonal(seed: 3)(shape: [rows, 20], as: Double.self).scalars
        for i in 0..<rows {
            #expect((values[i * 20] - gaussian[i] / length).magnitude <= 20 * 0x1p-53)
        }
    }

    /// The blocked product against the plain product: reflections applied one after the other to the unit matrix.
    @Test func `blocks of reflections are the product of the reflections`() throws {
        for (rows, columns) in [(70, 66), (33, 33), (5, 4), (4, 4), (97, 32)] {
            let gaussian = try RandomNormal(seed: 9, standardDeviation: 1)(shape: [rows * columns], as: Double.self)
            var q = (0..<rows).map { i in (0..<columns).map { $0 == i ? 1.0 : 0 } }
            var signs: [Double] = []
            for k in (0..<columns).reversed() {
                var v = [Double](repeating: 0, count: rows)
                for i in k..<rows { v[i] = gaussian.scalars[k * rows + i] }
                let length = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
                if k == rows - 1 {
                    signs.append(v[k] < 0 ? -1 : 1)
                    continue
                }
                signs.append(v[k] < 0 ? 1 : -1)
                v[k] += v[k] < 0 ? -length : length
                let square = v.reduce(0) { $0 + $1 * $1 }
                for j in 0..<columns {
                    let projection = (0..<rows).reduce(0) { $0 + v[$1] * q[$1][j] } * 2 / square
                    for i in 0..<rows { q[i][j] -= projection * v[i] }
                }
            }
            signs.reverse()
            let values = try Orthogonal(seed: 9)(shape: [rows, columns], as: Double.self).scalars
            for i in 0..<rows {
                for j in 0..<columns {
                    let difference = values[i * columns + j] - signs[j] * q[i][j]
                    #expect(difference.magnitude <= 8 * Double(rows) * 0x1p-53, "\(rows) \(columns) \(i) \(j)")
                }
            }
        }
    }

    /// Haar's measure does not change if a column changes its sign, so the signs of the diagonal are fair and
    /// independent. Over 400 seeds there are 3,200 tosses per shape, with standard deviation 28.3; six of these: 2e-9.
    /// The first column has the direction of the first Gaussian vector, so the first entry has the sign of that
    /// vector's first entry. Without fixed signs it would be negative for every seed.
    @Test(.tags(.statistical)) func `signs of the diagonal are fair, and the first is that of the Gaussian matrix`()
        throws
    {
        for shape in [[8, 8], [8, 30], [30, 8]] {
            var positive = 0
            var contrary = 0
            for seed in UInt64(0)..<400 {
                let values = try Orthogonal(seed: seed)(shape: shape, as: Double.self).scalars
                positive += (0..<8).filter { values[$0 * shape[1] + $0] > 0 }.count
                let head = try RandomNormal(seed: seed, standardDeviation: 1)(shape: [1], as: Double.self).scalars[0]
                contrary += values[0] * head > 0 ? 0 : 1
            }
            #expect((positive - 1_600).magnitude <= 170, "\(shape): \(positive)")
            #expect(contrary == 0)
        }
    }

    private static func determinant(_ q: [Double]) -> Double {
        func minor(_ a: Int, _ b: Int) -> Double { q[a] * q[b + 4] - q[b] * q[a + 4] }
        func lower(_ a: Int, _ b: Int) -> Double { q[a + 8] * q[b + 12] - q[b + 8] * q[a + 12] }
        return minor(0, 1) * lower(2, 3) - minor(0, 2) * lower(1, 3) + minor(0, 3) * lower(1, 2)
            + minor(1, 2) * lower(0, 3) - minor(1, 3) * lower(0, 2) + minor(2, 3) * lower(0, 1)
    }

    @Test(.tags(.property)) func `the determinant is 1 or -1`() throws {
        for seed in UInt64(0)..<100 {
            let q = try Orthogonal(seed: seed)(shape: [4, 4], as: Double.self).scalars
            #expect((Self.determinant(q).magnitude - 1).magnitude < 1e-14)
        }
    }

    /// Under Haar's measure n q_ij^2 has mean 1 and variance 2 (n - 1) / (n + 2) for every entry. With n = 4 and 4,000
    /// seeds the mean's standard error is sqrt(1 / 4000) = 0.0158 for one entry. Six of these, 16 entries: 3e-8.
    private func entries(_ draw: (UInt64) throws -> [Double]) rethrows -> (squares: [Double], reflections: Int) {
        var squares = [Double](repeating: 0, count: 16)
        var reflections = 0
        for seed in UInt64(0)..<4_000 {
            let q = try draw(seed)
            for i in 0..<16 { squares[i] += 4 * q[i] * q[i] }
            reflections += Self.determinant(q) < 0 ? 1 : 0
        }
        return (squares.map { $0 / 4_000 }, reflections)
    }

    @Test(.tags(.statistical)) func `every entry has the variance 1 over n, and both determinants are as likely`()
        throws
    {
        let (squares, reflections) = try entries { try Orthogonal(seed: $0)(shape: [4, 4], as: Double.self).scalars }
        #expect(squares.allSatisfy { ($0 - 1).magnitude < 6 * 0.0159 })
        // Standard deviation sqrt(4000) / 2 = 31.6.
        #expect((reflections - 2_000).magnitude <= 190)
    }

    @Test(.tags(.negativeControl)) func `an entry that is a tenth too large, or rotations alone, are noticed`() throws {
        let large = try entries { seed in
            var q = try Orthogonal(seed: seed)(shape: [4, 4], as: Double.self).scalars
            q[5] *= 1.1
            return q
        }
        #expect(large.squares.filter { ($0 - 1).magnitude >= 6 * 0.0159 }.count == 1)
        let rotations = try entries { seed in
            // Of every matrix and the same with one row's sign changed, take the one that is not a reflection.
            let q = try Orthogonal(seed: seed)(shape: [4, 4], as: Double.self).scalars
            var other = q
            for i in 0..<4 { other[i] = -q[i] }
            return Self.determinant(q) > 0 ? q : other
        }
        #expect((rotations.reflections - 2_000).magnitude > 190)
    }

    @Test func `a part is the part of the whole, and scalar types round the same numbers`() throws {
        for initializer in [Orthogonal(seed: 1), Orthogonal(seed: 1, gain: 0.7, flattening: .firstAxis)] {
            let whole = try initializer(shape: [6, 3, 5], as: Double.self).scalars
            for (offset, count) in [(0, 1), (7, 31), (89, 1), (50, 40)] {
                var part = [Float](repeating: 0, count: count)
                var span = part.mutableSpan
                try initializer.fill(&span, shape: [6, 3, 5], startingAt: offset)
                #expect(part == whole[offset..<(offset + count)].map { Float($0) })
            }
            #expect(try initializer(shape: [6, 3, 5], as: BFloat16.self).scalars == whole.map { BFloat16($0) })
        }
        #expect(try Orthogonal(seed: 1)(shape: [4, 4]) != Orthogonal(seed: 2)(shape: [4, 4]))
    }

    @Test func `shapes and gains that cannot be drawn are errors`() {
        #expect(throws: InitializerError.self) { try Orthogonal(seed: 1)(shape: [4]) }
        #expect(throws: InitializerError.self) { try Orthogonal(seed: 1, gain: .infinity)(shape: [4, 4]) }
        #expect(throws: InitializerError.self) { try Orthogonal(seed: 1, gain: 3.5e38)(shape: [4, 4]) }
        var one: [Float] = [0]
        var span = one.mutableSpan
        #expect(throws: InitializerError.self) { try Orthogonal(seed: 1).fill(&span, shape: [1 << 30, 1 << 30]) }
        #expect(throws: InitializerError.self) { try Orthogonal(seed: 1).fill(&span, shape: [1 << 19, 1 << 19]) }
        #expect(throws: InitializerError.self) { try Sparse(seed: 1, sparsity: 1).fill(&span, shape: [1 << 60, 2]) }
        #expect(throws: InitializerError.self) { try DeltaOrthogonal(seed: 1)(shape: [4, 4]) }
        #expect(throws: InitializerError.self) { try DeltaOrthogonal(seed: 1)(shape: [3, 5, 4]) }
        #expect(throws: InitializerError.self) { try DeltaOrthogonal(seed: 1, gain: .nan)(shape: [3, 4, 4]) }
    }

    @Test func `a delta kernel is an orthogonal matrix at its centre and nothing elsewhere`() throws {
        // The kernel [2, 4, 3] has its centre at (0, 1, 1).
        for (shape, centre) in [([3, 4, 6], 1), ([3, 3, 5, 5], 4), ([2, 4, 3, 1, 7], 4), ([1, 1, 2, 2], 0)] {
            let initializer = DeltaOrthogonal(seed: 11, gain: 1.5)
            let values = try initializer(shape: shape, as: Double.self).scalars
            let (inputs, outputs) = (shape[shape.count - 2], shape[shape.count - 1])
            let taps = values.count / (inputs * outputs)
            for tap in 0..<taps {
                let slice = values[(tap * inputs * outputs)..<((tap + 1) * inputs * outputs)]
                let isCentre = tap == centre
                #expect(slice.allSatisfy { $0 == 0 } != isCentre)
                guard isCentre else { continue }
                #expect(defect(Array(slice), rows: inputs, columns: outputs, gain: 1.5) <= 1e-14)
            }
            for offset in 0..<values.count {
                var part = [Double](repeating: .nan, count: min(9, values.count - offset))
                var span = part.mutableSpan
                try initializer.fill(&span, shape: shape, startingAt: offset)
                #expect(part == Array(values[offset..<(offset + part.count)]))
            }
        }
    }
}
