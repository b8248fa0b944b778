internal import CMath

/// Both tails of the binomial law: the number of successes in n independent trials of probability p.
///
/// A tail is summed outwards from its largest term in Loader's form; all terms are positive. A tail of more than half
/// is one minus the other. GSL's incomplete beta function is off by 4e-10 at n = 2^28, p = 1/64.
/// Complexity: O(sqrt(n p (1 - p))) terms.
public struct Binomial: Hashable, Sendable {
    /// Number of trials, at least 0 and at most 2^53.
    public let trials: Double

    /// Probability of success, in 0...1.
    public let probability: Double

    /// The law of the successes in `trials` trials.
    ///
    /// - Throws: `DistributionError` unless trials is a whole number in 0...2^53 and probability lies in 0...1.
    public init(trials: Double, probability: Double) throws(DistributionError) {
        guard trials >= 0, trials <= 0x1p53, trials == trials.rounded(), probability >= 0, probability <= 1 else {
            let expected = "a whole number of trials in 0...2^53 and a probability in 0...1"
            throw .outside("binomial", "\(trials) trials of probability \(probability)", expected)
        }
        self.trials = trials
        self.probability = probability
    }

    /// P(X >= k), for any k.
    public func survival(atLeast k: Double) -> TailProbability {
        guard !k.isNaN else { return TailProbability(value: .nan, logarithm: .nan) }
        let k = k.rounded(.up)
        if k <= 0 { return .one }
        if k > trials || probability == 0 { return .zero }
        if probability == 1 { return .one }
        if k <= trials * probability {
            return TailProbability(1 - Self.logTail(k - 1, trials: trials, p: probability, upwards: false).value)
        }
        return Self.logTail(k, trials: trials, p: probability, upwards: true)
    }

    /// P(X <= k), for any k.
    public func cdf(_ k: Double) -> TailProbability {
        guard !k.isNaN else { return TailProbability(value: .nan, logarithm: .nan) }
        let k = k.rounded(.down)
        if k < 0 { return .zero }
        if k >= trials || probability == 0 { return .one }
        if probability == 1 { return .zero }
        if k >= trials * probability {
            return TailProbability(1 - Self.logTail(k + 1, trials: trials, p: probability, upwards: true).value)
        }
        return Self.logTail(k, trials: trials, p: probability, upwards: false)
    }

    // MARK: - Implementation

    /// The sum of the probabilities from k outwards, where the terms decrease.
    private static func logTail(_ k: Double, trials n: Double, p: Double, upwards: Bool) -> TailProbability {
        let q = 1 - p
        var term = 1.0
        var sum = 1.0
        var j = k
        if upwards {
            while j < n, term > 1e-17 * sum {
                term *= (n - j) / (j + 1) * (p / q)
                sum += term
                j += 1
            }
        } else {
            while j > 0, term > 1e-17 * sum {
                term *= j / (n - j + 1) * (q / p)
                sum += term
                j -= 1
            }
        }
        return TailProbability(logarithm: Saddlepoint.logBinomial(k, trials: n, p: p, q: q) + log(sum))
    }
}
