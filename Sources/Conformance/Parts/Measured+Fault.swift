internal import Stats

/// What was kept of a tensor may come from anywhere, and may be damaged in a way that keeps its checksum.
extension Measured {
    /// Whether this many values can have left it.
    func isPossible(for count: Int) -> Bool {
        if case .tested(let outcome) = state {
            guard outcome.isPossible(for: count), lattice.map({ 0...1 ~= $0.spread }) ?? true else { return false }
        }
        return (traces?.isPossible(for: count) ?? true) && (insight?.picture?.isPossible ?? true)
    }
}

extension Battery.Outcome {
    fileprivate func isPossible(for count: Int) -> Bool {
        count > 0 && self.count == UInt64(count) && notFinite <= self.count && impossible <= self.count
            && extremeCount <= 2 * self.count && resolution.isPossible && results.count <= TestKind.allCases.count
            && Set(results.map(\.test)).count == results.count && (histogram?.isPossible ?? true)
    }
}

extension CopyTraces {
    fileprivate func isPossible(for count: Int) -> Bool {
        let isOrdered = zip(lengths, lengths.dropFirst()).allSatisfy { $0 < $1 }
        return 0...count ~= drawnCount && 0...1 ~= mass && 0...count ~= trailingZeros
            && lengths.count == hashes.count && isOrdered && lengths.allSatisfy { 1...max(1, count) ~= $0 }
            && 0...count ~= blocks.divisors
            && blocks.found.allSatisfy { 2...max(2, count) ~= $0.divisor && 0..<$0.divisor ~= $0.repeats }
            && (places?.isPossible ?? true)
    }
}

extension StreamPlaces {
    fileprivate var isPossible: Bool {
        (Self.least...Self.limit).contains(leading.count) && (transposed.isEmpty || transposed.count == leading.count)
            && (leading + transposed).allSatisfy { 0...1 ~= $0 } && 0...0.25 ~= tolerance && 0...1 ~= mass
    }
}

extension Measured.Picture {
    fileprivate var isPossible: Bool {
        1...MatrixBlocks.limit ~= blocks.height && 1...MatrixBlocks.limit ~= blocks.width && blocks.rows > 0
            && blocks.columns > 0 && blocks.blocks.count == blocks.height * blocks.width
            && (histogram?.isPossible ?? true)
    }
}

extension SampleHistogram {
    fileprivate var isPossible: Bool { 1...128 ~= bins.count && range.upperBound > range.lowerBound }
}
