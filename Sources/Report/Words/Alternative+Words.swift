internal import Claims
internal import Conformance
internal import Stats

extension Alternative {
    /// Why the law was likely drawn, and what to write instead.
    func reason(in finding: Finding) -> String { words(of: change, in: finding) + furtherWords(in: finding) }

    /// A change in words, with the factor that it makes if its name does not tell.
    func words(of change: Change, in finding: Finding) -> String {
        guard case .argumentMissing = change, let claimed = finding.distribution?.standardDeviation,
            let own = (try? law.distribution())?.standardDeviation, claimed > 0
        else { return change.words }
        return change.words + ", which is a gain of \((own / claimed).asGain)"
    }

    /// The second change.
    func furtherWords(in finding: Finding) -> String {
        further.map { "; and \(words(of: $0, in: finding))" } ?? ""
    }
}

extension Alternative.Change {
    fileprivate var words: String {
        switch self {
        case .layerDefault(let claim): "\(claim), the layer's default; was its initializer skipped?"
        case .commonLaw: "the law that many models have for all their weights; was the initializer overwritten by it?"
        case .configured: "the law that the model's config.json asks for"
        case .otherFan(let fan, let n, let claimed, let m):
            "\(fan.rawValue) (\(Numerals.six(n))) in the place of \(claimed.rawValue) (\(Numerals.six(m))); check the mode and the "
                + "weight's layout"
        case .shapeFans(let fans): "the fans of the shape, \(fans.words), where others are stated"
        case .otherLayout(let rule, let fans): "the shape read as \(rule.layout), fans \(fans.words)"
        case .receptiveField(let size, false):
            "the kernel, a receptive field of \(size), is missing from the fans; multiply them by it"
        case .receptiveFieldOfOne(let size, let fan):
            "the kernel, a receptive field of \(size), is missing from \(fan.rawValue), and counted into the other fan"
        case .receptiveField(let size, true): "the kernel, a receptive field of \(size), counted into the fans"
        case .groups(let groups, true):
            "\(groups) groups counted into fan_in, which the shape already divides by them: 1/\(groups) of the variance"
        case .groups(let groups, false): "fan_out over \(groups) groups"
        case .stackAxis(let count, true): "the leading axis, a stack of \(count), counted into the fans"
        case .stackAxis(let count, false): "the leading axis, a stack of \(count), not counted into the fans"
        case .shard(let factor, let fan, true):
            "\(fan.rawValue) times \(factor): the fans of the whole where this is one of \(factor) shards, or \(factor) packed "
                + "projections"
        case .shard(let factor, let fan, false):
            "\(fan.rawValue) over \(factor): the fans of one of \(factor) shards, or of \(factor) packed projections"
        case .packed(let count): "the fans of one of \(count) packed projections or gates, each drawn by itself"
        case .argumentMissing(let argument): "\(argument) is missing: it was left at its default"
        case .gainMissing(let gain): "the gain, \(gain.asGain), is missing"
        case .gainSquared(let gain): "the gain, \(gain.asGain), is there twice"
        case .otherGain(let gain) where abs(gain * gain - 0.78) < 1e-9: "MXNet's magnitude of 2.34 in the place of 3"
        case .otherGain(let gain) where gain == 3.0.squareRoot():
            "a gain of sqrt 3 that the claim lacks; is it 3/sqrt(n) for sqrt(3/n), or a limit for a standard deviation?"
        case .otherGain(let gain): "a gain of \(gain.asGain) that the claim lacks"
        case .slope(let slope): "the gain of a leaky rectifier, a = \(slope.asGain)"
        case .depthMissing(let layers):
            "1/sqrt(2 layers), the scale of residual projections, is missing for \(layers) layers"
        case .depthAdded(let layers): "scaled by 1/sqrt(2 layers) for \(layers) layers, as residual projections are"
        case .depthHalved(let layers): "scaled by 1/sqrt(layers) for 1/sqrt(2 layers), \(layers) layers"
        case .depthDoubled(let layers): "scaled by 1/sqrt(2 layers) twice, \(layers) layers"
        case .varianceForDeviation: "the variance was passed as the standard deviation"
        case .deviationForVariance: "the standard deviation was taken as the variance"
        case .limitForDeviation: "the limit was passed as the standard deviation"
        case .deviationForLimit: "the standard deviation was passed as the limit"
        case .squaredLimit: "the limit lacks its square root"
        case .meanForDeviation: "the mean was meant as the standard deviation"
        case .notTruncated: "not truncated; are the bounds absolute values, which cut nothing?"
        case .truncated(let bound): "truncated at \(Numerals.six(bound)) standard deviations"
        case .notRescaled: "truncated and not rescaled to the claimed variance"
        case .rescaled: "rescaled after the truncation, which the claim does not do"
        case .otherFamily: "the claimed variance in another family"
        case .upperHalf: "nothing lies below the middle: [0, limit) for [-limit, limit), or absolute values"
        case .symmetric: "symmetric about 0, which the claim is not"
        case .asCoded: "the framework's code draws this, though its documentation says what is claimed"
        case .namesake(let claim): "that is \(claim), of the same name"
        case .otherClaim(let claim): "that is \(claim)"
        }
    }
}

extension ClaimedFans {
    fileprivate var words: String { "\(Numerals.six(fanIn)) and \(Numerals.six(fanOut))" }
}

extension FanRule {
    /// The layout in its framework's terms.
    var layout: String {
        switch self {
        case .torch, .caffe: "PyTorch's [out, in, kernel...]"
        case .mlx: "MLX' [out, kernel..., in]"
        case .inputFirst: "[in, heads, size], flattened"
        case .axes(_, _, let batch) where batch.isEmpty: "[heads, size, out], flattened"
        case .axes: "one matrix for each head"
        default: "Keras' and JAX' [kernel..., in, out]"
        }
    }
}

extension Double {
    /// The number as a gain: sqrt 2 rather than 1.41421.
    fileprivate var asGain: String {
        let square = self * self
        if abs(square - square.rounded()) < 1e-9, square.rounded() > 1 {
            let root = square.rounded().squareRoot()
            return root == root.rounded() ? Numerals.six(self) : "sqrt \(Numerals.six(square.rounded()))"
        }
        let inverse = 1 / square
        if abs(inverse - inverse.rounded()) < 1e-9, inverse.rounded() > 1 {
            let root = inverse.rounded().squareRoot()
            return root == root.rounded() ? "1/\(Numerals.six(root))" : "1/sqrt \(Numerals.six(inverse.rounded()))"
        }
        return abs(self * 3 - 5) < 1e-9 ? "5/3" : abs(self * 5 - 3) < 1e-9 ? "3/5" : Numerals.six(self)
    }
}

extension ClaimedLaw {
    func verb(isSure: Bool) -> String { isSure ? "it is " : "it may be " }

    /// A law as a diagnosis names it, with four digits.
    var shortWords: String {
        func number(_ x: Double) -> String { Numerals.format(x, digits: 4) }
        switch self {
        case .constant(let value): return number(value)
        case .uniform(let low, let high):
            return abs(low + high) < 1e-6 * (high - low)
                ? "uniform on ±\(number(high))" : "uniform on [\(number(low)), \(number(high))]"
        case .normal(let mean, let deviation):
            return "normal(\(abs(mean) < 1e-9 * deviation ? "0" : number(mean)), \(number(deviation)))"
        case .truncatedNormal(let mean, let deviation, let low, let high):
            let parent = "normal(\(abs(mean) < 1e-9 * deviation ? "0" : number(mean)), \(number(deviation)))"
            return low == -high
                ? "\(parent) truncated at ±\(number(high)) sd"
                : "\(parent) truncated at \(number(low)) and \(number(high)) sd"
        default: return words
        }
    }
}
