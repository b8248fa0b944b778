import TestSupport
import Testing

import Stats

/// Tails where GSL's own functions lose digits or underflow. Every expected value is from 40-digit arithmetic (mpmath).
@Suite struct TailTests {
    @Test(arguments: [
        (x: 1_006_000.0, k: 1e6, q: 1.1445084182949127e-5), (4.2e6, 4_194_304.0, 0.024650383187336643),
        (2.69e8, 268_435_456.0, 3.060701592199881e-131), (1000.0, 1.0, 1.795832784800726e-219),
        (1500.0, 99.0, 6.466984367228428e-249),
    ])
    func `chi-square's upper tail matches 40-digit arithmetic at large degrees of freedom`(
        row: (x: Double, k: Double, q: Double)
    ) throws {
        let tail = try ChiSquare(degreesOfFreedom: row.k).survival(row.x)
        #expect(abs(tail.value / row.q - 1) < 2e-11)
    }

    /// gammainc(k/2, x/2, inf, regularized=True) by mpmath 1.3 at 60 digits; from 1e-300 down GSL returns no number.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (x: 1.0, k: 1e-99, q: 2.7988679738808041e-100), (1, 1e-101, 2.7988679738808041e-102),
            (1, 1e-300, 2.7988679738808041e-301), (30, 1e-200, 9.5931394607393349e-209),
        ]
    )
    func `chi-square's upper tail matches 60-digit arithmetic next to no degrees of freedom`(
        row: (x: Double, k: Double, q: Double)
    ) throws {
        let law = try ChiSquare(degreesOfFreedom: row.k)
        #expect(abs(law.survival(row.x).value / row.q - 1) < 1e-12)
        #expect(law.cdf(row.x) == .one)
    }

    /// 1,000 degrees of freedom and more, mostly near the mean, where GSL's functions lose digits.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (x: 1053.0, k: 1100, p: 0.15807130193818668, q: 0.84192869806181332),
            (1147.0, 1100, 0.84189614271069242, 0.15810385728930758),
            (725.0, 1100, 3.498002744566926e-20, 1),
            (1475.0, 1100, 0.99999999999978683, 2.1317005722692457e-13),
            (1937.0, 2000, 0.15957549971095056, 0.84042450028904944),
            (1968.0, 2000, 0.30919512677613195, 0.69080487322386805),
            (2126.0, 2000, 0.97513959780359944, 0.024860402196400564),
            (8866.0, 9000, 0.15894526847254196, 0.84105473152745804),
            (8966.0, 9000, 0.40176925911410438, 0.59823074088589562),
            (59654.0, 60000, 0.158941682488331, 0.841058317511669),
            (59913.0, 60000, 0.40154730194026092, 0.59845269805973908),
            (99553.0, 100000, 0.15877038655037377, 0.84122961344962623),
        ] as [(x: Double, k: Double, p: Double, q: Double)]
    )
    func `both tails of chi-square match 60-digit arithmetic beyond GSL's reach`(
        row: (x: Double, k: Double, p: Double, q: Double)
    ) throws {
        let law = try ChiSquare(degreesOfFreedom: row.k)
        #expect(abs(law.cdf(row.x).value / row.p - 1) < 1e-12)
        #expect(abs(law.survival(row.x).value / row.q - 1) < 1e-12)
    }

    @Test func `chi-square's lower tail matches 40-digit arithmetic`() throws {
        #expect(abs(try ChiSquare(degreesOfFreedom: 1e6).cdf(994_000).value / 1.065592645331105e-5 - 1) < 1e-11)
        let far = try ChiSquare(degreesOfFreedom: 4_194_304).cdf(4.1e6).value
        #expect(abs(far / 2.3316103337147046e-236 - 1) < 1e-10)
    }

    @Test func `tails far below the smallest Double keep their logarithm`() throws {
        // log Q(1/2, 50000) and log P(500, 0.5), from mpmath.
        let upper = try ChiSquare(degreesOfFreedom: 1).survival(1e5)
        #expect(upper.value == 0)
        #expect(abs(upper.logarithm + 50005.982264084879854) < 1e-9)
        let normal = try Normal().logSurvival(100)
        #expect(abs(normal + 5005.5242086942051) < 1e-9)
    }

    /// By hand: -z^2/2 - log z - log(2 pi)/2, where only the first term counts from 1e8 on.
    @Test func `the normal tail keeps its logarithm as far as there are numbers`() throws {
        let law = try Normal()
        for (z, logarithm) in [(0.9e8, -4.05e15), (1.1e8, -6.05e15), (1e62, -0.5e124), (1e150, -0.5e300)] {
            #expect(abs(law.logSurvival(z) / logarithm - 1) < 1e-14, "\(z)")
        }
        #expect(law.logSurvival(1e200) == -.infinity && law.logSurvival(.infinity) == -.infinity)
        #expect(law.logSurvival(-.infinity) == 0 && law.logSurvival(-1e200) == 0 && law.logSurvival(.nan).isNaN)
        let infinite = Double.infinity
        for law in [NullDistribution.normal, .normalMaximum] {
            let parameters = NullDistribution.Parameters(count: 5)
            #expect(try law.probability(of: .upper, at: infinite, parameters) == .zero)
            #expect(try law.probability(of: .lower, at: infinite, parameters) == .one)
        }
    }

    @Test(arguments: [
        (n: 4_194_304.0, p: 0.015625, k: 68_536.0, tail: 4.8554096493439368e-32),
        (268_435_456.0, 0.015625, 4_203_304.0, 4.7655357748881233e-6),
        (1e10, 1e-7, 1200.0, 4.6841943126653913e-10), (1e9, 1e-3, 1_001_000.0, 0.15865521361459951),
        (1000.0, 0.01, 30.0, 2.059988850971958e-7), (1_000_000.0, 0.001, 1150.0, 1.880648918342325e-6),
        (65_536.0, 0.015625, 1100.0, 0.009257774121849438),
    ])
    func `the binomial upper tail matches 40-digit arithmetic`(
        row: (n: Double, p: Double, k: Double, tail: Double)
    ) throws {
        let law = try Binomial(trials: row.n, probability: row.p)
        // The Double 1e-7 is off by a relative 1e-17, which 1200 successes magnify.
        #expect(abs(law.survival(atLeast: row.k).value / row.tail - 1) < 2e-11)
        #expect(abs(law.cdf(row.k - 1).value + law.survival(atLeast: row.k).value - 1) < 1e-12)
    }

    @Test func `a small binomial equals its exact fractions`() throws {
        let law = try Binomial(trials: 4, probability: 0.5)
        let expected = [1.0, 15.0 / 16, 11.0 / 16, 5.0 / 16, 1.0 / 16, 0]
        for (k, tail) in expected.enumerated() {
            #expect(abs(law.survival(atLeast: Double(k)).value - tail) < 1e-15)
        }
        #expect(try Binomial(trials: 5, probability: 0).survival(atLeast: 1) == .zero)
        #expect(try Binomial(trials: 5, probability: 1).cdf(4) == .zero)
    }
}
