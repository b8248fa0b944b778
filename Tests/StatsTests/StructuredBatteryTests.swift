import TestSupport
import Testing

import Stats

@Suite struct StructuredBatteryTests {
    // MARK: - Patterns

    @Test(.tags(.knownAnswer)) func `a pattern is compared value by value, tensor after tensor`() throws {
        let battery = PatternBattery(period: 4) { $0 == 0 || $0 == 3 ? 0.1 : 0 }
        let sound: [Float] = [0.1, 0, 0, 0.1, 0.1, 0, 0, 0.1, 0.1, 0]
        let outcome = try battery.run(on: ArraySample(sound), about: 0.05)
        #expect(outcome[.support]?.pValue.value == 1 && outcome.impossible == 0 && outcome.count == 10)
        for (place, value) in [(1, 1e-30), (3, Float(0.1).nextUp), (9, Float.nan), (0, 0)] as [(Int, Float)] {
            var wrong = sound
            wrong[place] = value
            let found = try battery.run(on: ArraySample(wrong), about: 0.05)
            #expect(found[.support]?.statistic == 1 && found[.support]?.pValue == .zero, "\(place)")
        }
        #expect(throws: SampleError.self) { try battery.run(on: ArraySample([Float]()), about: 0) }
    }

    @Test(.tags(.knownAnswer)) func `a pattern known up to an interval admits what lies within`() throws {
        let battery = PatternBattery(period: 2, from: { Double($0) - 0x1p-24 }, to: { Double($0) + 0x1p-23 })
        // The ends are rounded to the type: 1 - 2^-24 and 1 + 2^-23 are the numbers next to 1.
        let sound: [Float] = [0, 1, -0x1p-24, Float(1).nextDown, 0x1p-23, Float(1).nextUp]
        #expect(try battery.run(on: ArraySample(sound), about: 0.5).impossible == 0)
        for (place, value) in [
            (1, Float(1).nextUp.nextUp), (3, Float(1).nextDown.nextDown), (2, Float(-0x1p-24).nextDown), (4, .nan),
        ] as [(Int, Float)] {
            var wrong = sound
            wrong[place] = value
            #expect(try battery.run(on: ArraySample(wrong), about: 0.5)[.support]?.pValue == .zero, "\(place)")
        }
    }

    // MARK: - Kernels

    /// Kernels of three places with a 2 x 2 matrix each; the second place is the centre.
    @Test(.tags(.negativeControl)) func `a value off the centre of a kernel is wrong, and the centre is a matrix`()
        throws
    {
        let matrices = OrthogonalBattery(rows: 2, columns: 2, gain: 1)
        let battery = KernelBattery(matrices: matrices, places: 3, centre: 1)
        var values: [Float] = []
        for k in 0..<10 {
            let s: Float = k % 2 == 0 ? 1 : -1
            values += [0, 0, 0, 0, 0.6 * s, -0.8, 0.8 * s, 0.6, 0, 0, 0, 0]
        }
        let sound = try battery.run(on: ArraySample(values))
        #expect(sound[.support]?.pValue.value == 1 && sound.count == 120 && sound.impossible == 0)
        // 5 of 10 determinants are positive, 15 of 20 signs.
        #expect(sound[.determinant]?.statistic == 0.5 && sound[.signs]?.statistic == 0.75)
        var wrong = values
        wrong[3] = 1e-20
        let found = try battery.run(on: ArraySample(wrong))
        #expect(found[.support]?.pValue == .zero && found.impossible == 1)
        let corner = KernelBattery(matrices: matrices, places: 3, centre: 0)
        #expect(try corner.run(on: ArraySample(values))[.support]?.pValue == .zero)
    }

    // MARK: - Sparse matrices

    private static func sparse(
        _ rows: Int,
        _ columns: Int,
        zeros: Int,
        by line: SparseBattery.Line = .column
    ) -> SparseBattery {
        SparseBattery(rows: rows, columns: columns, line: line, zeros: zeros, resolution: .own)
    }

    /// Matrices with the zeros of column c, counted over all matrices, at the places `zeros(c)`, and normal values
    /// elsewhere.
    private static func columns(
        _ rows: Int,
        _ columns: Int,
        matrices: Int,
        seed: UInt64,
        zeros: (Int) -> Set<Int>
    ) throws -> [Float] {
        var generator = SplitMix64(state: seed)
        let law = try Normal(standardDeviation: 0.01)
        var values: [Float] = []
        for matrix in 0..<matrices {
            let places = (0..<columns).map { zeros(matrix * columns + $0) }
            for row in 0..<rows {
                for column in 0..<columns {
                    let x = Float(law.quantile(generator.uniform()))
                    values.append(places[column].contains(row) ? 0 : x)
                }
            }
        }
        return values
    }

    private static func run(_ battery: SparseBattery, _ values: [Float]) throws -> Battery.Outcome {
        try battery.run(on: ArraySample(values), rest: Normal(standardDeviation: 0.01), about: 0)
    }

    /// 13 of 40 columns have their zero at the first of 8 places: SciPy 1.17, binom.sf(12, 40, 1/8) times 16.
    @Test(.tags(.knownAnswer)) func `the least likely place has the binomial tail of SciPy`() throws {
        let values = try Self.columns(8, 10, matrices: 4, seed: 1) { column in
            [column < 13 ? 0 : 1 + column % 7]
        }
        let outcome = try Self.run(Self.sparse(8, 10, zeros: 1), values)
        let positions = try #require(outcome[.positions])
        #expect(abs(positions.pValue.value / 0.012_970_297_408_649_474 - 1) < 1e-12)
        #expect(abs(positions.statistic - 8 / 4.375.squareRoot()) < 1e-12)
        #expect(outcome[.support]?.pValue.value == 1)
    }

    /// 20 columns with their zeros at the first two of four places: 2^-20, times two and times four places.
    @Test(.tags(.knownAnswer, .negativeControl)) func `zeros at fixed places are not random`() throws {
        let values = try Self.columns(4, 20, matrices: 1, seed: 2) { _ in [0, 1] }
        let positions = try #require(try Self.run(Self.sparse(4, 20, zeros: 2), values)[.positions])
        #expect(abs(positions.pValue.value / 0x1p-17 - 1) < 1e-12)
    }

    @Test(.tags(.statistical)) func `random places and normal entries pass every test`() throws {
        var generator = SplitMix64(state: 77)
        let values = try Self.columns(25, 200, matrices: 40, seed: 3) { _ in
            Set((0..<25).shuffled(using: &generator).prefix(13))
        }
        let outcome = try Self.run(Self.sparse(25, 200, zeros: 13), values)
        let tests = Set(outcome.results.map(\.test))
        #expect(
            tests.isSuperset(of: [.support, .kolmogorovSmirnov, .scale, .mean, .cells, .extremes, .positions, .rows])
        )
        for result in outcome.results where result.tier == .rigorous {
            #expect(result.pValue.value > 1e-5, "\(result)")
        }
        // The variance is about the mean of all entries: 12 of 25 times 1e-4.
        #expect(abs(outcome.variance / 4.8e-5 - 1) < 0.05 && outcome.count == 200_000)
    }

    @Test(.tags(.negativeControl)) func `one column with too few zeros is wrong`() throws {
        let values = try Self.columns(8, 10, matrices: 4, seed: 4) { $0 == 17 ? [] : [$0 % 8] }
        let outcome = try Self.run(Self.sparse(8, 10, zeros: 1), values)
        #expect(outcome[.support]?.statistic == 1 && outcome[.support]?.pValue == .zero)
        // The same zeros counted along the rows, none of which has exactly one in ten.
        let byRow = try Self.run(Self.sparse(8, 10, zeros: 5, by: .row), values)
        #expect(byRow[.support]?.pValue == .zero)
    }

    /// A draw of normal_ may itself be 0: k of 280 draws are, with a probability of at most C(280, k) 2^-20k.
    @Test(.tags(.knownAnswer, .negativeControl)) func `a zero more is a draw, and four more are none`() throws {
        func support(_ surplus: Int) throws -> TestResult {
            let values = try Self.columns(8, 10, matrices: 4, seed: 4) { column in
                Set([column % 8] + (column == 17 ? Array(2..<2 + surplus) : []))
            }
            return try #require(try Self.run(Self.sparse(8, 10, zeros: 1), values)[.support])
        }
        let one = try support(1)
        #expect(one.statistic == 1)
        // mpmath: 1 - (1 - 2^-20)^280.
        #expect(abs(one.pValue.value / 2.669_932_868_699_593e-4 - 1) < 1e-9)
        let four = try support(4)
        #expect(four.statistic == 4 && four.pValue.value < 1e-14 && four.pValue.value > 0)
    }

    @Test(.tags(.statistical)) func `sparse matrices of float16 have the zeros that rounding makes`() throws {
        // 2^-25 is 0.003 standard deviations: 0.24 % of the draws round to 0.
        let law = try Normal(standardDeviation: 1e-5)
        let lattice = LatticeLaw(law, format: .float16)
        #expect(lattice.probability(of: 0) > 0.002)
        var generator = SplitMix64(state: 8)
        let values = (0..<400 * 100).map { index -> Float in
            let x = SixteenBitFormat.float16.rounded(law.quantile(generator.uniform()))
            return index / 100 % 4 == index % 4 ? 0 : Float(x)
        }
        func run(_ lattice: LatticeLaw) throws -> Battery.Outcome {
            let battery = SparseBattery(
                rows: 400,
                columns: 100,
                line: .column,
                zeros: 100,
                resolution: .framework,
                lattice: lattice
            )
            return try battery.run(on: ArraySample(values), rest: law, about: 0)
        }
        let sound = try run(lattice)
        // The planted places are not random.
        for result in sound.results where result.tier == .rigorous && result.test != .positions {
            #expect(result.pValue.value > 1e-5, "\(result)")
        }
        // In bfloat16, which has smaller values, hardly any draw would be 0.
        let wide = try run(LatticeLaw(law, format: .bfloat16))
        #expect(wide[.support]?.pValue.log10 ?? 0 < -50)
    }

    @Test(.tags(.negativeControl)) func `entries of another scale are found among the zeros`() throws {
        var generator = SplitMix64(state: 5)
        let values = try Self.columns(10, 1000, matrices: 4, seed: 6) { _ in
            Set((0..<10).shuffled(using: &generator).prefix(9))
        }
        let outcome = try Self.run(Self.sparse(10, 1000, zeros: 9), values.map { 1.5 * $0 })
        #expect(try #require(outcome[.scale]).pValue.log10 < -12)
        #expect(try #require(outcome[.positions]).pValue.value > 1e-4)
    }

    @Test func `a matrix of zeros only and one without zeros have nothing to place`() throws {
        let none = try Self.run(Self.sparse(2, 3, zeros: 2), [Float](repeating: 0, count: 12))
        #expect(Set(none.results.map(\.test)) == [.support, .positions])
        #expect(none.results.allSatisfy { $0.pValue.value == 1 } && none.minimum == 0 && none.maximum == 0)
        let values = try Self.columns(8, 10, matrices: 4, seed: 7) { _ in [] }
        let all = try Self.run(Self.sparse(8, 10, zeros: 0), values)
        #expect(all[.positions]?.pValue.value == 1 && all[.support]?.pValue.value == 1)
    }
}
