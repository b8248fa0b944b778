internal import CMath

/// Are two tensors of one run correlated, place by place?
///
/// Layers drawn from one seed under different schemes share no value, but their standardised values z and w are
/// functions of the same random numbers. Under independence y = z w has mean 0 and
///
///     E exp(lambda z w) <= E exp(lambda^2 w^2 / 2) <= (1 - lambda^2)^(-1/2)
///
/// if both laws are strictly sub-Gaussian (`Distribution.tails`), with equality for two normal laws: Chernoff's bound
/// of `SerialTest`. Other pairs of bounded laws: Bernstein's bound. Anything else: the central limit theorem, as a
/// diagnostic.
///
/// Statistic: the correlation, which is the mean of z w. P-value: the bound times two, for the sign.
public enum TensorsTest {
    /// Compares the values of two samples, as many as both have.
    ///
    /// - Returns: nil for an empty sample, a law of variance 0, or values that are not finite.
    public static func result<First: SampleScalar, Second: SampleScalar>(
        _ first: [First],
        under firstLaw: some Distribution,
        _ second: [Second],
        under secondLaw: some Distribution,
        resolution: Resolution
    ) -> TestResult? {
        let count = min(first.count, second.count)
        guard count > 0, firstLaw.variance > 0, secondLaw.variance > 0,
            let z = StandardisedSample(first, rowLength: 0, law: firstLaw)?.z,
            let w = StandardisedSample(second, rowLength: 0, law: secondLaw)?.z
        else { return nil }
        var sum = CompensatedSum()
        for i in 0..<count { sum.add(Double(z[i]) * Double(w[i])) }
        let n = Double(count)
        let correlation = sum.value / n
        let drawn = resolution.beforeRounding
        let (a, b) = (drawn.meanSlack(firstLaw), drawn.meanSlack(secondLaw))
        let rounding = resolution.rounding
        var slack = a + b + a * b
        if rounding > 0 {
            let magnitudes = (0..<count).reduce(0) { $0 + Double(abs(z[$1])) + Double(abs(w[$1])) }
            slack += rounding * magnitudes / n + rounding * rounding
        }
        let distance = max(0, abs(correlation) - slack)
        // The larger of the two second moments that the resolution grants.
        let scaleSlack = max(resolution.scaleSlack(firstLaw), resolution.scaleSlack(secondLaw))
        let tail: TailProbability
        let method: String
        if firstLaw.tails.areSubGaussian, secondLaw.tails.areSubGaussian {
            tail = SerialTest.chernoffTail(distance / (1 + scaleSlack), count: n)
            method = "Chernoff's bound"
        } else if firstLaw.isBounded, secondLaw.isBounded {
            tail = MomentTests.bernsteinTail(
                distance: distance,
                count: n,
                variance: (1 + scaleSlack) * (1 + scaleSlack),
                magnitude: firstLaw.largestStandardisedMagnitude * secondLaw.largestStandardisedMagnitude
            )
            method = "Bernstein's bound"
        } else {
            tail = TailProbability(logarithm: GSL.logNormalSurvival(distance * n.squareRoot()))
            method = "central limit theorem"
        }
        return TestResult(
            .tensors,
            tier: method.hasPrefix("central") ? .diagnostic : .rigorous,
            statistic: correlation,
            pValue: tail.times(2),
            method: method
        )
    }
}
