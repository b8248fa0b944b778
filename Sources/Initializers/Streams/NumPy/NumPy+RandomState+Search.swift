internal import CStreams

extension NumPy.RandomState {
    /// What the first values of a tensor tell of the generator's words, most telling first. Empty if the law is not
    /// uniform, or does not reach a value.
    ///
    /// Number `i` is made of words `2 i` and `2 i + 1`.
    ///
    /// - Parameters:
    ///   - values: the tensor's first values, perhaps rounded after they were drawn.
    ///   - law: the law.
    ///   - count: the number of elements of the tensor.
    package static func clues(_ values: [Double], law: StreamLaw, count: Int) -> [WordClue] {
        guard
            case .uniform(let low, let range)? = try? NumPyLaw(law),
            let fractions = NumPySearch.fractions(values.prefix(count), low: low, range: range, unit: 0x1p-51)
        else { return [] }
        var clues: [WordClue] = []
        for (number, fraction) in fractions.enumerated() {
            let (low, high) = (fraction.low * 0x1p27, fraction.high * 0x1p27)
            let upper = WordClue(index: 2 * number, upperBits: 27, low: low, high: high)
            clues.append(upper)
            if upper.range.count == 1 {
                let whole = Double(upper.range.lowerBound >> 5)
                clues.append(
                    WordClue(
                        index: 2 * number + 1,
                        upperBits: 26,
                        low: (low - whole) * 0x1p26,
                        high: (high - whole) * 0x1p26
                    )
                )
            }
        }
        return clues.sorted { $0.share < $1.share }
    }

    /// The seeds of `np.random.seed` whose first words fit, in order. At least one clue must be about one of the first
    /// 227 words.
    ///
    /// - Complexity: O(*n*) in the number of seeds, several nanoseconds each.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        guard clues.contains(where: { $0.index < MersenneTwister.quickWordCount }), let range = clamped(range) else {
            return []
        }
        return MersenneTwister.seeds(in: range, matching: clues, limit: limit, instructionSet: instructionSet)
    }

    /// The seeds of `np.random.seed` whose first tensor begins with these values, in order: for normal laws, whose values
    /// do not determine words, and for uniform ones.
    ///
    /// - Parameter values: the first values of a tensor; 16 of them are used, and a normal law needs 2.
    /// - Complexity: O(*n*) in the number of seeds, about twenty nanoseconds each.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        drawing values: [Double],
        law: StreamLaw,
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        guard case .normal(let mean, let deviation)? = try? NumPyLaw(law) else {
            return seeds(
                in: range,
                matching: clues(values, law: law, count: values.count),
                limit: limit,
                instructionSet: instructionSet
            )
        }
        guard
            let normals = NumPySearch.normals(values, mean: mean, deviation: deviation, unit: 0x1p-51),
            normals.count >= 2,
            let range = clamped(range)
        else { return [] }
        let kernels = instructionSet.streams.numpy
        let point = Self.point(normals[0], normals[1], kernels: kernels)
        return NumPySearch.seeds(
            in: range,
            limit: limit,
            candidates: { found, first, count in
                kernels.mt19937_normal_seeds(found, first, count, point.x1, point.x2)
            },
            accepts: { seed in
                var state = Self(seed: UInt32(seed))
                return state.draws(normals, kernels: kernels)
            }
        )
    }

    /// Where in a stream a normal tensor begins.
    package struct NormalPosition: Hashable, Sendable {
        /// The words to skip before its first whole pair.
        package var words: Int
        /// Whether its first value is the second of the pair before.
        package var beginsWithinPair: Bool
    }

    /// The numbers of words that this generator must skip before the next ones fit, in order. Doubles take two words.
    package func positions(in range: ClosedRange<Int>, matching clues: [WordClue], limit: Int) -> [Int] {
        twister.positions(in: range, matching: clues, limit: limit)
    }

    /// Where a normal tensor that begins with these values, 3 or more, can begin, in order.
    package func positions(
        in range: ClosedRange<Int>,
        drawing values: [Double],
        law: StreamLaw,
        limit: Int
    ) -> [NormalPosition] {
        guard
            case .normal(let mean, let deviation)? = try? NumPyLaw(law),
            let normals = NumPySearch.normals(values, mean: mean, deviation: deviation, unit: 0x1p-51),
            normals.count >= 3, limit > 0
        else { return [] }
        let kernels = InstructionSet.best.streams.numpy
        let whole = Self.point(normals[0], normals[1], kernels: kernels)
        let later = Self.point(normals[1], normals[2], kernels: kernels)
        var result: [NormalPosition] = []
        twister.scan(range, overlap: 2) { words, first, count in
            for position in 0..<count {
                let x1 = Double(words[position]) * 0x1p-31 - 1
                let x2 = Double(words[position + 2]) * 0x1p-31 - 1
                for (point, beginsWithinPair) in [(whole, false), (later, true)] where point.isNear(x1, x2) {
                    var state = self
                    state.skip(words: first + position)
                    guard state.draws(Array(normals[(beginsWithinPair ? 1 : 0)...]), kernels: kernels) else { continue }
                    result.append(NormalPosition(words: first + position, beginsWithinPair: beginsWithinPair))
                    if result.count == limit { return false }
                }
            }
            return true
        }
        return result
    }

    // MARK: - Implementation

    /// NumPy has seeds of 32 bits.
    static func clamped(_ range: ClosedRange<UInt64>) -> ClosedRange<UInt64>? {
        range.lowerBound > UInt64(UInt32.max)
            ? nil : range.lowerBound...min(range.upperBound, UInt64(UInt32.max))
    }

    /// Where in the unit disc the polar method found a pair of normal numbers.
    private struct Point {
        let x1: glorot_numpy_interval
        let x2: glorot_numpy_interval

        /// Whether a point whose coordinates are known to 27 bits or more can be this one.
        func isNear(_ x1: Double, _ x2: Double) -> Bool {
            x1 >= self.x1.low - 0x1p-25 && x1 <= self.x1.high + 0x1p-25
                && x2 >= self.x2.low - 0x1p-25 && x2 <= self.x2.high + 0x1p-25
        }
    }

    private static func point(_ first: glorot_numpy_interval, _ second: glorot_numpy_interval, kernels: glorot_numpy)
        -> Point
    {
        let (a, b) = ((first.low + first.high) / 2, (second.low + second.high) / 2)
        let reach = (first.high - first.low) / 2 + (second.high - second.low) / 2
        let length = (a * a + b * b).squareRoot()
        guard length > 4 * reach else {
            let everywhere = glorot_numpy_interval(low: -1, high: 1)
            return Point(x1: everywhere, x2: everywhere)
        }
        var (x1, x2) = (0.0, 0.0)
        kernels.polar_point(a, b, &x1, &x2)
        // x = z r / |z| with r = exp(-|z|^2 / 4). The logarithm of r / |z| has the derivative -|z| / 2 - 1 / |z|. Twice
        // the first-order error, as |z| is known to a quarter.
        let ratio = max((x1 * x1 + x2 * x2).squareRoot() / length, 0x1p-60)
        func interval(_ x: Double) -> glorot_numpy_interval {
            let error = 2 * reach * (ratio + x.magnitude * (length / 2 + 1 / length)) + 0x1p-40
            return glorot_numpy_interval(low: x - error, high: x + error)
        }
        return Point(x1: interval(x1), x2: interval(x2))
    }

    /// Whether the next normal numbers lie in the intervals.
    private mutating func draws(_ normals: [glorot_numpy_interval], kernels: glorot_numpy) -> Bool {
        var values = [Double](repeating: 0, count: normals.count)
        values.withUnsafeMutableBufferPointer { values in
            draw(into: values, law: .normal(mean: 0, standardDeviation: 1), kernels: kernels)
        }
        return zip(values, normals).allSatisfy { $0 >= $1.low && $0 <= $1.high }
    }
}
