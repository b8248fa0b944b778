import Foundation
import TestSupport
import Testing

import Stats

/// The tests of a single orthogonal matrix: its directions, its first rows, its projections onto the vector of ones.
@Suite struct OrthogonalPlacesTests {
    private static func run(_ values: [Float], _ rows: Int, _ columns: Int, gain: Double = 1) throws -> Battery.Outcome
    {
        try OrthogonalBattery(rows: rows, columns: columns, gain: gain).run(on: ArraySample(values))
    }

    /// The Q of normal draws by Gram and Schmidt, applied twice: Haar's law. A frame with fewer rows is transposed.
    private static func haar(_ rows: Int, _ columns: Int, _ generator: inout SplitMix64) throws -> [Float] {
        let normal = try Normal()
        return orthonormal(rows, columns) { _, _ in normal.quantile(generator.uniform()) }
    }

    private static func orthonormal(_ rows: Int, _ columns: Int, entry: (Int, Int) -> Double) -> [Float] {
        let (length, count) = (max(rows, columns), min(rows, columns))
        var vectors: [[Double]] = []
        for c in 0..<count {
            var vector = (0..<length).map { entry($0, c) }
            for _ in 0..<2 {
                for other in vectors {
                    var product = 0.0
                    for i in 0..<length { product += vector[i] * other[i] }
                    for i in 0..<length { vector[i] -= product * other[i] }
                }
            }
            let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            vectors.append(vector.map { $0 / norm })
        }
        return (0..<rows * columns).map { place in
            let (r, c) = place.quotientAndRemainder(dividingBy: columns)
            return Float(rows < columns ? vectors[r][c] : vectors[c][r])
        }
    }

    private static func bfloat16(_ values: [Float]) -> [Float] {
        values.map { Float(bitPattern: ($0.bitPattern + 0x7FFF + ($0.bitPattern >> 16 & 1)) & 0xFFFF_0000) }
    }

    // MARK: - Known answers

    /// For so small a matrix, the rounding granted reduces a distance by less than 10^-4 and never increases it.
    @Test(.tags(.knownAnswer)) func `distances and p-values are those of an independent script`() throws {
        let rows = try ReferenceTable.fields("orthogonal-places").filter { $0[0] != "name" }
        #expect(rows.count == 6)
        for row in rows {
            let (height, width) = (try #require(Int(row[1])), try #require(Int(row[2])))
            let values = row[6].split(separator: " ").compactMap { Float($0) }
            #expect(values.count == height * width)
            for gain in [1, 4] as [Float] {
                let outcome = try Self.run(values.map { gain * $0 }, height, width, gain: Double(gain))
                for (test, column) in [(TestKind.directions, 3), (.frames, 4)] {
                    guard let expected = Double(row[column]) else {
                        #expect(outcome[test] == nil, "\(row[0])")
                        continue
                    }
                    let found = try #require(outcome[test], "\(row[0])").statistic
                    #expect(found <= expected + 1e-7 && found > expected - 1e-4, "\(row[0]), \(test)")
                    let null = NullDistribution.kolmogorovSmirnov
                    let count = test == .frames ? min(height, width, abs(height - width)) : Self.places(height, width)
                    let p = try null.probability(of: .upper, at: found, .init(count: count))
                    #expect(abs((outcome[test]?.pValue.logarithm ?? 0) - p.logarithm) < 1e-12, "\(row[0]), \(test)")
                }
                let expected = try #require(Double(row[5]))
                let found = try #require(outcome[.projections]).pValue.value
                #expect(found >= expected * (1 - 1e-9) && found < expected * 1.001, "\(row[0])")
            }
        }
    }

    private static func places(_ rows: Int, _ columns: Int) -> Int {
        (0..<min(rows, columns)).reduce(0) { $0 + max(rows, columns) - 1 - $1 }
    }

    // MARK: - Null distribution

    /// The number of p-values at or below a level is binomial: it lies within the quantiles of 10^-6 on both sides.
    @Test(
        .tags(.statistical),
        arguments: [
            (3, 3, 1000), (8, 8, 1000), (32, 32, isQuickRun ? 100 : 1000), (64, 64, isQuickRun ? 20 : 1000),
            (64, 16, isQuickRun ? 100 : 1000), (16, 64, 100),
        ]
    )
    func `p-values of Haar draws are uniform, or larger`(rows: Int, columns: Int, draws: Int) throws {
        var generator = SplitMix64(state: UInt64(rows * 1000 + columns))
        var counts: [TestKind: (at5: Int, at1: Int)] = [:]
        for _ in 0..<draws {
            let values = try Self.haar(rows, columns, &generator)
            for result in try Self.run(values, rows, columns).results {
                counts[result.test, default: (0, 0)].at5 += result.pValue.value <= 0.05 ? 1 : 0
                counts[result.test, default: (0, 0)].at1 += result.pValue.value <= 0.01 ? 1 : 0
            }
            // The same draws in bfloat16: no rejection.
            let battery = OrthogonalBattery(
                rows: rows,
                columns: columns,
                gain: 1,
                unitRoundoff: 0x1p-8,
                leastPositive: 0x1p-133
            )
            for result in try battery.run(on: ArraySample(Self.bfloat16(values))).results {
                #expect(result.pValue.value > 1e-6, "\(result)")
            }
        }
        for (test, count) in counts {
            for (level, found) in [(0.05, count.at5), (0.01, count.at1)] {
                let law = try Binomial(trials: Double(draws), probability: level)
                #expect(law.survival(atLeast: Double(found)).value > 1e-6, "\(test): \(found) at \(level)")
                if test == .directions || test == .frames {
                    #expect(law.cdf(Double(found)).value > 1e-6, "\(test): \(found) at \(level)")
                }
            }
        }
    }

    // MARK: - Negative controls

    private static func signs(_ count: Int, _ generator: inout SplitMix64) -> [Double] {
        (0..<count).map { _ in generator.uniform() < 0.5 ? -1 : 1 }
    }

    @Test(.tags(.negativeControl)) func `Hadamard's matrix has no random directions, whatever its signs and type`()
        throws
    {
        var generator = SplitMix64(state: 1)
        let (rows, columns) = (Self.signs(64, &generator), Self.signs(64, &generator))
        let values = (0..<4096).map { place in
            let (r, c) = (place / 64, place % 64)
            return Float(rows[r] * columns[c] / 8 * ((r & c).nonzeroBitCount % 2 == 0 ? 1 : -1))
        }
        #expect(try #require(try Self.run(values, 64, 64)[.directions]).pValue.log10 < -15)
        let battery = OrthogonalBattery(rows: 64, columns: 64, gain: 1, unitRoundoff: 0x1p-8, leastPositive: 0x1p-133)
        #expect(try #require(try battery.run(on: ArraySample(values))[.directions]).pValue.log10 < -8.4)
    }

    @Test(.tags(.negativeControl)) func `blocks on the diagonal, circulants and reflections have no random directions`()
        throws
    {
        var generator = SplitMix64(state: 2)
        let normal = try Normal()
        var blocks = [Float](repeating: 0, count: 4096)
        for block in 0..<8 {
            let part = try Self.haar(8, 8, &generator)
            for i in 0..<64 { blocks[(8 * block + i / 8) * 64 + 8 * block + i % 8] = part[i] }
        }
        let found = try Self.run(blocks, 64, 64)
        #expect(try #require(found[.directions]).pValue.log10 < -15 && found[.support]?.pValue.log10 ?? 0 < -15)

        // A circulant with unit eigenvalues, conjugate in pairs. At order 64 not every one is found, nor is every
        // reflection.
        let order = 256
        let angles = (0...order / 2).map { $0 % (order / 2) == 0 ? 0 : 2 * Double.pi * generator.uniform() }
        let line = (0..<order).map { place in
            (0..<order).reduce(0.0) { sum, k in
                let angle = k <= order / 2 ? angles[k] : -angles[order - k]
                return sum + cos(2 * Double.pi * Double(k * place) / Double(order) + angle) / Double(order)
            }
        }
        let circulant = (0..<order * order).map { Float(line[($0 / order + order - $0 % order) % order]) }
        #expect(try #require(try Self.run(circulant, order, order)[.directions]).pValue.log10 < -8.4)

        let axis = (0..<order).map { _ in normal.quantile(generator.uniform()) }
        let square = axis.reduce(0) { $0 + $1 * $1 }
        let flips = Self.signs(order, &generator)
        let reflection = (0..<order * order).map { place in
            let (r, c) = (place / order, place % order)
            return Float(flips[c] * ((r == c ? 1 : 0) - 2 * axis[r] * axis[c] / square))
        }
        #expect(try #require(try Self.run(reflection, order, order)[.directions]).pValue.log10 < -8.4)
    }

    @Test(.tags(.negativeControl)) func `stacked blocks show in the first rows alone`() throws {
        var generator = SplitMix64(state: 3)
        let block = try Self.haar(64, 64, &generator)
        let twice = (block + block).map { $0 * Float(0.5.squareRoot()) }
        let others = try (0..<4).flatMap { _ in try Self.haar(64, 64, &generator) }
        for (values, gain) in [(twice, 1.0), (others, 2)] {
            let outcome = try Self.run(values, values.count / 64, 64, gain: gain)
            #expect(try #require(outcome[.frames]).pValue.log10 < -15)
            #expect(outcome[.support]?.pValue.value == 1 && outcome[.directions]?.pValue.value ?? 0 > 1e-4)
            // And transposed.
            let height = values.count / 64
            let turned = (0..<values.count).map { values[$0 % height * 64 + $0 / height] }
            #expect(try #require(try Self.run(turned, 64, height, gain: gain)[.frames]).pValue.log10 < -15)
        }
    }

    @Test(.tags(.negativeControl)) func `QR of uniform entries shows in the first column's projection`() throws {
        var generator = SplitMix64(state: 4)
        for (rows, columns) in [(32, 32), (64, 16), (16, 64)] {
            let values = Self.orthonormal(rows, columns) { _, _ in generator.uniform() }
            let outcome = try Self.run(values, rows, columns)
            #expect(try #require(outcome[.projections]).pValue.log10 < -8.8)
        }
    }

    /// Four zeros in the leading half of 64 columns: C(2048, 4) 2^-80. One in a column is no evidence.
    @Test(.tags(.knownAnswer)) func `exact zeros are counted`() throws {
        var generator = SplitMix64(state: 5)
        var values = try Self.haar(64, 64, &generator)
        for (zeros, expected) in [(0, 0.0), (1, -2.709), (4, 11.864 - 24.0824)] {
            for column in 0..<zeros { values[7 * 64 + column] = 0 }
            let battery = OrthogonalBattery(rows: 64, columns: 64, gain: 1, unitRoundoff: 1)
            let support = try #require(try battery.run(on: ArraySample(values))[.support])
            #expect(abs(support.pValue.log10 - expected) < 0.01, "\(zeros): \(support)")
        }
    }

    // MARK: - What is noticed

    @Test(.tags(.knownAnswer)) func `one matrix of order 45 is enough, and none of order 44`() throws {
        for (order, isEnough) in [(8, false), (16, false), (44, false), (45, true), (64, true)] {
            let battery = OrthogonalBattery(rows: order, columns: order, gain: 1)
            let noticed = Sensitivity(of: battery, matrices: 1, level: 1e-6)
            #expect((noticed.distance < 0.15) == isEnough, "\(order)")
            // Massart's bound, the power's normal quantile, and almost nothing for rounding.
            let places = Double(order * (order - 1) / 2)
            let expected = (log(2 / 4e-9) / (2 * places)).squareRoot() + 3.090_232 / (2 * places.squareRoot())
            #expect(abs(noticed.distance - min(1, expected)) < 1e-4)
        }
        let many = Sensitivity(of: OrthogonalBattery(rows: 8, columns: 8, gain: 1), matrices: 1000, level: 1e-6)
        #expect(many.distance < 0.05)
    }
}
