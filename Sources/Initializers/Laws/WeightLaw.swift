/// The distribution of a tensor's entries, which are independent of one another.
public enum WeightLaw: Hashable, Sendable {
    /// Every entry is this value, rounded to the scalar type.
    case constant(Double)

    /// Equal density on the closed interval from `low` to `high`, both finite.
    case uniform(low: Double, high: Double)

    /// The normal law; `standardDeviation` is finite and not negative, and 0 gives the mean.
    case normal(mean: Double, standardDeviation: Double)

    /// A normal law, the parent, conditioned on lying strictly between two bounds.
    ///
    /// `low` and `high` are in standard deviations of the parent, from its mean, `low < high`. An infinite bound does
    /// not cut. `mean` and `standardDeviation` are the parent's, not those after the cut.
    case truncatedNormal(mean: Double, standardDeviation: Double, low: Double, high: Double)
}

extension WeightLaw {
    /// Writes elements `offset ..< offset + destination.count` of the draw that `key` names.
    ///
    /// Element `i` depends only on the law, the key, the scalar type and `i`. You get the same bits however a tensor is
    /// divided into parts, in any order, on any number of threads and on any processor.
    ///
    /// Words. `Float` takes word `i mod 4` of block `i / 4` of the key's stream; `Double` takes words `2 (i mod 2)` and
    /// `2 (i mod 2) + 1` of block `i / 2`, the first as the high half. As a fraction of all words, the word `w` of 32
    /// or 64 bits stands for `u = (w + 1/2) / 2^32` or `/ 2^64`. Apart from rounding, the value does not decrease as
    /// `w` grows.
    ///
    /// Transforms. All are computed in double precision and rounded to the scalar type once. Uniform:
    /// `low + (high - low) u`, for `Double` from the upper 53 bits; no value leaves the interval. Normal: the quantile
    /// at `u`. A 32-bit word within `2^20` of an end is first refined by 32 more bits, so that the law reaches 9.15
    /// standard deviations on either side. Truncated normal: the parent's quantile at
    /// `cdf(low) + (cdf(high) - cdf(low)) u`, refined likewise within `2^-9` of 0 or 1; every value is strictly between
    /// `mean + low * standardDeviation` and `mean + high * standardDeviation` as computed in double precision.
    /// Accuracy: before the last rounding a standard normal value is good to 2e-14, within 2.9 standard deviations by
    /// the rounding of the probability, beyond that to 1e-15 of itself.
    ///
    /// - Parameters:
    ///   - destination: the memory to write; empty is fine.
    ///   - key: which draw.
    ///   - offset: the index of the first element to write, from 0.
    ///   - threads: the largest number of threads to draw on, 1 or more. More than one is used only above 2^16
    ///     elements.
    ///   - instructionSet: the instructions to draw with.
    /// - Throws: `InitializerError`: `invalidParameter` for a parameter that is NaN, or infinite or negative where it
    ///   must not be, or for less than one thread; `reversedBounds`; `emptyInterval` if no value of `S` lies between
    ///   the bounds; `vanishingProbability` if the parent's probability between the bounds is below 1e-290;
    ///   `notRepresentable` if a value, or ten standard deviations from the mean, overflows `S`; `negativeOffset`.
    ///   Nothing is written then.
    /// - Complexity: O(`destination.count`), and a few KiB of stack for each thread. Truncations entirely in a tail
    ///   (beyond 2.9 standard deviations) are several times slower than others.
    public func fill<S: WeightScalar>(
        _ destination: inout MutableSpan<S>,
        key: Key,
        startingAt offset: Int = 0,
        threads: Int = 1,
        instructionSet: InstructionSet = .best
    ) throws(InitializerError) {
        guard offset >= 0 else { throw .negativeOffset(offset) }
        try Self.requireThreads(threads)
        let transform = try transform(for: S.self)
        destination.withUnsafeMutableBufferPointer { buffer in
            S._fill(
                buffer,
                transform: transform,
                key: key,
                startingAt: UInt64(offset),
                threads: threads,
                instructionSet: instructionSet
            )
        }
    }

    /// Element `index` of the draw: the scalar definition of what `fill` writes.
    ///
    /// - Throws: as `fill` does.
    package func element<S: WeightScalar>(at index: Int, key: Key, as type: S.Type) throws(InitializerError) -> S {
        guard index >= 0 else { throw .negativeOffset(index) }
        return S._element(UInt64(index), transform: try transform(for: type), key: key)
    }

    static func requireThreads(_ threads: Int) throws(InitializerError) {
        try require(threads >= 1, "threads", Double(threads), "1 or more")
    }
}
