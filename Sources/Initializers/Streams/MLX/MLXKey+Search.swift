extension MLX.Key {
    /// What the first values of a tensor tell of its words, most selective first.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, which may have been rounded to a type of less precision after the draw.
    ///   - law: what was drawn.
    ///   - type: the type that was drawn.
    /// - Returns: no clues if the values tell nothing, as for a constant law.
    /// - Throws: `InitializerError` for a parameter outside its domain.
    package static func clues<S: WeightScalar>(
        from values: [Double],
        law: StreamLaw,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> [WordClue] {
        try Threefry.check(law, for: S.self)
        if case .constant = law { return [] }
        let isSingle = S.self == Float.self
        let plan = try Plan(law, for: S.self) { isSingle ? $0 : Float(S._rounding(Double($0))._widened) }
        let rounding = isSingle ? 0x1p-24 : S.self == BFloat16.self ? 0x1p-8 : 0x1p-11
        return ThreefryClues(
            form: plan.form,
            law: UnitLaw<Double>(plan.law),
            words: .all,
            unitRounding: plan.startsInSinglePrecision ? 0x1p-24 : rounding,
            rounding: rounding,
            functionError: isSingle ? 0x1p-18 : 2 * rounding
        ).clues(from: values)
    }

    /// The seeds of a range, in order, whose key draws a tensor of `count` elements that has the words of all clues.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        count: Int
    ) -> [UInt64] {
        search(count).seeds(in: range, matching: clues, limit: limit)
    }

    /// The search for the words of a tensor of `count` elements.
    static func search(_ count: Int) -> ThreefrySearch {
        ThreefrySearch { ThreefrySearch.Place(word: UInt64($0), of: UInt64(count), layout: .paired) }
    }
}

extension MLX.Generator {
    /// The seeds of a range, in order, whose generator draws a tensor of `count` elements that has the words of all
    /// clues, after `earlier` other tensors.
    ///
    /// - Complexity: O(*n*) in the number of seeds, for the first clue and for each earlier tensor.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        count: Int,
        after earlier: Int = 0
    ) -> [UInt64] {
        var search = MLX.Key.search(count)
        search.steps = Array(repeating: ThreefrySearch.Step(child: 0, of: 2), count: earlier)
        search.steps.append(ThreefrySearch.Step(child: 1, of: 2))
        return search.seeds(in: range, matching: clues, limit: limit)
    }
}
