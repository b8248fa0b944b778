internal import CMath

/// The null distributions, by the names that the command and the reference table use.
public enum NullDistribution: String, CaseIterable, Hashable, Sendable {
    /// Two-sided Kolmogorov-Smirnov distance D of `count` values.
    case kolmogorovSmirnov = "kolmogorov-smirnov"

    /// One-sided distance D+ of `count` values.
    case smirnov

    /// The limit of sqrt(n) D.
    case kolmogorovLimit = "kolmogorov-limit"

    /// Anderson-Darling's A^2 of `count` values; the limit law without a count.
    case andersonDarling = "anderson-darling"

    /// Cramér-von Mises' W^2 of `count` values; the limit law without a count.
    case cramerVonMises = "cramer-von-mises"

    /// Kuiper's V of `count` values; without a count the limit of sqrt(n) V.
    case kuiper

    /// Chi-square with `degreesOfFreedom`.
    case chiSquare = "chi-square"

    /// A standard normal statistic, two-sided: P(|Z| > |z|); its lower tail is P(Z <= z).
    case normal

    /// Successes in `count` trials of `probability`: P(X >= k); its lower tail is P(X <= k).
    case binomial

    /// The largest of `count` standard normal values.
    case normalMaximum = "normal-maximum"

    /// The parameters of a null distribution besides the statistic.
    public struct Parameters: Hashable, Sendable {
        /// Sample size or number of trials.
        public var count: Int?

        /// Degrees of freedom.
        public var degreesOfFreedom: Double?

        /// Probability of success.
        public var probability: Double?

        /// The parameters. Each test reads its own.
        public init(count: Int? = nil, degreesOfFreedom: Double? = nil, probability: Double? = nil) {
            self.count = count
            self.degreesOfFreedom = degreesOfFreedom
            self.probability = probability
        }
    }

    /// Which tail.
    public enum Tail: String, CaseIterable, Hashable, Sendable {
        /// The p-value: a statistic at least as large.
        case upper

        /// The distribution function: a statistic at most as large.
        case lower
    }

    /// The largest sample for which Anderson-Darling's and Cramér-von Mises' laws are finite-sample laws.
    package static let largestExactCount = AndersonDarlingDistribution.exactCount

    /// A tail's probability and how many of its digits are correct.
    public struct Answer: Hashable, Sendable {
        /// The probability.
        public let probability: TailProbability

        /// A bound on its relative error if it is an approximation or comes from a quadrature with an estimated error;
        /// 0 if it is as accurate as the documentation of the law says, at least 9 digits.
        public let relativeError: Double

        package init(probability: TailProbability, relativeError: Double) {
            self.probability = probability
            self.relativeError = relativeError
        }

        /// The number of correct significant digits; 17, which is all, if no error is known.
        public var digits: Int {
            relativeError == 0 ? 17 : Self.digits(2 * relativeError)
        }

        /// The number of correct significant digits of the logarithm.
        public var logarithmDigits: Int {
            guard relativeError != 0, probability.logarithm < 0 else { return 17 }
            return Self.digits(2 * relativeError / -probability.logarithm)
        }

        /// The number of correct digits at a relative error; 1 if nothing is known about the error.
        private static func digits(_ error: Double) -> Int {
            error.isNaN ? 1 : Int(min(17, max(1, (-log10(error)).rounded(.down))))
        }
    }

    /// The probability of the tail at `statistic`.
    ///
    /// - Throws: `DistributionError` if a parameter that the distribution needs is missing or outside its domain.
    public func probability(
        of tail: Tail,
        at statistic: Double,
        _ parameters: Parameters
    ) throws(DistributionError) -> TailProbability {
        try answer(to: tail, at: statistic, parameters).probability
    }

    /// The probability of the tail at `statistic` and how many of its digits are correct.
    ///
    /// - Throws: `DistributionError` if a parameter that the distribution needs is missing or outside its domain.
    public func answer(
        to tail: Tail,
        at statistic: Double,
        _ parameters: Parameters
    ) throws(DistributionError) -> Answer {
        switch self {
        case .andersonDarling:
            return Self.answer(tail, AndersonDarlingDistribution(count: try optionalCount(parameters)).tails(statistic))
        case .cramerVonMises:
            return Self.answer(tail, CramerVonMisesDistribution(count: try optionalCount(parameters)).tails(statistic))
        default:
            return Answer(probability: try exactProbability(of: tail, at: statistic, parameters), relativeError: 0)
        }
    }

    /// The values that a statistic can have.
    ///
    /// - Parameter count: the sample size or the number of trials; nil for a limit law.
    public func range(count: Int?) -> ClosedRange<Double> {
        switch self {
        case .kolmogorovSmirnov, .smirnov: 0...1
        case .kuiper: count == nil ? 0...(.infinity) : 0...1
        case .kolmogorovLimit, .andersonDarling, .cramerVonMises, .chiSquare: 0...(.infinity)
        case .normal, .normalMaximum: -.infinity...(.infinity)
        case .binomial: 0...Double(max(0, count ?? 0))
        }
    }

    // MARK: - Implementation

    private static func answer(_ tail: Tail, _ tails: LawTails) -> Answer {
        switch tail {
        case .upper:
            return Answer(probability: tails.pValue, relativeError: tails.upperError)
        case .lower:
            return Answer(probability: TailProbability(tails.cdf), relativeError: tails.lowerError)
        }
    }

    private func exactProbability(
        of tail: Tail,
        at statistic: Double,
        _ parameters: Parameters
    ) throws(DistributionError) -> TailProbability {
        switch self {
        case .kolmogorovSmirnov:
            return Self.answer(tail, KolmogorovDistribution(count: try count(parameters)).tails(statistic)).probability
        case .smirnov:
            return Self.answer(tail, SmirnovDistribution(count: try count(parameters)).tails(statistic)).probability
        case .kolmogorovLimit:
            return Self.answer(tail, KolmogorovLimit().tails(statistic)).probability
        case .andersonDarling, .cramerVonMises:
            return try answer(to: tail, at: statistic, parameters).probability
        case .kuiper:
            let law = KuiperDistribution(count: try optionalCount(parameters))
            let survival = TailProbability(value: law.survival(statistic), logarithm: law.logSurvival(statistic))
            return tail == .upper ? survival : TailProbability(law.cdf(statistic))
        case .chiSquare:
            guard let degrees = parameters.degreesOfFreedom else { throw missing("degrees of freedom") }
            let law = try ChiSquare(degreesOfFreedom: degrees)
            return tail == .upper ? law.survival(statistic) : law.cdf(statistic)
        case .normal:
            let law = try Normal()
            if tail == .lower { return TailProbability(logarithm: law.logSurvival(-statistic)) }
            return Self.twice(law, abs(statistic))
        case .binomial:
            guard let probability = parameters.probability else { throw missing("a probability of success") }
            let law = try Binomial(trials: Double(try count(parameters)), probability: probability)
            return tail == .upper ? law.survival(atLeast: statistic) : law.cdf(statistic)
        case .normalMaximum:
            let law = try Normal()
            let n = Double(try count(parameters))
            if tail == .upper {
                return TailProbability(
                    logarithm: SampleMaximum.logSurvival(count: n, logSurvival: law.logSurvival(statistic))
                )
            }
            let (survival, cdf) = (law.survival(statistic), law.cdf(statistic))
            return TailProbability(logarithm: SampleMaximum.logCDF(count: n, survival: survival, cdf: cdf))
        }
    }

    private static func twice(_ law: Normal, _ z: Double) -> TailProbability {
        let value = 2 * law.survival(z)
        let logarithm = law.logSurvival(z) + 0.693_147_180_559_945_3
        return TailProbability(value: value, logarithm: logarithm)
    }

    private func count(_ parameters: Parameters) throws(DistributionError) -> Int {
        guard let count = try optionalCount(parameters) else { throw missing("a count") }
        return count
    }

    private func optionalCount(_ parameters: Parameters) throws(DistributionError) -> Int? {
        guard let count = parameters.count else { return nil }
        guard count >= 1, count <= 1 << 53 else {
            throw .outside(rawValue, "count \(count)", "a count in 1...2^53")
        }
        return count
    }

    private func missing(_ what: String) -> DistributionError {
        .outside(rawValue, "none", what)
    }
}
