internal import Claims
public import Conformance
internal import Stats

extension Cause {
    /// The cause in words, as reports and messages have it.
    public var words: String {
        switch self {
        case .otherValues(let count, let expected):
            Self.counted(count, "value is not", "values are not") + " \(expected)"
        case .otherPattern(let count):
            Self.counted(count, "value differs", "values differ") + " from the claimed pattern"
        case .otherZeros(let count, let line, let zeros):
            "\(count) \(line == .column ? "columns" : "rows") without exactly \(zeros) zeros, or impossible values"
        case .arrangedZeros: "the zeros do not lie at random places"
        case .offCentre: "values off the kernel's centre are not 0"
        case .notOrthonormal: "the columns are not orthonormal"
        case .otherGain(let gain, let claimed):
            "orthogonal, but the gain is \(Numerals.six(gain)), not \(Numerals.six(claimed))"
        case .unfairSigns: "the signs are not fair: QR whose signs were not fixed"
        case .notHaar: "orthonormal, but not Haar-distributed"
        case .stackedBlocks: "orthonormal, but not Haar-distributed: orthogonal blocks stacked on top of each other"
        case .noNumber: "no value is a number"
        case .noFiniteValue: "no value is finite"
        case .notFinite(let count, let others):
            Self.counted(count, "value is NaN or infinite", "values are NaN or infinite")
                + (others.map { "; \($0.words)" } ?? "")
        case .constant(let value): "every value is \(value)"
        case .upperHalf: "no value lies below the middle of the support: [0, limit) for [-limit, limit)"
        case .fewLevels(let share):
            "\(Self.significant(100 * share)) % of the type's values that ought to occur: drawn in 16 bits, not rounded "
                + "to them; draw in float32 and cast"
        case .clipped(let share):
            "\(Self.significant(100 * share)) % of the values lie exactly on the bounds: clipped, not truncated"
        case .shifted(let shift, let ratio):
            (ratio.map { "variance is \(Self.significant($0)) of the claim, and " } ?? "")
                + "the mean is off by \(Self.significant(shift)) standard deviations"
        case .ratio(let ratio, let mistakes):
            "variance is \(Self.significant(ratio)) of the claim"
                + (mistakes.isEmpty ? "" : ": " + mistakes.map(\.words).joined(separator: ", or "))
        case .rounding(let rounding): rounding.summary
        case .uniform: "a uniform law of the claimed variance"
        case .normal: "a normal law of the claimed variance, not truncated"
        case .impossible(let count): Self.counted(count, "value", "values") + " that cannot occur under the claim"
        case .unwritten(let count): "the last \(count) values are 0: never initialised"
        case .copy(let name): "equal to the bit to \(name), or its beginning"
        case .beginning(let name): "begins with all of \(name)"
        case .repeatedBlocks(let repeats, let blocks):
            "\(repeats) of \(blocks) blocks along the first axis repeat another: shards that share a seed"
        case .equalBlocks(let blocks): "\(blocks) equal blocks along the first axis: shards that share a seed"
        case .sharedStream(let name, let scale, let isTransposed):
            "from the same stream as \(name), scaled by \(Self.significant(scale))"
                + (isTransposed ? " and transposed" : "") + ": layers that share a seed"
        case .successiveCopies: "a tensor is equal to the bit to the one before it"
        }
    }

    // MARK: - Implementation

    private static func counted(_ n: UInt64, _ one: String, _ several: String) -> String {
        n == 1 ? "1 \(one)" : "\(n) \(several)"
    }

    /// Three significant digits.
    private static func significant(_ x: Double) -> String {
        // Beyond these powers of ten, where a scale would overflow, all digits are shown.
        guard x.isFinite, abs(x) >= 1e-290, abs(x) <= 1e290 else { return "\(x)" }
        var scale = 1.0
        while abs(x) * scale < 100 { scale *= 10 }
        // Of what is a million times the claim no more is said.
        while abs(x) * scale >= 1e6 { scale /= 10 }
        let value = (x * scale).rounded() / scale
        return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}

extension Cause.ScaleMistake {
    /// The mistake in words.
    var words: String {
        switch self {
        case .notRescaled: "a normal truncated at two standard deviations and not rescaled"
        case .contribFactor: "tf.contrib's factor of 1.3 for 1.2924"
        case .prettyTensor: "PrettyTensor's 3 for 2, truncated and not rescaled"
        case .sigmoid: "the sigmoid rule's factor of 4"
        case .torchDefault: "a = sqrt 5, the default of PyTorch's layers"
        case .fanOutForFanIn: "fan-out in the place of fan-in"
        case .fanInForAverage: "fan-in in the place of the average of both fans"
        case .fanOutForAverage: "fan-out in the place of the average of both fans"
        case .averageForFanIn: "the average of both fans in the place of fan-in"
        case .forgottenDepth: "1/sqrt(2 layers), the scale of residual projections, is missing"
        case .varianceForDeviation: "the variance was passed as the standard deviation"
        case .limitWithoutRoot: "the limit lacks its square root"
        case .gainTooMuch: "twice the variance: a gain of sqrt 2 too much"
        case .gainMissing: "half the variance: a gain of sqrt 2 is missing"
        }
    }
}
