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
        // What is subtracted, by |h|.
        let slack = (0...3 * largest).map { m * (2 * Double.pi * Double($0) * resolution.epsilon + rounding) }
        var (least, statistic, relation) = (-Double.infinity, 0.0, (0, 0, 0))
        forEachSum(places) { h, sum in
            let magnitude = (sum.real * sum.real + sum.imaginary * sum.imaginary).squareRoot()
            let granted = magnitude - slack[abs(h.0) + abs(h.1) + abs(h.2)]
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
        let multiples = (-largest...largest).map { Multiple($0) }
        products(places, kernels).withUnsafeBufferPointer { sums in
            for a in multiples where a.k >= 0 {
                for b in multiples where a.k > 0 || b.k >= 0 {
                    // The places of the products of two functions, such as the cosine of A and the sine of B.
                    let (cc, cs) = (a.cosine * functions + b.cosine, a.cosine * functions + b.sine)
                    let (sc, ss) = (a.sine * functions + b.cosine, a.sine * functions + b.sine)
                    for c in multiples where a.k > 0 || b.k > 0 || c.k > 0 {
                        let (cosine, sine) = (c.cosine * functions * functions, c.sine * functions * functions)
                        // exp(i (A + B + C)) as products of cosines and sines.
                        let real =
                            sums[cosine + cc] - b.sign * c.sign * sums[sine + cs] - a.sign * c.sign * sums[sine + sc]
                            - a.sign * b.sign * sums[cosine + ss]
                        let imaginary =
                            a.sign * sums[cosine + sc] + b.sign * sums[cosine + cs] + c.sign * sums[sine + cc]
                            - a.sign * b.sign * c.sign * sums[sine + ss]
                        body((a.k, b.k, c.k), (real, imaginary))
                    }
                }
            }
        }
    }

    // MARK: - Implementation

    /// A component k of h. Functions 0...9 are cos(2 pi k u), 10...18 sin(2 pi k u) for k = 1...9.
    private struct Multiple {
        let k: Int

        /// The function that is the cosine.
        let cosine: Int

        /// The function that is the sine, up to its sign. For k = 0 any will do, since the sign is 0.
        let sine: Int
        let sign: Double

        init(_ k: Int) {
            self.k = k
            cosine = abs(k)
            sine = largest + max(1, abs(k))
            sign = Double(k.signum())
        }
    }

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
