internal import Claims
internal import WeightFiles

extension Identification {
    /// Finds the seeds of tensors, and writes them into their identities.
    ///
    /// The largest tensors are first taken to be the first that was drawn after a seed was set. If some are, the others are
    /// looked for in the same streams; if none is, in the streams of the seeds that people set most.
    ///
    /// - Returns: a warning, if tensors were not looked for everywhere in a stream that drew others.
    static func findSeeds(
        _ finder: SeedFinder,
        of cases: inout [IdentifiedTensor],
        fans: ClaimedFans?,
        reader: @Sendable (_ place: Int) -> TensorReader?
    ) async -> String? {
        let tensors = cases.indices.compactMap { place -> (place: Int, tensor: SeedFinder.Tensor)? in
            guard case .identified(let identity) = cases[place].disposition, !identity.claims.isEmpty,
                identity.paddingRow == nil, let reader = reader(place)
            else { return nil }
            let tensor = SeedFinder.Tensor(reader, identity, fans: fans)
            return tensor.laws.isEmpty ? nil : (place, tensor)
        }
        // Equally large ones stay in the order of the file.
        let largest = tensors.indices.sorted {
            (tensors[$1].tensor.reader.count, $0) < (tensors[$0].tensor.reader.count, $1)
        }
        var matches = [SeedMatch?](repeating: nil, count: tensors.count)
        // Each search uses all threads.
        for index in largest.prefix(SeedFinder.tensorLimit) {
            matches[index] = try? await finder.match(tensors[index].tensor)
        }
        let found = Set(matches.compactMap { $0?.comparison.draw })
        let draws =
            found.isEmpty
            ? finder.usualDraws : found.sorted { ($0.stream.rawValue, $0.seed) < ($1.stream.rawValue, $1.seed) }
        let total = tensors.reduce(0) { $0 + $1.tensor.reader.count }
        let isSure = !found.isEmpty || finder.hasFewSeeds
        // Where nothing points to a stream, half a second is enough.
        var budget = isSure ? SeedFinder.costLimit : SeedFinder.costLimit >> 2
        let length = min(4 * total + 1 << 10, SeedFinder.lengthLimit)
        // Where the tensor before ended: models are mostly stored in the order in which they were drawn.
        var ends: [SeededDraw: Int] = [:]
        var isCut = false
        for index in tensors.indices {
            if matches[index] == nil, !draws.isEmpty {
                let tensor = tensors[index].tensor
                let places = draws.map { (draw: $0, expected: ends[$0]) }
                if isSure { matches[index] = try? finder.match(tensor, in: places, length: 1) }
                let words = draws.reduce(0) { $0 + ($1.stream.goesOn ? $1.stream.wordCost : 0) } * tensor.laws.count
                if matches[index] == nil, words > 0 {
                    let affordable = min(length, budget / words)
                    isCut = isCut || affordable < length
                    if affordable > 1 << 10 {
                        budget -= affordable * words
                        matches[index] = try? finder.match(tensor, in: places, length: affordable)
                    }
                }
            }
            if let comparison = matches[index]?.comparison, let end = comparison.end { ends[comparison.draw] = end }
        }
        for (entry, match) in zip(tensors, matches) {
            guard let match, case .identified(var identity) = cases[entry.place].disposition else { continue }
            identity.seed = match
            cases[entry.place].disposition = .identified(identity)
        }
        return isCut && isSure
            ? "seeds: the search for tensors that were not drawn first ended early; glorot verify --stream looks further"
            : nil
    }
}
