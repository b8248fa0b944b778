internal import Claims
internal import WeightFiles

extension Survey {
    /// How the tensors that were tested compare with a stream's draws, by their places.
    func comparisons(_ cases: [TensorCase], with draw: SeededDraw) -> [(place: Int, comparison: StreamComparison)] {
        // A tensor takes at most two words a value, and truncated ones some more.
        let length = draw.stream.goesOn ? min(4 * items.reduce(0) { $0 &+ $1.info.count }, SeedFinder.lengthLimit) : 1
        return items.indices.compactMap { place in
            guard cases[place].finding != nil else { return nil }
            do {
                return try comparison(items[place], with: draw, length).map { (place, $0) }
            } catch {
                // A file that can no longer be read is told by the pass that looks for changes.
                return nil
            }
        }
    }

    // MARK: - Implementation

    private func comparison(_ item: Item, with draw: SeededDraw, _ length: Int) throws -> StreamComparison? {
        guard let part = item.part else {
            return try hypothesis(of: item).map {
                try draw.comparison(of: item.reader(), claiming: $0, within: length)
            }
        }
        if let row = part.paddingRow(of: item.whole.shape) {
            // The framework draws the row, too, and sets it to 0 afterwards.
            let whole = try Hypothesis(part.claim, of: item.whole, fans: part.fans)
            return try draw.comparison(of: item.wholeReader(), claiming: whole, within: length, zeros: row)
        }
        return part.claim.text == Claim.zeros.text
            ? nil : StreamComparison(draw: draw, outcome: .undrawn(reason: "a part of a tensor has no draw of its own"))
    }
}
