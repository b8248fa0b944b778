internal import Claims
internal import WeightFiles

extension Identification {
    /// Finds the seeds of tensors, and writes them into their identities.
    ///
    /// Each tensor is first taken to be the first that was drawn after a seed was set. If some are, the others are looked
    /// for later in the same streams; if none is, in the streams of the seeds that people set most.
    static func findSeeds(
        _ finder: SeedFinder,
        of cases: inout [IdentifiedTensor],
        fans: ClaimedFans?,
        reader: @Sendable (_ place: Int) -> TensorReader?
    ) async {
        let tensors = cases.indices.compactMap { place -> (place: Int, tensor: SeedFinder.Tensor)? in
            guard case .identified(let identity) = cases[place].disposition, !identity.claims.isEmpty,
                let reader = reader(place)
            else { return nil }
            let tensor = SeedFinder.Tensor(reader, identity, fans: fans)
            return tensor.laws.isEmpty ? nil : (place, tensor)
        }
        var matches: [SeedMatch?] = []
        // Each search uses all threads.
        for entry in tensors { matches.append(try? await finder.match(entry.tensor)) }
        let length = min(4 * tensors.reduce(0) { $0 + $1.tensor.reader.count } + 1 << 10, SeedFinder.lengthLimit)
        let found = Set(matches.compactMap { $0?.comparison.draw }).filter(\.stream.goesOn)
        let draws = found.isEmpty ? finder.usualDraws : found.sorted { $0.seed < $1.seed }
        // Each search for a tensor draws the stream once more.
        var budget = SeedFinder.wordLimit
        for (index, entry) in tensors.enumerated() where matches[index] == nil && tensors.count > 1 {
            let cost = length * draws.count * entry.tensor.laws.count
            guard cost <= budget else { continue }
            budget -= cost
            matches[index] = try? finder.match(entry.tensor, in: draws, length: length)
        }
        for (entry, match) in zip(tensors, matches) {
            guard let match, case .identified(var identity) = cases[entry.place].disposition else { continue }
            identity.seed = match
            cases[entry.place].disposition = .identified(identity)
        }
    }
}
