internal import CMath

/// The values of arithmetic in a claim, as in Python and in the frameworks' documentation.
extension ClaimParser {
    /// The functions that a claim can call, by the last part of their names.
    static let functions = ["sqrt", "calculate_gain"]

    /// The numbers that a claim can name.
    static let constants = Dictionary(
        uniqueKeysWithValues: ["math", "np", "numpy", "jnp", "torch"].map { ("\($0).pi", Double.pi) }
    )

    /// The functions in words, for messages.
    static let functionSummary = "sqrt(...), calculate_gain('...')"

    /// `base ** exponent`; nil if Python's result is not a finite real number.
    ///
    /// Whole and half exponents, which are all that people write for initializers, use correctly rounded operations
    /// only, so the result has the same bits on every processor.
    static func power(_ base: Double, _ exponent: Double) -> Double? {
        let result: Double
        if abs(exponent) <= 64, let twice = Int(exactly: 2 * exponent) {
            let whole = repeatedProduct(base, abs(twice) / 2)
            let magnitude = twice.isMultiple(of: 2) ? whole : whole * base.squareRoot()
            result = exponent < 0 ? 1 / magnitude : magnitude
        } else {
            result = pow(base, exponent)
        }
        return result.isFinite ? result : nil
    }

    /// torch.nn.init.calculate_gain, as in the table of its documentation; nil for a nonlinearity that it does not
    /// have.
    ///
    /// Source: PyTorch 2.15 documentation, torch.nn.init.calculate_gain.
    static func gain(_ nonlinearity: String, slope: Double = 0.01) -> Double? {
        switch nonlinearity {
        case "linear", "sigmoid", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d",
            "conv_transpose3d":
            1
        case "tanh": 5.0 / 3
        case "relu": 2.0.squareRoot()
        case "leaky_relu": (2 / (1 + slope * slope)).squareRoot()
        case "selu": 0.75
        default: nil
        }
    }

    // MARK: - Implementation

    private static func repeatedProduct(_ base: Double, _ count: Int) -> Double {
        var (result, square, rest) = (1.0, base, count)
        while rest > 0 {
            if !rest.isMultiple(of: 2) { result *= square }
            square *= square
            rest /= 2
        }
        return result
    }
}
