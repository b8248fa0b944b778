internal import CStreams

extension NumPy.Generator {
    /// What the first values of a tensor tell of the generator's words, most telling first. Empty if the law is not
    /// uniform, or does not reach a value.
    ///
    /// Words are 32-bit halves of the 64-bit words, numbered in the order of 32-bit draws: double number `i` is made of
    /// words `2 i`, the lower half, and `2 i + 1`, the upper; single number `i` of word `i`.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, perhaps rounded after they were drawn.
    ///   - law: the law.
    ///   - count: the number of elements of the tensor.
    ///   - draws: in what precision they were drawn.
    package static func clues(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        draws: Draws = .doubles
    ) -> [WordClue] {
        guard case .uniform(let low, let range)? = try? NumPyLaw(law) else { return [] }
        let unit = draws == .doubles ? 0x1p-51 : 0x1p-22
        guard let fractions = NumPySearch.fractions(values.prefix(count), low: low, range: range, unit: unit) else {
            return []
        }
        var clues: [WordClue] = []
        for (number, fraction) in fractions.enumerated() {
            switch draws {
            case .singles:
                clues.append(
                    WordClue(index: number, upperBits: 24, low: fraction.low * 0x1p24, high: fraction.high * 0x1p24)
                )
            case .doubles:
                let (low, high) = (fraction.low * 0x1p32, fraction.high * 0x1p32)
                let upper = WordClue(index: 2 * number + 1, upperBits: 32, low: low, high: high)
                clues.append(upper)
                if upper.range.count == 1 {
                    let whole = Double(upper.range.lowerBound)
                    clues.append(
                        WordClue(
                            index: 2 * number,
                            upperBits: 21,
                            low: (low - whole) * 0x1p21,
                            high: (high - whole) * 0x1p21
                        )
                    )
                }
            }
        }
        return clues.sorted { $0.share < $1.share }
    }

    /// The seeds of `default_rng` whose first words fit, in order.
    ///
    /// - Complexity: O(*n*) in the number of seeds, several nanoseconds each.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        guard let best = clues.first, let last = clues.map(\.index).max() else { return [] }
        let kernels = instructionSet.streams.numpy
        let clue = glorot_word_clue(best)
        return NumPySearch.seeds(
            in: range,
            limit: limit,
            candidates: { found, first, count in kernels.pcg64_seeds(found, first, count, clue) },
            accepts: { seed in
                var generator = Self(seed: seed)
                let words = generator.words(last / 2 + 1, kernels: kernels)
                return clues.allSatisfy { clue in
                    clue.fits(UInt32(truncatingIfNeeded: words[clue.index / 2] >> (clue.index % 2 == 0 ? 0 : 32)))
                }
            }
        )
    }

    /// The seeds of `default_rng` whose first tensor begins with these values, in order: for normal laws, whose values
    /// do not determine words, and for uniform ones.
    ///
    /// - Parameters:
    ///   - values: the first values of a tensor; 16 of them are used.
    ///   - cut: numbers farther from the mean are left out, in standard deviations. This is how Keras truncates.
    /// - Complexity: O(*n*) in the number of seeds, several nanoseconds each.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        drawing values: [Double],
        law: StreamLaw,
        draws: Draws = .doubles,
        cut: Double = .infinity,
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        guard case .normal(let mean, let deviation)? = try? NumPyLaw(law) else {
            let clues = clues(values, law: law, count: values.count, draws: draws)
            return seeds(in: range, matching: clues, limit: limit, instructionSet: instructionSet)
        }
        let unit = draws == .doubles ? 0x1p-51 : 0x1p-22
        guard
            let intervals = NumPySearch.normals(values, mean: mean, deviation: deviation, unit: unit),
            // Otherwise no number would ever be drawn.
            cut > 0.1
        else { return [] }
        let kernels = instructionSet.streams.numpy
        return intervals.withUnsafeBufferPointer { intervals in
            guard let first = intervals.baseAddress else { return [] }
            return NumPySearch.seeds(
                in: range,
                limit: limit,
                candidates: { found, seed, count in
                    kernels.pcg64_normal_seeds(
                        found,
                        seed,
                        count,
                        first,
                        intervals.count,
                        cut,
                        draws == .doubles ? 0 : 1
                    )
                },
                accepts: { _ in true }
            )
        }
    }

    /// The numbers of 32-bit words that this generator must skip before the next ones fit, in order.
    ///
    /// Doubles begin at whole 64-bit words, so their positions are even, and do not count the upper half of a word whose
    /// lower half was drawn as a single.
    package func positions(in range: ClosedRange<Int>, matching clues: [WordClue], limit: Int) -> [Int] {
        guard let last = clues.map(\.index).max(), limit > 0 else { return [] }
        let kernels = InstructionSet.best.streams.numpy
        let step = draws == .doubles ? 2 : 1
        var generator = self
        var result: [Int] = []
        var first = range.lowerBound + range.lowerBound % step
        generator.skip(words: first)
        while first <= range.upperBound, result.count < limit {
            let count = min(range.upperBound - first + 1, 1 << 16)
            var here = generator
            let halves = here.halves(count + last, kernels: kernels)
            halves.withUnsafeBufferPointer { halves in
                NumPySearch.positions(halves, count: count, step: step, matching: clues) { position in
                    result.append(first + position)
                    return result.count < limit
                }
            }
            generator.skip(words: count)
            first += count
        }
        return result
    }

    /// Skips 32-bit words, as `positions` counts them: an even number of them before doubles.
    package mutating func skip(words count: Int) {
        switch draws {
        case .doubles: jump(count / 2)
        case .singles:
            var left = count
            if left > 0, takeHalf() != nil { left -= 1 }
            jump(left / 2)
            if left % 2 == 1 { splitWord() }
        }
    }

    /// The next 32-bit words; `positions` explains which.
    private mutating func halves(_ count: Int, kernels: glorot_numpy) -> [UInt32] {
        let begin = draws == .singles ? takeHalf().map { [$0] } ?? [] : []
        return begin
            + words((count + 1) / 2, kernels: kernels).flatMap { word in
                [UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32)]
            }
    }
}
