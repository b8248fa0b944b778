internal import Claims
internal import WeightFiles

extension Survey {
    /// How the tensors that were tested compare with a stream's draws, by their places.
    func comparisons(_ cases: [TensorCase], with draw: SeededDraw) -> [(place: Int, comparison: StreamComparison)] {
        let length = draw.stream.goesOn ? searchLength : 1
        var budget = 4 * SeedFinder.costLimit
        // Where the tensor before ended: models are mostly stored in the order in which they were drawn.
        var end: Int?
        return items.indices.compactMap { place in
            guard cases[place].finding != nil else { return nil }
            do {
                var found = try comparison(items[place], with: draw, expectedAt: end, within: 1)
                if let first = found, !first.isEqual, length > 1 {
                    let cost = length * draw.stream.wordCost
                    if budget >= cost {
                        budget -= cost
                        found = try comparison(items[place], with: draw, expectedAt: end, within: length)
                    } else {
                        let reason = "it is not the first, and later places were looked at for other tensors only"
                        found = StreamComparison(draw: draw, outcome: .undrawn(reason: reason))
                    }
                }
                if let found { end = found.end ?? end }
                return found.map { (place, $0) }
            } catch {
                // A file that can no longer be read is told by the pass that looks for changes.
                return nil
            }
        }
    }

    /// The words of a stream in which tensors are looked for: enough for a model that the files are a small part of. A
    /// tensor takes at most two words a value, and truncated ones some more.
    var searchLength: Int {
        let total = items.reduce(0) { $0 &+ $1.info.count }
        return min(max(4 * min(total, 1 << 40), 1 << 24), SeedFinder.lengthLimit)
    }

    // MARK: - Implementation

    private func comparison(
        _ item: Item,
        with draw: SeededDraw,
        expectedAt end: Int?,
        within length: Int
    ) throws -> StreamComparison? {
        guard let part = item.part else {
            return try hypothesis(of: item).map {
                try draw.comparison(of: item.reader(), claiming: $0, expectedAt: end, within: length)
            }
        }
        if let row = part.paddingRow(of: item.whole.shape) {
            // The framework draws the row, too, and sets it to 0 afterwards.
            let whole = try Hypothesis(part.claim, of: item.whole, fans: part.fans)
            return try draw.comparison(
                of: item.wholeReader(),
                claiming: whole,
                expectedAt: end,
                within: length,
                zeros: row
            )
        }
        return part.claim.text == Claim.zeros.text
            ? nil : StreamComparison(draw: draw, outcome: .undrawn(reason: "a part of a tensor has no draw of its own"))
    }
}
