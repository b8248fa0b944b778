internal import CStreams

extension Caffe.Generator {
    /// What the first values of a blob tell of the generator's words, most telling first. Empty for the laws that do not
    /// determine words, and for one that does not reach a value.
    ///
    /// Uniform number `i` is made of word `i`. Normal numbers of Boost before 1.56 are made of pairs of words.
    ///
    /// - Parameters:
    ///   - values: the blob's first values, perhaps rounded after they were drawn.
    ///   - law: the law.
    ///   - count: the number of elements of the blob.
    ///   - boost: the Boost that Caffe was built with.
    ///   - type: the blob's type.
    package static func clues<S: WeightScalar>(
        _ values: [Double],
        law: StreamLaw,
        count: Int,
        boost: Boost = .from1_64,
        as type: S.Type = Float.self
    ) -> [WordClue] {
        let unit = unit(type)
        switch numbers(law, type) {
        case .uniform(let low, let range)?:
            let fractions = NumPySearch.fractions(values.prefix(count), low: low, range: range, unit: unit) ?? []
            return fractions.enumerated().map { number, fraction in
                WordClue(index: number, upperBits: 32, low: fraction.low * 0x1p32, high: fraction.high * 0x1p32)
            }.sorted { $0.share < $1.share }
        case .normal(let mean, let deviation)? where boost == .before1_56:
            guard
                let normals = NumPySearch.normals(
                    Array(values.prefix(count)),
                    mean: mean,
                    deviation: deviation,
                    unit: unit
                ),
                normals.count >= 2
            else { return [] }
            return trigonometricClues(normals[0], normals[1], unit: unit)
        default: return []
        }
    }

    /// The seeds whose first words fit, in order; `NumPy.RandomState` has the same words.
    package static func seeds(
        in range: ClosedRange<UInt64>,
        matching clues: [WordClue],
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        NumPy.RandomState.seeds(in: range, matching: clues, limit: limit, instructionSet: instructionSet)
    }

    /// The seeds whose first blob begins with these values, in order, for all laws.
    ///
    /// - Parameters:
    ///   - values: the first values of a blob; 16 of them are used, and a normal law of Boost before 1.56 needs 2.
    ///   - type: the blob's type.
    /// - Complexity: O(*n*) in the number of seeds, about twenty nanoseconds each.
    package static func seeds<S: WeightScalar>(
        in range: ClosedRange<UInt64>,
        drawing values: [Double],
        law: StreamLaw,
        boost: Boost = .from1_64,
        as type: S.Type = Float.self,
        limit: Int,
        instructionSet: InstructionSet = .best
    ) -> [UInt64] {
        guard
            case .normal(let mean, let deviation)? = numbers(law, type), boost != .before1_56,
            let normals = NumPySearch.normals(values, mean: mean, deviation: deviation, unit: unit(type)),
            let range = NumPy.RandomState.clamped(range)
        else {
            let clues = clues(values, law: law, count: values.count, boost: boost, as: type)
            return seeds(in: range, matching: clues, limit: limit, instructionSet: instructionSet)
        }
        let kernels = instructionSet.streams.numpy
        return NumPySearch.seeds(
            in: range,
            limit: limit,
            candidates: { found, first, count in
                kernels.boost_normal_seeds(found, first, count, normals[0], S.self == Double.self ? 0 : 1)
            },
            accepts: { seed in
                var generator = Self(seed: UInt32(seed), boost: boost)
                return generator.draws(normals, as: type, instructionSet: instructionSet)
            }
        )
    }

    // MARK: - Implementation

    /// How far a blob's arithmetic can be off, as a part of the largest number that occurs.
    private static func unit<S: WeightScalar>(_ type: S.Type) -> Double { S.self == Double.self ? 0x1p-50 : 0x1p-21 }

    /// The law with the numbers that Caffe computes with.
    private static func numbers<S: WeightScalar>(_ law: StreamLaw, _ type: S.Type) -> NumPyLaw? {
        func plain<Real: BinaryFloatingPoint>(_ law: Law<Real>) -> NumPyLaw {
            switch law {
            case .constant(let value): .constant(Double(value))
            case .uniform(let low, let high): .uniform(low: Double(low), range: Double(high) - Double(low))
            case .normal(let mean, let deviation):
                .normal(mean: Double(mean), standardDeviation: Double(deviation))
            }
        }
        if S.self == Double.self { return (try? resolved(law) as Law<Double>).map(plain) }
        return (try? resolved(law) as Law<Float>).map(plain)
    }

    /// The first pair's words.
    private static func trigonometricClues(
        _ first: glorot_numpy_interval,
        _ second: glorot_numpy_interval,
        unit: Double
    ) -> [WordClue] {
        let (a, b) = ((first.low + first.high) / 2, (second.low + second.high) / 2)
        let reach = (first.high - first.low) / 2 + (second.high - second.low) / 2
        let length = (a * a + b * b).squareRoot()
        guard length > 4 * reach else { return [] }
        var (angle, radius) = (0.0, 0.0)
        InstructionSet.best.streams.numpy.trigonometric_point(a, b, &angle, &radius)
        // Twice the first-order errors. The radius' fraction is 1 - exp(-length^2 / 2).
        let angleError = 2 * reach / length / 6.28 + 8 * unit
        let radiusError = 2 * reach * length * (1 - radius) + 8 * unit
        func clue(_ index: Int, _ fraction: Double, _ error: Double) -> WordClue {
            WordClue(index: index, upperBits: 32, low: (fraction - error) * 0x1p32, high: (fraction + error) * 0x1p32)
        }
        // Angles just above 0 and just below 1 are neighbours.
        let wraps = angle < angleError || angle + angleError >= 1
        let clues = [clue(1, radius, radiusError)] + (wraps ? [] : [clue(0, angle, angleError)])
        return clues.sorted { $0.share < $1.share }
    }

    /// Whether the next standard normal numbers lie in the intervals.
    private mutating func draws<S: WeightScalar>(
        _ normals: [glorot_numpy_interval],
        as type: S.Type,
        instructionSet: InstructionSet
    ) -> Bool {
        func fit<Real: WeightScalar>(_ real: Real) -> Bool {
            var values = [Real](repeating: real, count: normals.count)
            values.withUnsafeMutableBufferPointer { values in
                try? draw(
                    into: values,
                    law: .normal(mean: 0, standardDeviation: 1),
                    instructionSet: instructionSet
                )
            }
            return zip(values, normals).allSatisfy { $0._widened >= $1.low && $0._widened <= $1.high }
        }
        return S.self == Double.self ? fit(0 as Double) : fit(0 as Float)
    }
}
