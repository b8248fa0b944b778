internal import CStats

internal import CMath

/// Do successive values satisfy an integer relation, like those of a linear congruential generator?
///
/// For independent uniform u = (u_1, u_2, u_3) and any integer vector h other than 0, h.u mod 1 is exactly uniform. So
/// over m disjoint triples
///
///     S(h) = sum exp(2 pi i h.u)
///
/// is a sum of m independent uniform directions. Taking the component along a random direction, E I0(t |S|) = I0(t)^m
/// for every t > 0, and I0(t) <= exp(t^2 / 4), term by term. At t = 2 s / m Markov's inequality gives
///
///     P(|S| >= s) <= exp(s^2 / m) / I0(2 s^2 / m),
///
/// which is close to sqrt(4 pi s^2 / m) exp(-s^2 / m). The test covers all h with components of magnitude 9 or less,
/// one of h and -h: 3,429 of them (Bonferroni). It takes at most 2^13 leading values. Each u = cdf(x) may be off by
/// epsilon, which changes |S| by at most 2 pi |h| m epsilon, where |h| is the sum of the magnitudes. That much is
/// subtracted, plus what single precision loses.
///
/// RANDU's triples satisfy 9 u_1 - 6 u_2 + u_3 = 0 mod 1: 300 values show it. Statistic: |S| / m of the h with the
/// smallest p-value.
/// Source: Knuth, The Art of Computer Programming 2 (1997), section 3.3.4 (the spectral test).
package enum RelationTest {
    /// The largest number of leading values taken.
    static let limit = 1 << 13

    /// The largest magnitude of a component of h.
    package static let largest = 9

    /// Number of vectors h.
    private static let vectors = 3429.0

    /// How much of |S| a triple loses to single precision. 64 products of three factors, each with a rounding error of
    /// at most 2^-24, are added up in single precision, and eight such sums make an S.
    private static let rounding = 0x1p-14

    /// Nil for fewer than 32 triples, which cannot show anything.
    static func result<Scalar: SampleScalar>(
        _ values: [Scalar],
        law: some Distribution,
        resolution: Resolution
    ) -> TestResult? {
        let count = min(values.count, limit) / 3
        guard count >= 32 else { return nil }
        let places = (0..<3 * count).map { law.cdf(values[$0].asDouble) }
        let m = Double(count)
        var (least, statistic, relation) = (-Double.infinity, 0.0, (0, 0, 0))
        forEachSum(places) { h, sum in
            let weight = Double(abs(h.0) + abs(h.1) + abs(h.2))
            let magnitude = (sum.real * sum.real + sum.imaginary * sum.imaginary).squareRoot()
            let granted = magnitude - m * (2 * Double.pi * weight * resolution.epsilon + rounding)
            guard granted > least else { return }
            (least, statistic, relation) = (granted, magnitude / m, h)
        }
        return TestResult(
            .relations,
            tier: .rigorous,
            statistic: statistic,
            pValue: tail(least, count: m).times(vectors),
            method: "Markov's inequality for I0(t |S|), Bonferroni over 3,429 relations; least likely "
                + "[\(relation.0), \(relation.1), \(relation.2)]"
        )
    }

    /// The bound on P(|S| >= s) for m independent uniform directions.
    package static func tail(_ s: Double, count m: Double) -> TailProbability {
        guard s > 0 else { return .one }
        let square = s * s / m
        return TailProbability(logarithm: square - GSL.logBesselI0(2 * square))
    }

    /// Calls `body` with each h and S(h). The first nonzero component of h is positive.
    ///
    /// - Parameters:
    ///   - places: the u, three for each triple.
    ///   - kernels: the kernels that sum the products.
    package static func forEachSum(
        _ places: [Double],
        kernels: KernelSet = .fastest,
        _ body: (_ h: (Int, Int, Int), _ sum: (real: Double, imaginary: Double)) -> Void
    ) {
        let functions = 2 * largest + 1
        products(places, kernels).withUnsafeBufferPointer { sums in
            /// Functions 0...9 are cos(2 pi k u), 10...18 sin(2 pi k u) for k = 1...9.
            func sum(_ i: Int, _ j: Int, _ k: Int) -> Double { sums[(k * functions + i) * functions + j] }
            /// The places of cosine and sine of a multiple, and the sine's sign. If the sine is 0, so is the sign, and
            /// its place is arbitrary.
            func place(_ k: Int) -> (cosine: Int, sine: Int, sign: Double) {
                (abs(k), largest + max(1, abs(k)), Double(k.signum()))
            }
            for h0 in 0...largest {
                let a = place(h0)
                for h1 in -largest...largest where h0 > 0 || h1 >= 0 {
                    let b = place(h1)
                    for h2 in -largest...largest where h0 > 0 || h1 > 0 || h2 > 0 {
                        let c = place(h2)
                        // exp(i (A + B + C)) as products of cosines and sines.
                        let real =
                            sum(a.cosine, b.cosine, c.cosine) - b.sign * c.sign * sum(a.cosine, b.sine, c.sine)
                            - a.sign * c.sign * sum(a.sine, b.cosine, c.sine)
                            - a.sign * b.sign * sum(a.sine, b.sine, c.cosine)
                        let imaginary =
                            a.sign * sum(a.sine, b.cosine, c.cosine) + b.sign * sum(a.cosine, b.sine, c.cosine)
                            + c.sign * sum(a.cosine, b.cosine, c.sine)
                            - a.sign * b.sign * c.sign * sum(a.sine, b.sine, c.sine)
                        body((h0, h1, h2), (real, imaginary))
                    }
                }
            }
        }
    }

    // MARK: - Implementation

    /// The sums over all triples of the products of three functions, one of each place.
    private static func products(_ places: [Double], _ kernels: KernelSet) -> [Double] {
        let functions = 2 * largest + 1
        let count = places.count / 3
        var sums = [Double](repeating: 0, count: functions * functions * functions)
        let factors = (0..<3).map { component in
            var factors = [Float](repeating: 0, count: functions * count)
            factors.withUnsafeMutableBufferPointer { factors in
                for triple in 0..<count {
                    let start = functions * triple
                    let angle = 2 * Double.pi * places[3 * triple + component]
                    let (cosine, sine) = (cos(angle), sin(angle))
                    var (real, imaginary) = (1.0, 0.0)
                    factors[start] = 1
                    // Powers of exp(i angle).
                    for k in 1...largest {
                        (real, imaginary) = (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
                        factors[start + k] = Float(real)
                        factors[start + largest + k] = Float(imaginary)
                    }
                }
            }
            return factors
        }
        kernels.functions.add_triple_products(factors[0], factors[1], factors[2], count, &sums)
        return sums
    }
}
