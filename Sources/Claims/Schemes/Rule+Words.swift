extension Rule {
    /// The closed form in words and symbols; empty for a closure, whose scheme has its own words.
    var words: String {
        switch self {
        case .constant(let value):
            "every entry equals \(value.words)"
        case .uniform(let low, let high):
            "uniform on [\(low.words), \(high.words)]"
        case .normal(let mean, let deviation):
            "normal(\(mean.words), \(deviation.words))"
        case .truncatedNormal(let mean, .number(let deviation), .number(-2), .number(2)):
            "normal(\(mean.words), \(ClaimValue.number(deviation))) truncated at "
                + "±\(ClaimValue.number(2 * deviation)), not rescaled"
        case .truncatedNormal(let mean, let deviation, .number(-2), .number(2)):
            "normal(\(mean.words), \(deviation.words)) truncated at ±2 \(deviation.words), not rescaled"
        case .truncatedNormal(let mean, let deviation, let low, let high):
            "normal(\(mean.words), \(deviation.words)) truncated at \(low.words) and \(high.words)"
                + (deviation.words == "1" ? "" : " times \(deviation.words)") + ", not rescaled"
        case .scaling(_, let scaling):
            scaling.words
        case .structure, .formula:
            ""
        }
    }
}

extension Rule.Term {
    fileprivate var words: String {
        switch self {
        case .number(let value): ClaimValue.number(value).description
        case .argument(let name): name
        case .formula: ""
        }
    }
}

extension Scaling {
    /// Such as "uniform on ±√(6/(fan_in+fan_out))". If an argument determines something, only its place is named.
    fileprivate var words: String {
        guard case .fixed(let family) = family else { return "" }
        switch family {
        case .uniform: return "uniform on ±" + limit
        case .normal: return "normal of variance " + variance
        case .truncatedNormal where isParentsVariance:
            return "normal of variance 1/\(n) truncated at ±2 sd, not rescaled"
        case .truncatedNormal: return "normal truncated at ±2 parent sd, rescaled to variance " + variance
        }
    }

    /// Whether the variance is 1/n before the cut.
    private var isParentsVariance: Bool {
        if case .number(ClaimedLaw.truncatedVarianceFactor) = scale { true } else { false }
    }

    private var limit: String {
        switch (gain, scale) {
        // The uniform law of variance 1/(3 n), which PyTorch's and MLX' layers have.
        case (.number, .number(1.0 / 3)): "1/√\(n)"
        // A whole factor precedes the root, as in the tutorials.
        case (.number, .number(16)): "4·√(\(numerator(of: 3))/\(n))"
        case (.argument(let gain), .number(let scale)): "\(gain)·√(\(numerator(of: 3 * scale))/\(n))"
        case (_, .number(let scale)): "√(\(numerator(of: 3 * scale))/\(n))"
        case (_, .argument(let name)): "√(3·\(name)/\(n))"
        case (_, .formula): "gain·√(3/\(n))"
        }
    }

    private var variance: String {
        switch (gain, scale) {
        case (.argument(let gain), .number(let scale)):
            numerator(of: scale) == "1" ? "\(gain)²/\(n)" : "\(gain)²·\(numerator(of: scale))/\(n)"
        case (_, .number(let scale)): "\(numerator(of: scale))/\(n)"
        case (_, .argument(let name)): "\(name)/\(n)"
        case (_, .formula): "gain²/\(n)"
        }
    }

    private var isAverage: Bool {
        if case .fixed(.average) = mode { true } else { false }
    }

    /// A number over n. The mean of both fans is their sum over 2.
    private func numerator(of number: Double) -> String {
        ClaimValue.number(isAverage ? 2 * number : number).description
    }

    private var n: String {
        switch mode {
        case .fixed(.fanIn): "fan_in"
        case .fixed(.fanOut): "fan_out"
        case .fixed(.average): "(fan_in+fan_out)"
        case .fixed(.geometricAverage): "√(fan_in·fan_out)"
        case .argument, .flag: "n"
        }
    }
}
