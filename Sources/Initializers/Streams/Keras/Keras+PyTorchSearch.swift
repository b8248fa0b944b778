extension Keras.PyTorchStream {
    /// What the first values of a tensor tell of its words, the most selective clues first.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, as many as are known; 64 of them are used at most.
    ///   - law: what was drawn.
    ///   - count: the tensor's number of elements.
    ///   - drawn: the type that was drawn.
    ///   - stored: the type that the values were rounded to afterwards.
    /// - Returns: clues that the true words fit in both builds. There are none for a constant and for a truncated law,
    ///   whose values do not determine words.
    package static func clues<Drawn: WeightScalar, Stored: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        drawn: Drawn.Type,
        stored: Stored.Type
    ) -> [WordClue] {
        let values = Array(values.prefix(64))
        let rounding = PyTorch.Generator.Rounding(drawn, stored)
        let clues: [WordClue]
        switch try? Draw(law, as: drawn) {
        case .uniform(let low, let range):
            let isWide = drawn == Double.self
            let one: Drawn = 1
            clues = PyTorch.Generator.uniformClues(
                values,
                low: Drawn._rounding(low)._widened,
                range: isWide ? range : Double(Float(range)),
                // The number in [0, 1) is rounded to the type, and so is the product.
                steps: one.nextUp._widened - 1,
                rounding,
                isWide: isWide
            )
        case .normal(let mean, let deviation) where deviation > 0:
            clues = PyTorch.Generator.normalClues(values, count, mean, deviation, rounding, drawn)
        default: clues = []
        }
        return PyTorch.Generator.selective(clues)
    }

    /// The same for values that are stored as they were drawn.
    package static func clues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [WordClue] {
        clues(values, law: law, count: count, drawn: type, stored: type)
    }

    /// The sums of a pair's seeds whose streams begin with words that fit, in ascending order.
    ///
    /// - Parameters:
    ///   - range: the sums to try. Those above 2^32 repeat the streams of the lower ones.
    ///   - clues: what is known of the words.
    ///   - limit: how many seeds are wanted at most.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int
    ) -> [UInt64] {
        PyTorch.Generator.seeds(in: range, matching: clues, limit: limit)
    }
}
