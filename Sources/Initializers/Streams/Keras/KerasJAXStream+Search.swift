extension Keras.JAXStream {
    /// What the first values of a tensor tell of its words. See `JAX.Key.clues(from:law:layout:as:)`.
    package static func clues<S: WeightScalar>(
        from values: [Double],
        law: StreamLaw,
        layout: JAX.Key.Layout = .partitionable,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> [WordClue] {
        try JAXDraw.clues(.keras, from: values, law: law, layout: layout, as: S.self)
    }

    /// The seeds of a range, in order, whose pair `(seed, 0)` draws a tensor that has the words of all clues. Of a
    /// seed, 32 bits count.
    package static func seeds<S: WeightScalar>(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        count: Int,
        layout: JAX.Key.Layout = .partitionable,
        as type: S.Type = Float.self
    ) -> [UInt64] {
        var search = JAXDraw.search(count: count, layout: layout, as: S.self)
        search.lowerHalfFirst = true
        return search.seeds(in: range, matching: clues, limit: limit)
    }
}
