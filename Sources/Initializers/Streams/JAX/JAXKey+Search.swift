extension JAX.Key {
    /// How a key is made from another.
    package enum Derivation: Hashable, Sendable {
        /// `foldIn(data)`.
        case foldIn(UInt32)
        /// `split(count)[index]`.
        case split(index: Int, count: Int)
    }

    /// The key that a series of derivations gives.
    package func derived(through path: [Derivation]) -> JAX.Key {
        path.reduce(self) { key, derivation in
            switch derivation {
            case .foldIn(let data): key.foldIn(data)
            case .split(let index, let count): key.split(count)[index]
            }
        }
    }

    /// What the first values of a tensor tell of its words, most selective first.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, which may have been rounded to a type of less precision after the draw.
    ///   - law: what was drawn.
    ///   - layout: how words were assigned.
    ///   - type: the type that was drawn.
    /// - Returns: no clues if the values tell nothing, as for a constant law. They hold for all releases.
    /// - Throws: `InitializerError` for a parameter outside its domain.
    package static func clues<S: WeightScalar>(
        from values: [Double],
        law: StreamLaw,
        layout: Layout = .partitionable,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> [WordClue] {
        try JAXDraw.clues(.jax(.since0_12), from: values, law: law, layout: layout, as: S.self)
    }

    /// The seeds of a range, in order, whose tensor has the words of all clues. A seed of 33 bits or more is one with
    /// `jax_enable_x64`.
    ///
    /// - Parameters:
    ///   - range: the seeds to try.
    ///   - clues: what is known of the tensor's words. Without clues, no seed is found.
    ///   - limit: the greatest number of seeds to return; memory for them is set aside.
    ///   - count: the number of the tensor's elements.
    ///   - layout: how words were assigned.
    ///   - type: the type that was drawn.
    ///   - path: how the tensor's key was made from that of the seed.
    /// - Complexity: O(*n*) in the number of seeds, for the first clue and each step of the path.
    package static func seeds<S: WeightScalar>(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        count: Int,
        layout: Layout = .partitionable,
        as type: S.Type = Float.self,
        through path: [Derivation] = [],
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        var search = JAXDraw.search(count: count, layout: layout, as: S.self)
        search.steps = path.map {
            switch ($0, layout) {
            case (.foldIn(let data), _): ThreefrySearch.Step(block: UInt64(data))
            case (.split(let index, _), .partitionable): ThreefrySearch.Step(block: UInt64(index))
            case (.split(let index, let count), .original): ThreefrySearch.Step(child: index, of: count)
            }
        }
        return search.seeds(in: range, matching: clues, limit: limit, instructionSet: instructionSet)
    }
}
