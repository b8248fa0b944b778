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
    static let lengthLimit = 1 << 31

    /// The cost of looking for tensors that were not drawn first, in words of PyTorch's stream: two seconds or so.
    static let costLimit = 1 << 33

    /// The tensors that all seeds are tried on, the largest ones: some tens of milliseconds each.
    static let tensorLimit = 32

    /// Seeds that people set most.
    private static let usualSeeds: [UInt64] = [0, 1, 42, 1234, 1337] + Array(2020...2026)

    /// Whether so few seeds are searched that each stream can be drawn far.
    var hasFewSeeds: Bool { search.seedCount <= 64 }

    /// Streams that go on, at the seeds that are searched if these are few; otherwise PyTorch's, at the usual ones of them.
    var usualDraws: [SeededDraw] {
        let seeds =
            hasFewSeeds
            ? search.seeds.flatMap { Array($0) }
            : Self.usualSeeds.filter { seed in search.seeds.contains { $0.contains(seed) } }
        return search.streams.filter { hasFewSeeds ? $0.goesOn : $0 == .torch }.flatMap { stream in
            seeds.map { SeededDraw(stream, seed: $0) }
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

    /// The number of draws that a tensor is compared with in a search for `places` places.
    private func tried(_ tensor: Tensor, _ places: Double) -> Double {
        places * Double(tensor.laws.reduce(0) { $0 + $1.count } * search.streams.count)
    }

    /// The seed of a tensor that was drawn first after it was set; nil if none was found, or if so few values would fit one
    /// by chance.
    func match(_ tensor: Tensor) async throws -> SeedMatch? {
        let tried = tried(tensor, search.seedCount)
        guard SeedMatch.isTelling(count: tensor.reader.count, tensor.reader.numberType, tried: tried) else {
            return nil
        }
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
                        var match = matched(tensor, hypothesis, comparison, tried: tried)
                        match.others = try others(tensor, hypotheses, draw)
                        return match
                    }
                }
            }
        }
        return nil
    }

    /// The place of a tensor in streams; nil if it is in none, or if so few values would be somewhere by chance.
    ///
    /// - Parameters:
    ///   - draws: the streams at their seeds, each with the words that earlier tensors took, if that is known.
    ///   - length: the number of words of a stream that goes on to search; 1 for those places alone.
    func match(
        _ tensor: Tensor,
        in draws: [(draw: SeededDraw, expected: Int?)],
        length: Int
    ) throws(WeightFileError) -> SeedMatch? {
        // The streams were found among all seeds.
        let tried = tried(tensor, search.seedCount + Double(draws.count) * Double(length))
        guard SeedMatch.isTelling(count: tensor.reader.count, tensor.reader.numberType, tried: tried) else {
            return nil
        }
        for hypotheses in tensor.laws {
            for (draw, expected) in draws {
                for (hypothesis, _) in Self.own(hypotheses, of: draw.stream) {
                    let comparison = try draw.comparison(
                        of: tensor.reader,
                        claiming: hypothesis,
                        expectedAt: expected,
                        within: draw.stream.goesOn ? length : 1
                    )
                    if comparison.isEqual { return matched(tensor, hypothesis, comparison, tried: tried) }
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

    private func matched(
        _ tensor: Tensor,
        _ hypothesis: Hypothesis,
        _ comparison: StreamComparison,
        tried: Double
    ) -> SeedMatch {
        var granted = 0.0
        if case .equal(_, let ulps) = comparison.outcome { granted = ulps }
        let chance = SeedMatch.log10Bound(
            count: tensor.reader.count,
            tensor.reader.numberType,
            ulps: granted,
            tried: tried
        )
        return SeedMatch(claim: hypothesis.text, comparison: comparison, log10Chance: chance)
    }
}
