internal import Claims
internal import Initializers
internal import NumberTypes

/// What the first values of a tensor tell of the words of PyTorch's generator.
extension SoughtValues {
    /// Lists of clues; the true seed fits at least one, but for one truncated tensor in a thousand.
    ///
    /// Most values of a truncated law are those of the normal draw that it begins with. A list takes two pairs of them, and
    /// four lists are enough that one has no value that was drawn again.
    func torchClues<Drawn: WeightScalar>(drawn: Drawn.Type) -> [[WordClue]] {
        guard case .truncatedNormal(let mean, let deviation, let low, let high) = law else {
            return [clues(law, drawn)]
        }
        let clues = clues(.normal(mean: mean, standardDeviation: deviation), drawn)
        // Bounds that no value reaches.
        if low < -9, high > 9 { return [clues] }
        return Self.lists(clues, drawn)
    }

    /// The same for Keras on PyTorch, whose truncated law takes the first of four normal values that is within the bounds:
    /// mostly the first one.
    func kerasTorchClues<Drawn: WeightScalar>(drawn: Drawn.Type) -> [[WordClue]] {
        let parent: (mean: Double, deviation: Double)
        switch law {
        case .truncatedNormal(let mean, let deviation, _, _): parent = (mean, deviation)
        case .scaling(let rule) where rule.distribution == .truncatedNormal:
            let variance = rule.scale / rule.mode.denominator(rule.fans)
            parent = (0, (variance / ClaimedLaw.truncatedVarianceFactor).squareRoot())
        default:
            // A value that was rounded to 16 bits afterwards is granted as if it had been drawn in them.
            return [Keras.PyTorchStream.clues(values, law: law, count: count, as: drawn)]
        }
        var candidates = self
        candidates.count = 4 * count
        // Only the first of each four is known; the clues about the others are dropped.
        candidates.values = values.prefix(16).flatMap { [$0, parent.mean, parent.mean, parent.mean] }
        let width = drawn == Double.self ? 2 : 1
        let clues = candidates.clues(.normal(mean: parent.mean, standardDeviation: parent.deviation), drawn)
        return Self.lists(clues.filter { ($0.index / width) % 4 == 0 }, drawn)
    }

    // MARK: - Implementation

    private func clues<Drawn: WeightScalar>(_ law: StreamLaw, _ drawn: Drawn.Type) -> [WordClue] {
        switch numberType {
        case .float64: return PyTorch.Generator.clues(values, law: law, count: count, drawn: drawn, stored: Double.self)
        case .bfloat16:
            return PyTorch.Generator.clues(values, law: law, count: count, drawn: drawn, stored: BFloat16.self)
        #if !(os(macOS) && arch(x86_64))
            case .float16:
                return PyTorch.Generator.clues(values, law: law, count: count, drawn: drawn, stored: Float16.self)
        #endif
        default: return PyTorch.Generator.clues(values, law: law, count: count, drawn: drawn, stored: Float.self)
        }
    }

    /// Clues by the pair of normal values that they are about, two pairs a list.
    private static func lists<Drawn: WeightScalar>(_ clues: [WordClue], _ drawn: Drawn.Type) -> [[WordClue]] {
        let width = drawn == Double.self ? 2 : 1
        let pairs = Dictionary(grouping: clues) { clue in
            let place = clue.index / width
            return place / 16 * 8 + place % 8
        }
        // A pair whose angle is not known tells too little.
        let whole = pairs.filter { $0.value.count >= 2 }.sorted { $0.key < $1.key }.map(\.value)
        return stride(from: 0, to: min(8, whole.count), by: 2).map { start in
            whole[start..<min(start + 2, whole.count)].flatMap { $0 }
        }
    }
}
