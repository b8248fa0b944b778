internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// The data for pictures of deviating tensors.
extension Survey {
    /// The evidence of the first deviating tensors, by their places; none for a tensor that can no longer be read.
    func evidence(_ tensors: [TensorCase], _ measured: [Measured?], limit: Int) -> [Int: TensorEvidence] {
        guard limit > 0 else { return [:] }
        let deviating = items.indices.filter { tensors[$0].finding?.verdict == .deviates }
        let labels = Dictionary(self.labels.enumerated().map { ($1, $0) }) { first, _ in first }
        var evidence: [Int: TensorEvidence] = [:]
        for place in deviating.prefix(limit) {
            evidence[place] = try? self.evidence(place, tensors, measured[place]) { labels[$0] }
        }
        return evidence
    }

    // MARK: - Implementation

    private func evidence(
        _ place: Int,
        _ tensors: [TensorCase],
        _ measured: Measured?,
        place named: (String) -> Int?
    ) throws -> TensorEvidence? {
        guard let finding = tensors[place].finding else { return nil }
        let known = measured?.insight?.picture
        guard let picture = try known ?? picture(finding, at: place, tensors[place].lattice) else { return nil }
        let difference = picture.histogram.map { histogram in
            let epsilon = finding.outcome?.resolution.epsilon ?? 0
            func band(_ level: Double) -> ConformanceRun.DistanceBand {
                ConformanceRun.DistanceBand(count: histogram.count, level: level, epsilon: epsilon)
            }
            return TensorEvidence.Difference(
                histogram: histogram,
                usualBand: band(ConformanceRun.usualLevel),
                decisionBand: band((finding.level ?? 0) * Battery.weight(.kolmogorovSmirnov))
            )
        }
        return TensorEvidence(
            difference: difference,
            blocks: picture.blocks,
            pairs: try? pairs(finding, at: place, tensors, named)
        )
    }

    /// The data for pictures of a tensor, from reading it once more.
    func picture(_ finding: Finding, at place: Int, _ lattice: SpeakingLattice?) throws -> Measured.Picture? {
        guard let hypothesis = finding.hypothesis else { return nil }
        let reader = try items[place].reader()
        let test = HypothesisTest(hypothesis, of: reader.info)
        let blocks = try MatrixBlocks(
            reader,
            shape: test.storedShape,
            mean: hypothesis.distribution.mean,
            deviation: hypothesis.distribution.standardDeviation,
            isSparse: hypothesis.law.isStructured
        )
        return Measured.Picture(
            histogram: try test.histogram(reader, rounding: lattice?.rounding),
            blocks: reader.info.isFortranOrder && test.storedShape.count > 1 ? blocks.transposed : blocks
        )
    }

    /// Pairs of values of a tensor and of the one that shares its stream.
    private func pairs(
        _ finding: Finding,
        at own: Int,
        _ tensors: [TensorCase],
        _ place: (String) -> Int?
    ) throws -> TensorEvidence.Pairs? {
        let shared = finding.diagnosis.lazy.compactMap { diagnosis -> (other: String, isTransposed: Bool)? in
            if case .sharedStream(let other, _, let isTransposed) = diagnosis { (other, isTransposed) } else { nil }
        }.first
        guard let shared, let place = place(shared.other), let law = finding.distribution,
            let otherLaw = tensors[place].finding?.distribution, let otherShape = tensors[place].finding?.shape
        else { return nil }
        let (reader, other) = (try items[own].reader(), try items[place].reader())
        let shape = reader.info.isFortranOrder ? finding.shape.reversed() : finding.shape
        let leading = Array(0..<min(TensorEvidence.Pairs.limit, reader.count, other.count))
        let stored = other.info.isFortranOrder ? otherShape.reversed() : otherShape
        // Either may be the one with the first axis fastest: it is the one that makes them alike.
        let readings: [(own: [Int], other: [Int])] =
            shared.isTransposed
            ? [
                (leading, StreamPlaces.transposedPositions(of: leading, in: stored)),
                (StreamPlaces.transposedPositions(of: leading, in: shape), leading),
            ].filter { !$0.own.isEmpty && !$0.other.isEmpty } : [(leading, leading)]
        let candidates = try readings.map { positions in
            zip(
                try reader.standardized(at: positions.own, under: law),
                try other.standardized(at: positions.other, under: otherLaw)
            ).map { (x: $0, y: $1) }
        }
        func likeness(_ points: [(x: Double, y: Double)]) -> Double { abs(points.reduce(0) { $0 + $1.x * $1.y }) }
        return candidates.max { likeness($0) < likeness($1) }.map {
            TensorEvidence.Pairs(other: shared.other, points: $0)
        }
    }
}

extension TensorReader {
    /// Values at some places, each minus a law's mean and divided by its standard deviation.
    fileprivate func standardized(at places: [Int], under law: any Distribution) throws(WeightFileError) -> [Double] {
        var values: [Int: Double] = [:]
        // In increasing order, since some files can only be read forwards.
        for place in places.sorted() {
            var value = [0.0]
            var span = value.mutableSpan
            try read(place..<place + 1, into: &span)
            values[place] = (value[0] - law.mean) / law.standardDeviation
        }
        return places.compactMap { values[$0] }
    }
}
