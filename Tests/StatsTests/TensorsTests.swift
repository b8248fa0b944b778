import Stats
import TestSupport
import Testing

@Suite("Two tensors, levels, and dependence on a lattice")
struct TensorsTests {

    private static func places(_ count: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(state: seed)
        return (0..<count).map { _ in generator.uniform() }
    }

    private static func values(_ places: [Double], _ law: some Distribution) -> [Float] {
        places.map { Float(law.quantile($0)) }
    }

    private static func correlation(
        _ a: [Float],
        _ first: some Distribution,
        _ b: [Float],
        _ second: some Distribution
    ) throws -> TestResult {
        try #require(TensorsTest.result(a, under: first, b, under: second, resolution: .own))
    }

    @Test("independent tensors are not correlated, those of one seed are, whatever their schemes")
    func schemes() throws {
        let normal = try Normal(mean: 0, standardDeviation: 0.02)
        let uniform = try Uniform(low: -0.05, high: 0.05)
        let skew = try TruncatedNormal(parentStandardDeviation: 1, low: -1, high: 3)
        let (one, other) = (Self.places(1 << 14, seed: 1), Self.places(1 << 14, seed: 2))
        func check(_ first: some Distribution, _ second: some Distribution, _ tier: Tier) throws {
            let apart = try Self.correlation(Self.values(one, first), first, Self.values(other, second), second)
            #expect(apart.tier == tier)
            #expect(apart.pValue.value > 0.01)
            let same = try Self.correlation(Self.values(one, first), first, Self.values(one, second), second)
            #expect(same.statistic > 0.95)
            #expect(same.pValue.log10 < -200)
        }
        try check(normal, uniform, .rigorous)
        try check(uniform, normal, .rigorous)
        try check(uniform, uniform, .rigorous)
        try check(skew, uniform, .rigorous)
        try check(skew, normal, .diagnostic)
    }

    @Test("a correlation of 0.05 shows among 2^16 values with its size", .tags(.negativeControl))
    func weak() throws {
        let normal = try Normal()
        let a = Self.values(Self.places(1 << 16, seed: 3), normal)
        let b = Self.values(Self.places(1 << 16, seed: 4), normal)
        let mixed = zip(a, b).map { 0.05 * $0 + (1 - 0.05 * 0.05).squareRoot() * $1 }
        let result = try Self.correlation(a, normal, mixed, normal)
        #expect(abs(result.statistic - 0.05) < 0.015)
        #expect(result.pValue.log10 < -12)
    }

    @Test("no test of a constant, of nothing, or of what is no number")
    func nothing() throws {
        let normal = try Normal()
        let constant = try PointMass(1)
        #expect(TensorsTest.result([Float](), under: normal, [Float(1)], under: normal, resolution: .own) == nil)
        #expect(TensorsTest.result([Float(1)], under: constant, [Float(1)], under: normal, resolution: .own) == nil)
        #expect(TensorsTest.result([Float.nan], under: normal, [Float(1)], under: normal, resolution: .own) == nil)
    }

    // MARK: - Levels

    @Test("a grid of 2^-18 has too few levels, one of 2^-23 has not", .tags(.negativeControl))
    func levels() throws {
        let law = try Uniform(low: 0, high: 1)
        let places = Self.places(1 << 16, seed: 5)
        func levels(bits: Double) throws -> TestResult {
            let values = places.map { Float(($0 * bits).rounded(.down) / bits) }
            let results = try DependenceBattery(resolution: .framework)
                .run(on: ArraySample(values), rowLength: 256, against: law)
            return try #require(results.first { $0.test == .levels })
        }
        #expect(try levels(bits: 0x1p23).pValue.value > 0.1)
        #expect(try levels(bits: 0x1p24).pValue.value > 0.1)
        #expect(try levels(bits: 0x1p18).pValue.log10 < -50)
        let coarse = try levels(bits: 0x1p16)
        #expect(coarse.pValue.log10 < -50)
        // Of 2^16 values on 2^16 places, 2^16 (1 - exp(-1)) are distinct on average.
        #expect(abs(coarse.statistic - (1 - 0.3678794412)) < 0.015)
    }

    // MARK: - 16 bits

    private static let normal = Result { try Normal(mean: 0, standardDeviation: 0.02) }

    private static func patterns(_ places: [Double], _ law: some Distribution) -> [UInt16] {
        places.map { place in
            // To nearest, ties to even, in bfloat16: the upper half of the single-precision number.
            let bits = Float(law.quantile(place)).bitPattern
            return UInt16(truncatingIfNeeded: (bits + 0x7FFF + (bits >> 16 & 1)) >> 16)
        }
    }

    private static func run(_ patterns: [UInt16], _ law: some Distribution) -> [TestKind: TestResult] {
        let results = DependenceBattery(resolution: .own)
            .run(on: patterns, rowLength: 256, against: LatticeLaw(law, format: .bfloat16))
        return Dictionary(uniqueKeysWithValues: results.map { ($0.test, $0) })
    }

    @Test("independent bfloat16 values pass every test of dependence", .tags(.statistical))
    func honestLattice() throws {
        for law in [try Self.normal.get() as any Distribution, try Uniform(low: -0.1, high: 0.1)] {
            let results = Self.run(Self.patterns(Self.places(1 << 18, seed: 6), law), law)
            #expect(
                Set(results.keys) == [.serial, .rows, .columns, .triples, .repeats, .contrasts, .relations]
            )
            for result in results.values {
                #expect(result.tier == .rigorous)
                #expect(result.pValue.value > 1e-6, "\(result)")
            }
        }
    }

    @Test("dependent bfloat16 values do not", .tags(.negativeControl))
    func dependentLattice() throws {
        let law = try Self.normal.get()
        let places = Self.places(1 << 18, seed: 7)
        #expect(try #require(Self.run(Self.patterns(places.sorted(), law), law)[.serial]).pValue.log10 < -12)
        let repeated = Self.patterns(Array(places[..<(1 << 17)]) + Array(places[..<(1 << 17)]), law)
        let repeats = try #require(Self.run(repeated, law)[.repeats])
        #expect(repeats.statistic == Double(512 + 8192))
        #expect(repeats.pValue.log10 < -12)
        let alternating = places.enumerated().map { $0 % 2 == 0 ? max($1, 1 - $1) : min($1, 1 - $1) }
        let results = Self.run(Self.patterns(alternating, law), law)
        for test in [TestKind.serial, .columns, .triples] { #expect(results[test]?.pValue.log10 ?? 0 < -12) }
    }

    @Test("an infinity or a NaN leaves no test of dependence")
    func exceptions() throws {
        let law = try Self.normal.get()
        for pattern in [0x7F80, 0xFF80, 0x7FC0] as [UInt16] {
            #expect(Self.run([UInt16](repeating: 0x3C00, count: 1000) + [pattern], law).isEmpty)
        }
    }
}
