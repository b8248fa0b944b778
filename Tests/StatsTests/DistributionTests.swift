import TestSupport
import Testing

import Stats

@Suite struct DistributionTests {
    private static func relativeError(_ found: Double, _ expected: Double) -> Double {
        expected == 0 ? abs(found) : abs(found / expected - 1)
    }

    /// Bound, mass, variance and kurtosis of N(0, 1) cut at the bound on both sides, from 40-digit arithmetic.
    private static let symmetric: [(c: Double, variance: Double, kurtosis: Double)] = [
        (0.5, 0.080589154600811698, 1.83455959301346), (1, 0.29112509477279321, 1.94091991990312),
        (1.5, 0.55152441576155131, 2.12211493318402), (2, 0.77374130354992324718, 2.36553671712965),
        (2.5, 0.91125636093539193, 2.62422016092758), (3, 0.97333692466254148, 2.82888556360226),
        (4, 0.99892929037247382, 2.9860474733711),
    ]

    @Test(arguments: symmetric)
    func `a symmetric truncated normal has the published variance and kurtosis`(
        row: (c: Double, variance: Double, kurtosis: Double)
    ) throws {
        let law = try TruncatedNormal(low: -row.c, high: row.c)
        #expect(law.mean == 0)
        #expect(Self.relativeError(law.variance, row.variance) < 1e-14)
        #expect(Self.relativeError(law.excessKurtosis + 3, row.kurtosis) < 1e-13)
        #expect(abs(law.skewness) < 1e-15)
    }

    /// Bounds, mean and variance, from 40-digit arithmetic.
    private static let asymmetric: [(low: Double, high: Double, mean: Double, variance: Double)] = [
        (-1, 2, 0.229637179091328969, 0.519762539211533936), (0, 2, 0.722789752245230769, 0.25131627759920117),
        (0, 1, 0.4598622292864265, 0.0796518248485113123), (2, 3, 2.31582132674378184, 0.0615207795744899699),
        (-0.3, 0.3, 0, 0.0296415519880216711), (5, 6, 5.18314709047717352, 0.0294524307684830572),
        (30, 31, 30.0332596674336222, 0.0011037715118352823),
    ]

    @Test(arguments: asymmetric)
    func `an asymmetric truncated normal has the published mean and variance`(
        row: (low: Double, high: Double, mean: Double, variance: Double)
    ) throws {
        let law = try TruncatedNormal(parentMean: 3, parentStandardDeviation: 0.5, low: row.low, high: row.high)
        #expect(Self.relativeError(law.mean, 3 + 0.5 * row.mean) < 1e-14)
        #expect(Self.relativeError(law.variance, 0.25 * row.variance) < 1e-13)
    }

    @Test func `the truncated normal's cdf matches 40-digit values, near its bounds too`() throws {
        let law = try TruncatedNormal(low: -2, high: 2)
        let rows: [(x: Double, cdf: Double)] = [
            (-1.9999, 5.6570330862758524e-6), (-1.5, 0.046157235726983008518), (-1, 0.14238361399454696203),
            (-0.25, 0.3965884201436741056), (0.5, 0.70058932866297168631), (1, 0.85761638600545303797),
            (1.75, 0.98186586725912050651),
        ]
        for row in rows {
            // The Double 1.9999 is off by up to 1.1e-16, which the cdf magnifies 5e3 times near the bound.
            #expect(Self.relativeError(law.cdf(row.x), row.cdf) < 2e-12, "cdf(\(row.x))")
            #expect(Self.relativeError(law.survival(-row.x), row.cdf) < 2e-12, "survival(\(-row.x))")
        }
        let quantiles: [(p: Double, x: Double)] = [
            (0.001, -1.98262562050201815), (0.01, -1.8480835395913313), (0.1, -1.18403246669390509),
            (0.25, -0.63911191087127283),
        ]
        for row in quantiles {
            #expect(Self.relativeError(law.quantile(row.p), row.x) < 1e-14)
            #expect(Self.relativeError(law.quantile(upperTail: row.p), -row.x) < 1e-14)
        }
    }

    private static func laws() throws -> [any Distribution] {
        [
            try Uniform(low: -3, high: 0.5), try Normal(mean: 2, standardDeviation: 0.1),
            try TruncatedNormal(low: -2, high: 2), try TruncatedNormal(low: 5, high: 6),
            try TruncatedNormal(low: -31, high: -30), try TruncatedNormal(low: -1, high: .infinity),
        ]
    }

    @Test func `the quantile inverts the cdf and the survival function in both tails`() throws {
        for law in try Self.laws() {
            for p in [1e-12, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.99] {
                #expect(abs(law.cdf(law.quantile(p)) - p) < 1e-12, "\(law), p = \(p)")
                #expect(abs(law.survival(law.quantile(upperTail: p)) - p) < 1e-12, "\(law), p = \(p)")
                // At 1e-12 the spacing of Doubles near a bound of 30 limits the inverse.
                guard p >= 1e-6 else { continue }
                #expect(Self.relativeError(law.cdf(law.quantile(p)), p) < 1e-7, "\(law), p = \(p)")
                #expect(Self.relativeError(law.survival(law.quantile(upperTail: p)), p) < 1e-7, "\(law), p = \(p)")
            }
            #expect(law.cdf(law.support.lowerBound) == 0)
            #expect(law.survival(law.support.upperBound) == 0)
            #expect(law.quantile(-0.1).isNaN && law.quantile(1.5).isNaN && law.cdf(.nan).isNaN)
        }
    }

    @Test func `moments agree with numerical integration of the quantile function`() throws {
        for law in try Self.laws() {
            // E f(X) is the integral of f(quantile(u)) du; 20,000 midpoints leave an error of about 1e-3 in the tails.
            let m = 20_000
            var sums = (0.0, 0.0)
            for i in 0..<m {
                let z = (law.quantile((Double(i) + 0.5) / Double(m)) - law.mean) / law.standardDeviation
                sums = (sums.0 + z / Double(m), sums.1 + z * z / Double(m))
            }
            #expect(abs(sums.0) < 1e-3, "\(law)")
            #expect(abs(sums.1 - 1) < 1e-2, "\(law)")
        }
    }

    @Test func `a point mass steps at its value`() throws {
        let law = try PointMass(0.25)
        #expect(law.cdf(0.25) == 1 && law.cdf(0.25.nextDown) == 0 && law.survival(0.25) == 0)
        #expect(law.mean == 0.25 && law.variance == 0 && law.skewness.isNaN)
    }

    @Test(.tags(.negativeControl))
    func `parameters outside the domain are errors that name them`() {
        #expect(throws: DistributionError.self) { try Uniform(low: 1, high: 1) }
        #expect(throws: DistributionError.self) { try Uniform(low: .nan, high: 1) }
        #expect(throws: DistributionError.self) { try Normal(mean: 0, standardDeviation: 0) }
        #expect(throws: DistributionError.self) { try Normal(mean: .infinity, standardDeviation: 1) }
        #expect(throws: DistributionError.self) { try TruncatedNormal(low: 2, high: -2) }
        #expect(throws: DistributionError.self) { try TruncatedNormal(low: 40, high: 41) }
        #expect(throws: DistributionError.self) { try PointMass(.nan) }
        #expect(throws: DistributionError.self) { try ChiSquare(degreesOfFreedom: 0) }
        #expect(throws: DistributionError.self) { try ChiSquare(degreesOfFreedom: 0x1p53.nextUp) }
        #expect(throws: DistributionError.self) { try ChiSquare(degreesOfFreedom: 1e34) }
        #expect(throws: DistributionError.self) { try ChiSquare(degreesOfFreedom: .infinity) }
        #expect(throws: DistributionError.self) { try Binomial(trials: 2.5, probability: 0.5) }
        let error = DistributionError.invalidParameters(law: "normal", found: "sd -1", expected: "sd above 0")
        #expect("\(error)" == "normal: found sd -1, expected sd above 0")
    }
}
