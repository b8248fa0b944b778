import Stats
import TestSupport
import Testing

@Suite("Dependence between the values of a sample")
struct DependenceTests {

    private static let battery = DependenceBattery(resolution: .own)

    /// A claim by name.
    enum Claim: String, CaseIterable, Sendable {
        case uniform, normal, truncated

        func law() throws -> any Distribution {
            switch self {
            case .uniform: try Uniform(low: -0.05, high: 0.05)
            case .normal: try Normal(mean: 0, standardDeviation: 0.02)
            case .truncated: try TruncatedNormal(parentStandardDeviation: 0.02, low: -2, high: 2)
            }
        }
    }

    private static func sample(_ law: some Distribution, count: Int, seed: UInt64) -> [Float] {
        var generator = SplitMix64(state: seed)
        return (0..<count).map { _ in Float(law.quantile(generator.uniform())) }
    }

    private static func run(
        _ values: [Float],
        _ law: any Distribution,
        rowLength: Int = 256
    ) throws -> [TestKind: TestResult] {
        func run(_ law: some Distribution) throws -> [TestResult] {
            try battery.run(on: ArraySample(values), rowLength: rowLength, against: law)
        }
        return Dictionary(uniqueKeysWithValues: try run(law).map { ($0.test, $0) })
    }

    /// The logarithm to base 10 of a p-value; 0 if the test did not run.
    private static func log10(_ result: TestResult?) -> Double { result?.pValue.log10 ?? 0 }

    @Test("independent values pass every test", .tags(.statistical), arguments: Claim.allCases)
    func honest(claim: Claim) throws {
        let law = try claim.law()
        for seed in [11, 22, 33] as [UInt64] {
            let results = try Self.run(Self.sample(law, count: 1 << 18, seed: seed), law)
            #expect(
                Set(results.keys)
                    == [.serial, .rows, .columns, .triples, .repeats, .levels, .contrasts, .relations]
            )
            for result in results.values {
                #expect(result.tier == .rigorous)
                #expect(result.pValue.value > 1e-6, "\(result)")
            }
        }
    }

    @Test("the values of a double-precision sample are tested alike", .tags(.statistical))
    func doubles() throws {
        let law = try Normal()
        var generator = SplitMix64(state: 5)
        let values = (0..<(1 << 16)).map { _ in law.quantile(generator.uniform()) }
        let results = try Self.battery.run(on: ArraySample(values), rowLength: 64, against: law)
        #expect(results.count == 8)
        for result in results { #expect(result.pValue.value > 1e-6, "\(result)") }
        let repeated = Array(values[..<4096]) + values
        let found = try Self.battery.run(on: ArraySample(repeated), rowLength: 64, against: law)
        #expect(found.first { $0.test == .repeats }?.statistic == Double(64 + 256))
    }

    // MARK: - Negative controls

    @Test("a sorted sample shows in its lags", .tags(.negativeControl), arguments: Claim.allCases)
    func sorted(claim: Claim) throws {
        let law = try claim.law()
        let results = try Self.run(Self.sample(law, count: 1 << 18, seed: 1).sorted(), law)
        for test in [TestKind.serial, .rows, .triples] { #expect(Self.log10(results[test]) < -12, "\(test)") }
    }

    @Test("alternating signs show in lag 1", .tags(.negativeControl), arguments: Claim.allCases)
    func alternating(claim: Claim) throws {
        let law = try claim.law()
        let values = Self.sample(law, count: 1 << 18, seed: 2).enumerated().map { i, x in i % 2 == 0 ? abs(x) : -abs(x)
        }
        let results = try Self.run(values, law)
        for test in [TestKind.serial, .columns, .triples] { #expect(Self.log10(results[test]) < -12, "\(test)") }
    }

    @Test("neighbours correlated at 0.02 show among 2^22 values", .tags(.negativeControl))
    func correlated() throws {
        let law = try Normal(mean: 0, standardDeviation: 0.02)
        var values = Self.sample(law, count: 1 << 22, seed: 3)
        let rest = Float((1 - 0.02 * 0.02).squareRoot())
        for i in 1..<values.count { values[i] = 0.02 * values[i - 1] + rest * values[i] }
        let clock = ContinuousClock()
        let start = clock.now
        let results = try Self.run(values, law, rowLength: 1024)
        print("dependence battery at 2^22:", clock.now - start)
        #expect(Self.log10(results[.serial]) < -12)
        #expect(abs((results[.serial]?.statistic ?? 0) - 0.02) < 0.003)
    }

    @Test("rows that repeat are found", .tags(.negativeControl), arguments: Claim.allCases)
    func repeatedRows(claim: Claim) throws {
        let law = try claim.law()
        let half = Self.sample(law, count: 1 << 17, seed: 4)
        let results = try Self.run(half + half, law)
        #expect(Self.log10(results[.repeats]) < -12)
        #expect(results[.repeats]?.statistic == Double(512 + 8192))
    }

    @Test("a block that repeats is found where no row does", .tags(.negativeControl), arguments: Claim.allCases)
    func repeatedBlock(claim: Claim) throws {
        let law = try claim.law()
        let block = Self.sample(law, count: 1 << 15, seed: 5)
        let results = try Self.run((0..<8).flatMap { _ in block }, law, rowLength: 1000)
        #expect(Self.log10(results[.repeats]) < -12)
        #expect(results[.repeats]?.statistic == Double(7 * 2048))
    }

    @Test("RANDU's triples lie on fifteen planes", .tags(.negativeControl, .knownAnswer), arguments: Claim.allCases)
    func randu(claim: Claim) throws {
        let law = try claim.law()
        var state: UInt64 = 1
        let values = (0..<(1 << 18)).map { _ in
            state = state &* 65539 & 0x7FFF_FFFF
            return Float(law.quantile(Double(state) * 0x1p-31))
        }
        let results = try Self.run(values, law)
        print("dependence: RANDU", claim, Self.log10(results[.triples]))
        #expect(Self.log10(results[.triples]) < -12)
    }

    @Test("one row three times as wide is found", .tags(.negativeControl))
    func wideRow() throws {
        for claim in Claim.allCases {
            let law = try claim.law()
            var values = Self.sample(law, count: 1 << 18, seed: 6)
            for i in (77 * 256)..<(78 * 256) { values[i] *= 3 }
            let results = try Self.run(values, law)
            #expect(Self.log10(results[.rows]) < -12)
            #expect((results[.rows]?.statistic ?? 0) > 20)
        }
    }

    @Test("a column shifted by one standard deviation is found", .tags(.negativeControl))
    func shiftedColumn() throws {
        for claim in Claim.allCases {
            let law = try claim.law()
            var values = Self.sample(law, count: 1 << 18, seed: 7)
            for row in 0..<1024 { values[row * 256 + 99] += Float(law.standardDeviation) }
            let results = try Self.run(values, law)
            #expect(Self.log10(results[.columns]) < -12)
            // Found by its mean, 32 of its standard deviations, or by its scale if that is more telling.
            #expect((results[.columns]?.statistic ?? 0) > 25)
        }
    }

    @Test("small offsets of every row are found by the total", .tags(.negativeControl), arguments: Claim.allCases)
    func rowOffsets(claim: Claim) throws {
        let law = try claim.law()
        var values = Self.sample(law, count: 1 << 18, seed: 8)
        for i in values.indices {
            values[i] += Float(law.standardDeviation) * (i / 256 % 4 < 2 ? 0.06 : -0.06)
        }
        let results = try Self.run(values, law)
        #expect(Self.log10(results[.rows]) < -12)
    }

    @Test("rows whose values cancel are found by the total", .tags(.negativeControl))
    func cancellingRows() throws {
        let law = try Normal()
        var values = Self.sample(law, count: 1 << 16, seed: 9)
        for i in stride(from: 1, to: values.count, by: 2) { values[i] = -values[i - 1] }
        #expect(Self.log10(try Self.run(values, law)[.rows]) < -12)
    }

    // MARK: - Size

    @Test(
        "no test rejects independent values more often than it states",
        .tags(.statistical),
        arguments: Claim.allCases
    )
    func calibration(claim: Claim) throws {
        let law = try claim.law()
        var low: [TestKind: Int] = [:]
        var runs: [TestKind: Int] = [:]
        for seed in 1...(200 as UInt64) {
            let values = Self.sample(law, count: 1 << 12, seed: SplitMix64.mix(seed))
            for result in try Self.run(values, law, rowLength: 32).values {
                runs[result.test, default: 0] += 1
                if result.pValue.value < 0.05 { low[result.test, default: 0] += 1 }
            }
        }
        // Triples need 12,288 values.
        #expect(
            runs
                == [
                    .serial: 200, .rows: 200, .columns: 200, .repeats: 200, .levels: 200, .contrasts: 200,
                    .relations: 200,
                ]
        )
        let binomial = try Binomial(trials: 200, probability: 0.05)
        print("dependence", claim, "p < 0.05 in 200:", low)
        for (test, count) in low {
            #expect(binomial.survival(atLeast: Double(count)).value > 1e-6, "\(test): \(count) of 200")
        }
    }

    @Test("triples reject independent values no more often than stated", .tags(.statistical))
    func tripleCalibration() throws {
        let law = try Uniform(low: 0, high: 1)
        var low = 0
        for seed in 1...(200 as UInt64) {
            let values = Self.sample(law, count: 12_288, seed: SplitMix64.mix(seed))
            if let p = try Self.run(values, law)[.triples]?.pValue.value, p < 0.05 { low += 1 }
        }
        print("dependence triples p < 0.05 in 200:", low)
        let binomial = try Binomial(trials: 200, probability: 0.05)
        #expect(binomial.survival(atLeast: Double(low)).value > 1e-6)
    }

    // MARK: - Edges

    @Test("samples that cannot be tested give no result")
    func edges() throws {
        let law = try Normal()
        #expect(try Self.run([], law).isEmpty)
        #expect(try Self.run([1, .nan, 2], law).isEmpty)
        #expect(try Self.run([Float](repeating: .infinity, count: 100), law).isEmpty)
        #expect(try Self.run([Float](repeating: 0, count: 100), PointMass(0)).isEmpty)
        let none = DependenceBattery(resolution: .own, limit: -1)
        #expect(try none.run(on: ArraySample([1, 2, 3] as [Float]), rowLength: 1, against: law).isEmpty)
    }

    @Test("any row length and size, and any finite values, have an answer", .tags(.property))
    func sizes() throws {
        for claim in Claim.allCases {
            let law = try claim.law()
            for count in [1, 2, 3, 5, 8, 31, 32, 33, 100, 257] {
                let values = Self.sample(law, count: count, seed: UInt64(count))
                for rowLength in [-1, 0, 1, 2, 3, 16, 100, Int.max] {
                    for result in try Self.run(values, law, rowLength: rowLength).values {
                        #expect(result.pValue.value > 1e-6 && result.pValue.value <= 1, "\(result)")
                    }
                }
            }
            let huge = [Float](repeating: .greatestFiniteMagnitude, count: 300)
            // Values that are all equal leave no contrast.
            for result in try Self.run(huge, law, rowLength: 16).values
            where result.test != .triples && result.test != .contrasts {
                #expect(result.pValue.log10 < -12, "\(result)")
            }
        }
    }

    @Test("only the leading values are read")
    func limit() throws {
        let law = try Normal()
        let values = Self.sample(law, count: 4096, seed: 10)
        let battery = DependenceBattery(resolution: .own, limit: 4096)
        let repeated = try battery.run(on: ArraySample(values + values), rowLength: 64, against: law)
        #expect(repeated == (try battery.run(on: ArraySample(values), rowLength: 64, against: law)))
    }

    @Test("the sums of products are those of the definition, at any lag", .tags(.knownAnswer))
    func definition() throws {
        // Even for dependent values the statistic is the mean of their products.
        let law = try Normal()
        var values = Self.sample(law, count: 4099, seed: 12)
        let lag = 100
        for i in lag..<values.count { values[i] = 0.6 * values[i - lag] + 0.8 * values[i] }
        var sum = 0.0
        for i in 0..<(values.count - lag) { sum += Double(values[i]) * Double(values[i + lag]) }
        let serial = try Self.run(values, law, rowLength: lag)[.serial]
        #expect(abs((serial?.statistic ?? 0) - sum / Double(values.count - lag)) < 1e-6)
        #expect(Self.log10(serial) < -12)
    }
}
