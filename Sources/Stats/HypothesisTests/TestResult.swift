/// The tests of the battery, by the names that reports use.
public enum TestKind: String, CaseIterable, Hashable, Codable, Sendable {
    /// NaN, infinities and values outside the support; or values other than the constant, for a point mass.
    case support

    /// Two-sided Kolmogorov-Smirnov.
    case kolmogorovSmirnov = "kolmogorov_smirnov"

    /// The second moment about the claimed mean.
    case scale

    /// The mean.
    case mean

    /// Exact binomial tails of the counts in cells.
    case cells

    /// The largest and the smallest value, either too large or too small.
    case extremes

    /// The number of values beyond bounds that the claim makes rare.
    case tails

    /// A Kolmogorov-Smirnov distance too small for independent draws.
    case tooGoodFit = "too_good_fit"

    /// The signs of the pivots of orthogonal matrices.
    case signs

    /// The signs of the determinants of square orthogonal matrices.
    case determinant

    /// Products of values at a fixed lag.
    case serial

    /// Products of the values of two tensors of one run.
    case tensors

    /// Tensors, or blocks of a tensor, that are the same bit for bit.
    case copies

    /// Zeros at the end of a tensor.
    case trailingZeros = "trailing_zeros"

    /// The means and the scales of the rows.
    case rows

    /// The means and the scales of the columns.
    case columns

    /// Exact binomial tails of the counts of non-overlapping triples in the cells of a cube.
    case triples

    /// Rows and blocks that occur twice, bit for bit.
    case repeats

    /// Exact binomial tails of the counts of zeros at each place of a sparse matrix's lines.
    case positions

    /// Too few distinct values.
    case levels

    /// Contrasts along rows and columns: halves, trends and waves of the mean and of the scale.
    case contrasts

    /// Integer relations between successive values.
    case relations

    /// The fourth moment.
    case kurtosis

    /// Tensors made from one stream, at any scales.
    case streams

    /// The directions of an orthogonal matrix's columns, each among those left by the columns before it.
    case directions

    /// The first rows of an orthogonal frame with more rows than columns.
    case frames

    /// The projections of an orthogonal matrix's columns and rows onto the vector of ones.
    case projections

    /// Pearson's chi-square.
    case chiSquare = "chi_square"

    /// Anderson-Darling's A^2, which gives the tails more weight than Kolmogorov-Smirnov does.
    case andersonDarling = "anderson_darling"
}

/// How far a test's p-value can be trusted.
public enum Tier: String, Hashable, Codable, Sendable {
    /// The false-alarm probability is exact, or bounded by a theorem, at every sample size.
    case rigorous

    /// The null distribution is asymptotic. The result is reported but decides nothing.
    case diagnostic
}

/// The result of one test. It does not say "reject": the level belongs to the decision.
public struct TestResult: Hashable, Codable, Sendable {
    /// Which test.
    public let test: TestKind

    /// How far its p-value can be trusted.
    public let tier: Tier

    /// Degrees of freedom, if the null distribution has them.
    public var degreesOfFreedom: Int? { degrees < 0 ? nil : Int(degrees) }

    /// -1 for none. A checkpoint may have a million results, and next to the other small fields this takes no room.
    private let degrees: Int32

    /// The test statistic. Each test's documentation says what it measures.
    public let statistic: Double

    /// Probability of a statistic at least as extreme under the claim, or an upper bound on it.
    public private(set) var pValue: TailProbability

    /// The lower bound on the p-value, if only bounds are known; `pValue` is then the upper bound. Otherwise nil.
    public private(set) var leastPValue: TailProbability?

    /// How the p-value was computed.
    public let method: String

    /// A result.
    public init(
        _ test: TestKind,
        tier: Tier,
        statistic: Double,
        pValue: TailProbability,
        leastPValue: TailProbability? = nil,
        degreesOfFreedom: Int? = nil,
        method: String
    ) {
        self.test = test
        self.tier = tier
        self.statistic = statistic
        (self.pValue, self.leastPValue) = (pValue, leastPValue)
        degrees = degreesOfFreedom.map { Int32(clamping: $0) } ?? -1
        self.method = method
    }
}

extension TestResult {
    /// The same result, with the lower bound of a p-value that is known only by bounds.
    var atLeast: TestResult {
        guard let leastPValue else { return self }
        var result = self
        (result.pValue, result.leastPValue) = (leastPValue, nil)
        return result
    }
}

extension [TestResult] {
    private static let order = TestKind.allCases

    /// The same results in the order that reports use.
    var inOrder: [TestResult] {
        var result: [TestResult] = []
        result.reserveCapacity(count)
        for test in Self.order { for found in self where found.test == test { result.append(found) } }
        return result
    }
}
