internal import NumberTypes
internal import WeightFiles

/// The results of one pass over a tensor: enough to rule out most laws and to estimate the parameters of the others.
struct TensorProfile {
    /// Number of values of any kind.
    private(set) var count = 0

    /// Number of NaN and infinite values.
    private(set) var notFinite = 0

    /// Number of zeros of either sign.
    private(set) var zeros = 0

    /// The extremes of the finite values.
    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity

    /// Sums of (x - origin)^k. The origin is the first finite value, so that a common offset does not cancel digits.
    private var origin: Double?
    private var sums = (first: 0.0, second: 0.0, third: 0.0, fourth: 0.0)

    /// An empty profile.
    init() {}

    /// The profile of a tensor, read once.
    init(_ reader: TensorReader) throws(WeightFileError) {
        try reader.forEachChunk { values, _ in add(values) }
    }

    /// Adds values.
    mutating func add(_ values: some Sequence<Double>) {
        // Each chunk is summed separately, so the error grows with the chunk, not with the tensor.
        var chunk = (first: 0.0, second: 0.0, third: 0.0, fourth: 0.0)
        for x in values {
            count += 1
            guard x.isFinite else {
                notFinite += 1
                continue
            }
            if x == 0 { zeros += 1 }
            minimum = min(minimum, x)
            maximum = max(maximum, x)
            let base = origin ?? x
            origin = base
            let deviation = x - base
            let square = deviation * deviation
            chunk.first += deviation
            chunk.second += square
            chunk.third += square * deviation
            chunk.fourth += square * square
        }
        sums.first += chunk.first
        sums.second += chunk.second
        sums.third += chunk.third
        sums.fourth += chunk.fourth
    }

    /// Number of finite values.
    var finite: Int { count - notFinite }

    /// Their mean.
    var mean: Double { (origin ?? .nan) + sums.first / Double(finite) }

    /// The sum of squares about a value.
    func squares(about centre: Double) -> Double {
        guard let origin else { return 0 }
        let shift = origin - centre
        return max(0, sums.second + 2 * shift * sums.first + shift * shift * Double(finite))
    }

    /// The standard deviation, with n - 1.
    var standardDeviation: Double { (squares(about: mean) / Double(max(1, finite - 1))).squareRoot() }

    /// The mean of ((x - mean) / sd)^4, less 3; NaN for a constant.
    var excessKurtosis: Double {
        let n = Double(finite)
        let m = sums.first / n
        let second = sums.second / n - m * m
        let fourth = sums.fourth / n - 4 * m * sums.third / n + 6 * m * m * sums.second / n - 3 * m * m * m * m
        return fourth / (second * second) - 3
    }
}
