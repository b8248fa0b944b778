extension JAXDraw {
    /// What the first values of a tensor tell of its words.
    static func clues<S: WeightScalar>(
        _ library: Library,
        from values: [Double],
        law: StreamLaw,
        layout: JAX.Key.Layout,
        as type: S.Type
    ) throws(InitializerError) -> [WordClue] {
        try Threefry.check(law, for: S.self)
        if case .constant = law { return [] }
        if S.self == Float.self {
            let plan = try plan(library, law, JAXArithmetic.float, for: S.self)
            return ThreefryClues(
                form: plan.form,
                law: UnitLaw<Double>(plan.law),
                words: .upper23,
                unitRounding: 0x1p-24,
                rounding: 0x1p-24,
                functionError: 0x1p-18
            ).clues(from: values)
        }
        if S.self == Double.self {
            let plan = try plan(library, law, JAXArithmetic.double, for: S.self)
            return ThreefryClues(
                form: plan.form,
                law: plan.law,
                words: .upperHalf,
                unitRounding: 0x1p-53,
                rounding: 0x1p-53,
                functionError: 0x1p-44
            ).clues(from: values)
        }
        let (arithmetic, bits, width) = half(S.self)
        return ThreefryClues.clues(
            from: values,
            table: arithmetic.table(try plan(library, law, arithmetic, for: S.self), width: width),
            bits: bits,
            width: width,
            elementsPerWord: layout == .partitionable ? 1 : 32 / bits
        )
    }

    /// The search for the words of a tensor of `count` elements.
    static func search<S: WeightScalar>(
        count: Int,
        layout: JAX.Key.Layout,
        as type: S.Type
    ) -> ThreefrySearch {
        if S.self == Double.self {
            return ThreefrySearch {
                ThreefrySearch.Place(upperHalfOf: UInt64($0), of: UInt64(count), layout: layout.threefry)
            }
        }
        let bits = S.self == Float.self || layout == .partitionable ? 32 : half(S.self).bits
        let words = (count * bits + 31) / 32
        return ThreefrySearch {
            ThreefrySearch.Place(word: UInt64($0), of: UInt64(words), layout: layout.threefry)
        }
    }
}
