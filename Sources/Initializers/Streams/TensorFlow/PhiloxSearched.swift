/// A stream of TensorFlow whose seeds are found by the words of Philox that a tensor was made from.
package protocol PhiloxSearched {
    /// How the numbers of a law become numbers of the tensor's type.
    static var conversion: PhiloxLaw.Conversion { get }
}

extension PhiloxSearched {
    /// What the first values of a tensor tell of its words, most selective first; empty for a law that does not determine
    /// words.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, perhaps rounded to a type of fewer bits after they were drawn.
    ///   - law: the law.
    ///   - count: the number of elements of the tensor.
    ///   - type: the type that the values were drawn in.
    package static func clues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [WordClue] {
        guard let law = try? PhiloxLaw(law, for: type, conversion: conversion) else { return [] }
        return PhiloxClues.clues(Array(values.prefix(count)), law: law, as: type)
    }

    /// Lists of clues, for a truncated normal law too. Each may exclude the true seed, but all do so with a probability
    /// below 0.001 only, given 16 values: search with each, and draw what is found.
    package static func alternativeClues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) -> [[WordClue]] {
        guard let law = try? PhiloxLaw(law, for: type, conversion: conversion) else { return [] }
        return PhiloxClues.alternatives(Array(values.prefix(count)), law: law, as: type)
    }
}
