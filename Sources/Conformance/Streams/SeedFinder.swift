internal import CMath
internal import Claims
internal import Initializers
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Finds the seed of a tensor, by its first values, and confirms it on all of them.
struct SeedFinder {
    let search: SeedSearch

    /// The laws that are tried, likeliest first: a tiny tensor conforms to dozens.
    static let lawLimit = 8

    /// Seeds whose first values fit, of one stream and law, that are confirmed on all values.
    private static let candidateLimit = 16

    /// The number of seeds that one thread searches at a time.
    private static let partSize: UInt64 = 1 << 20

    /// The longest part of a stream, in words, in which a tensor is looked for.
    static let lengthLimit = 1 << 27

    /// The words that are drawn in all, looking for tensors that were not drawn first: some seconds.
    static let wordLimit = 1 << 31

    /// Seeds that people set most.
    private static let usualSeeds: [UInt64] = [0, 1, 42, 1234, 1337] + Array(2020...2026)

    /// The streams that go on, at the usual seeds that are searched.
    var usualDraws: [SeededDraw] {
        search.streams.filter(\.goesOn).flatMap { stream in
            Self.usualSeeds.filter { seed in search.seeds.contains { $0.contains(seed) } }
                .map { SeededDraw(stream, seed: $0) }
        }
    }

    /// A tensor and the laws that it may follow, for each claim that states them.
    struct Tensor {
        let reader: TensorReader
        let laws: [[Hypothesis]]

        /// A tensor under claims of several laws. A constant tensor has no seed.
        init(_ reader: TensorReader, _ laws: [[Hypothesis]]) {
            self.reader = reader
            self.laws = laws.filter { $0.first.map { $0.distribution.variance > 0 } ?? false }
        }
    }

    /// The seed of a tensor that was drawn first after it was set; nil if none was found.
    func match(_ tensor: Tensor) async throws -> SeedMatch? {
        let first = try TensorDoubles(tensor.reader).first(SoughtValues.mostCount)
        for hypotheses in tensor.laws {
            for stream in search.streams {
                for (hypothesis, law) in Self.own(hypotheses, of: stream) {
                    let sought = SoughtValues(
                        values: first,
                        law: law,
                        count: tensor.reader.count,
                        numberType: tensor.reader.numberType
                    )
                    for seed in await candidates(sought, of: stream) {
                        let draw = SeededDraw(stream, seed: seed)
                        let comparison = try draw.comparison(of: tensor.reader, claiming: hypothesis)
                        guard comparison.isEqual else { continue }
                        var match = matched(tensor, hypothesis, comparison, tried: search.seedCount)
                        match.others = try others(tensor, hypotheses, draw)
                        return match
                    }
                }
            }
        }
        return nil
    }

    /// The place of a tensor in streams that go on; nil if it is in none.
    ///
    /// - Parameters:
    ///   - draws: the streams at their seeds.
    ///   - length: the number of words to search.
    func match(_ tensor: Tensor, in draws: [SeededDraw], length: Int) throws(WeightFileError) -> SeedMatch? {
        for hypotheses in tensor.laws {
            for draw in draws {
                for (hypothesis, _) in Self.own(hypotheses, of: draw.stream) {
                    let comparison = try draw.comparison(of: tensor.reader, claiming: hypothesis, within: length)
                    if comparison.isEqual {
                        return matched(tensor, hypothesis, comparison, tried: Double(draws.count) * Double(length))
                    }
                }
            }
        }
        return nil
    }

    // MARK: - Implementation

    /// The other streams that draw the same tensor, if drawing it once for each takes no time.
    private func others(
        _ tensor: Tensor,
        _ hypotheses: [Hypothesis],
        _ draw: SeededDraw
    ) throws(WeightFileError) -> [FrameworkStream] {
        guard tensor.reader.count <= 1 << 22 else { return [] }
        var found: [FrameworkStream] = []
        for stream in search.streams where stream != draw.stream {
            for (hypothesis, _) in Self.own(hypotheses, of: stream) where found.last != stream {
                let other = SeededDraw(stream, seed: draw.seed)
                if try other.comparison(of: tensor.reader, claiming: hypothesis).isEqual { found.append(stream) }
            }
        }
        return found
    }

    /// The seeds of a stream whose first values fit, in the order of the search.
    private func candidates(_ sought: SoughtValues, of stream: FrameworkStream) async -> [UInt64] {
        await parts.mapInParallel(atMost: Machine.coreCount) { part in
            stream.seeds(of: sought, in: part, limit: Self.candidateLimit)
        }.flatMap { $0 }
    }

    /// The seeds in parts that are searched at a time.
    private var parts: [ClosedRange<UInt64>] {
        search.seeds.flatMap { range -> [ClosedRange<UInt64>] in
            var parts: [ClosedRange<UInt64>] = []
            var low = range.lowerBound
            while range.upperBound - low >= Self.partSize {
                parts.append(low...low + Self.partSize - 1)
                low += Self.partSize
            }
            return parts + [low...range.upperBound]
        }
    }

    /// Of claims that state one law, those of the stream's framework, or the first one: arithmetic that leads to one law
    /// may differ in the last bit.
    private static func own(_ hypotheses: [Hypothesis], of stream: FrameworkStream) -> [(Hypothesis, StreamLaw)] {
        let own = hypotheses.filter { $0.claim?.framework == stream.framework }
        var found: [(Hypothesis, StreamLaw)] = []
        for hypothesis in own.isEmpty ? Array(hypotheses.prefix(1)) : own {
            guard let law = hypothesis.streamLaw, !found.contains(where: { $0.1 == law }) else { continue }
            found.append((hypothesis, law))
        }
        return found
    }

    /// A match, with a bound on its chance: each value of the type has at most the probability 2^-bits under any of the
    /// laws, and units in the last place that are granted multiply it.
    private func matched(
        _ tensor: Tensor,
        _ hypothesis: Hypothesis,
        _ comparison: StreamComparison,
        tried: Double
    ) -> SeedMatch {
        let bits: Double =
            switch tensor.reader.numberType {
            case .bfloat16: 7
            case .float16: 10
            default: 20
            }
        var granted = 1.0
        if case .equal(_, let ulps) = comparison.outcome { granted = 2 * ulps + 1 }
        let each = bits * log10(2) - log10(granted)
        let log10Tried = log10(tried * Double(search.streams.count * tensor.laws.count))
        return SeedMatch(
            claim: hypothesis.text,
            comparison: comparison,
            log10Chance: log10Tried - Double(tensor.reader.count) * each
        )
    }
}
