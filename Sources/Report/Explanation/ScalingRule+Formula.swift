internal import Claims

extension ScalingRule {
    /// The formula with numbers filled in, such as "limit = sqrt(6 / (784 + 256)) = 0.0759555".
    func formula(_ fans: ClaimedFans) -> String {
        let n = n(fans)
        let scale = ownScale
        switch family {
        case .uniform:
            // The limit is sqrt(3 variance); a gain stands before Glorot's root, as the papers write it.
            // Three times a scale may overflow a Double; its root does not.
            let limit = Numerals.six(3.0.squareRoot() * scale.squareRoot() / n.value.squareRoot())
            guard mode == .average else {
                let numerator = (3 * scale).isFinite ? Numerals.six(3 * scale) : "3 * \(Numerals.six(scale))"
                return "limit = sqrt(\(numerator) / \(n.text)) = \(limit)"
            }
            let gain = Numerals.six(scale.squareRoot())
            return "limit = \(gain == "1" ? "" : "\(gain) * ")sqrt(6 / \(n.text)) = \(limit)"
        case .normal:
            return "variance = \(variance(scale, n))"
        case .truncatedNormal(nil):
            return
                "variance = \(variance(scale, n)), of the parent over \(Numerals.six(ClaimedLaw.truncatedVarianceFactor))"
        case .truncatedNormal(.some):
            return "variance of the parent = \(variance(scale / ClaimedLaw.truncatedVarianceFactor, n))"
        }
    }

    // MARK: - Implementation

    private func variance(_ scale: Double, _ n: (text: String, value: Double)) -> String {
        let numerator =
            mode != .average
            ? Numerals.six(scale)
            : (2 * scale).isFinite ? Numerals.six(2 * scale) : "2 * \(Numerals.six(scale))"
        return "\(numerator) / \(n.text) = \(Numerals.six(scale / n.value))"
    }

    /// The divisor of the scale; the mean of both fans is shown as their sum, since its 2 moves to the numerator.
    private func n(_ fans: ClaimedFans) -> (text: String, value: Double) {
        let (fanIn, fanOut) = (Numerals.whole(fans.fanIn), Numerals.whole(fans.fanOut))
        return switch mode {
        case .fanIn: (fanIn, fans.fanIn)
        case .fanOut: (fanOut, fans.fanOut)
        case .average: ("(\(fanIn) + \(fanOut))", (fans.fanIn + fans.fanOut) / 2)
        case .geometricAverage: ("sqrt(\(fanIn) * \(fanOut))", (fans.fanIn * fans.fanOut).squareRoot())
        }
    }
}
