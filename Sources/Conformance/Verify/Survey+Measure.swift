internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// Reading the tensors.
extension Survey {
    /// Reads some of the tensors that rules ask for, two at a time, since each may hold some twenty MiB.
    ///
    /// - Parameters:
    ///   - places: the tensors, as in `askedFor`.
    ///   - isOnlyReading: whether the values will not be available once it is known what deviates; then tensors that
    ///     may deviate are examined now.
    /// - Returns: what was kept of them, in order.
    func measure(
        _ places: [Int],
        isOnlyReading: Bool = false,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
    ) async -> [Measured] {
        await places.mapInParallel(atMost: min(2, Machine.threadLimit), progress: progress) { place in
            var measured = measure(items[place])
            if isOnlyReading {
                do throws(WeightFileError) {
                    try complete(&measured, at: place)
                } catch {
                    return Measured(.failed(error))
                }
            }
            return measured
        }
    }

    /// What a deviating tensor is, going by its own values; nil if they are above suspicion or can no longer be read.
    func insight(_ finding: Finding, at place: Int, _ measured: Measured?) -> Measured.Insight? {
        if let insight = measured?.insight { return insight }
        guard measured?.isSuspect ?? false, let reader = try? items[place].reader() else { return nil }
        return Measured.Insight(diagnosis: finding.ownDiagnosis(reader, items[place].file.configuration))
    }

    /// The claim of a tensor whose segments several machines may read: draws of one law that can be read anywhere. Nil
    /// for all others.
    ///
    /// - Throws: `WeightFileError` if its file cannot be read.
    func divisible(_ place: Int) throws(WeightFileError) -> Hypothesis? {
        let item = items[place]
        guard item.part == nil, item.twin == nil, item.pieces?.fault == nil, item.info.count > SampleSegments.size,
            !(item.file.configuration?.tiesWordEmbeddings ?? false && item.whole.isOutputLayer),
            case .claim? = item.expectation, let hypothesis = try? hypothesis(of: item), hypothesis.isEntrywise,
            !hypothesis.numberType.isExact
        else { return nil }
        return try item.reader().isSequential ? nil : hypothesis
    }

    /// Reads segments of a tensor.
    ///
    /// - Throws: `WeightFileError` if they cannot be read, or differ between two readings.
    func store(_ segments: Range<Int>, of place: Int) throws -> StoredRange {
        let item = items[place]
        guard let hypothesis = try divisible(place),
            case let (test, digest?) = prepared(hypothesis, item.info)
        else { preconditionFailure("\(item.name) cannot be divided") }
        do {
            return try StoredRange(segments, of: item.reader(), test, digest)
        } catch SampleError.changed {
            throw WeightFileError.changed(item.file.path, "\(item.name) differs between two readings")
        }
    }

    /// What is kept of a tensor that was read in parts.
    ///
    /// - Parameter ranges: the ranges of all its segments, in order.
    /// - Throws: `StoredSegmentsError` if they are not those of such a tensor; `ClaimError` if the claim does not fit
    ///   it.
    func measured(_ ranges: [StoredRange], of place: Int) throws -> Measured {
        let info = items[place].info
        guard let hypothesis = try hypothesis(of: items[place]), hypothesis.isEntrywise,
            case let (test, digest?) = prepared(hypothesis, info)
        else { throw StoredSegmentsError.impossible }
        return measured(try StoredRange.outcome(of: ranges, info, test, digest), test, digest, info)
    }

    // MARK: - Implementation

    /// Adds what a verdict may need of the values: the values themselves, if they are few, and pooled or suspect.
    ///
    /// - Throws: `WeightFileError` if they can no longer be read: without them the verdict would differ.
    private func complete(_ measured: inout Measured, at place: Int) throws(WeightFileError) {
        guard let finding = tensorCase(place, measured).finding else { return }
        let isPooled = finding.law.flatMap(Pool.standard) != nil
        guard measured.isSuspect || isPooled else { return }
        let reader = try items[place].reader()
        if finding.count <= Pool.tensorLimit, let bytes = try reader.storedBytes() {
            measured.values = bytes
        } else if measured.isSuspect {
            measured.insight = insight(finding, at: place, measured)
            measured.insight?.picture = try? picture(finding, at: place, measured.lattice)
        }
    }

    private func measure(_ item: Item) -> Measured {
        if let fault = item.pieces?.fault ?? item.fault { return Measured(.unfit(reason: fault)) }
        do throws(WeightFileError) {
            switch item.expectation {
            case .same(let name, let reference?):
                return Measured(try compare(item, with: name, of: reference))
            case .same(let name, nil):
                return Measured(try compare(item, with: name))
            case .claim(let claim, let fans):
                var twin = item.twin
                if twin == nil { twin = try configuredTwin(of: item) }
                if let twin { return Measured(.compared(with: twin, isSame: true)) }
                return try measure(item, claim, fans, wholeShape: nil)
            case .parts:
                guard let part = item.part else { return Measured(.empty) }
                if let fault = part.fault { return Measured(.unfit(reason: fault)) }
                return try measure(item, part.claim, part.fans, wholeShape: item.whole.shape)
            case .skip, nil:
                preconditionFailure("nobody asks for \(item.name)")
            }
        } catch {
            return Measured(.failed(error))
        }
    }

    /// Tests a tensor, or a part of one, against a claim.
    private func measure(
        _ item: Item,
        _ claim: Claim,
        _ fans: ClaimedFans?,
        wholeShape: [Int]?
    ) throws(WeightFileError) -> Measured {
        if item.info.count == 0, claim.allowsEmpty(item.info.shape, fans: fans, wholeShape: wholeShape) {
            return Measured(.empty)
        }
        let reader = try item.reader()
        do {
            let hypothesis = try hypotheses.hypothesis(claim, of: reader.info, fans: fans, wholeShape: wholeShape)
            return try measure(reader, hypothesis)
        } catch let error as WeightFileError {
            throw error
        } catch SampleError.changed {
            throw .changed(reader.path, "\(reader.info.name) differs between two readings")
        } catch {
            // A tensor that does not fit may have changed during the tests: that is the file's error, not the claim's.
            try item.file.verifyUnchanged()
            return Measured(.unfit(reason: "\(error)"))
        }
    }

    private func measure(_ reader: TensorReader, _ hypothesis: Hypothesis) throws -> Measured {
        let (test, digest) = prepared(hypothesis, reader.info)
        return measured(try test.run(reader, digest: digest), test, digest, reader.info)
    }

    /// The tests of a tensor, and the digest that notes its values; nil for values that may well be equal to others.
    private func prepared(
        _ hypothesis: Hypothesis,
        _ info: TensorInfo
    ) -> (HypothesisTest, TensorDigest?) {
        var test = HypothesisTest(hypothesis, of: info)
        (test.cells, test.lattices) = (cells, lattices)
        guard hypothesis.drawn(of: info.count, largestMass: 0) != nil else { return (test, nil) }
        let digest = TensorDigest(
            count: info.count,
            sliceCount: hypothesis.isEntrywise ? test.storedShape.first ?? 1 : 1,
            lengths: lengths,
            keeping: hypothesis.isEntrywise ? StreamPlaces.positions(in: test.storedShape).kept : []
        )
        return (test, digest)
    }

    /// What is kept after the tests of a tensor.
    private func measured(
        _ found: HypothesisTest.TensorOutcome,
        _ test: HypothesisTest,
        _ digest: TensorDigest?,
        _ info: TensorInfo
    ) -> Measured {
        let hypothesis = test.hypothesis
        var measured = Measured(.tested(found.outcome))
        measured.lattice = found.lattice
        var results = found.outcome.results
        if let digest, let drawn = hypothesis.drawn(of: info.count, largestMass: found.largestMass) {
            let places =
                hypothesis.isEntrywise
                ? StreamPlaces(
                    digest,
                    shape: test.storedShape,
                    type: hypothesis.numberType,
                    law: hypothesis.distribution,
                    largestMass: found.largestMass,
                    resolution: found.outcome.resolution
                ) : nil
            let traces = CopyTraces(
                digest,
                count: info.count,
                drawn: drawn,
                isEntrywise: hypothesis.isEntrywise,
                places: places
            )
            // Only what the tensor shows by itself.
            let copies = CopyTests(traces, count: info.count, twins: nil, others: 0)
            results += [copies.copies, copies.zeros]
            measured.traces = traces
        }
        measured.isSuspect = Suspicion(results).isFounded(at: decision.alpha)
        return measured
    }

    /// The embedding that an output layer repeats, if the model's configuration says that it does.
    private func configuredTwin(of item: Item) throws(WeightFileError) -> String? {
        guard item.file.configuration?.tiesWordEmbeddings == true, item.part == nil, item.whole.isOutputLayer else {
            return nil
        }
        let whole = item.whole
        let embedding = items.first { other in
            other.whole.isEmbedding && other.part == nil && Self.areUnderOneClaim(item, other)
                && other.whole.shape == whole.shape && other.whole.type == whole.type
                && other.whole.isFortranOrder == whole.isFortranOrder
                && other.file.configuration == item.file.configuration
        }
        guard let embedding else { return nil }
        let reader = try embedding.reader()
        guard try item.reader().isSame(as: reader) else { return nil }
        return embedding.name
    }

    /// Whether a tensor equals the one of a given name, in its own file or another.
    private func compare(_ item: Item, with name: String) throws(WeightFileError) -> Measured.State {
        // A tensor compared with itself would always pass.
        let others = items.filter { $0.name == name && ($0.file !== item.file || $0.whole != item.whole) }
        guard let found = others.first(where: { $0.file === item.file }) ?? others.first else {
            return .unfit(reason: "same_as: found no other tensor \(name), expected one")
        }
        return try compare(item, with: found.whole, named: name) { () throws(WeightFileError) in
            try found.wholeReader()
        }
    }

    /// Whether a tensor equals one in a reference file.
    private func compare(
        _ item: Item,
        with name: String,
        of reference: ReferenceFile
    ) throws(WeightFileError) -> Measured.State {
        let (file, other) = try reference.tensor(name)
        guard let other else {
            return .unfit(reason: "same_as: found no tensor \(quoted(name)) in \(file.path), expected one")
        }
        let label = "\(file.path): \(name)"
        let state = try compare(item, with: other, named: label) { () throws(WeightFileError) in
            try file.reader(for: other)
        }
        try file.verifyUnchanged()
        return state
    }

    private func compare(
        _ item: Item,
        with other: TensorInfo,
        named name: String,
        _ read: () throws(WeightFileError) -> TensorReader
    ) throws(WeightFileError) -> Measured.State {
        let whole = item.whole
        guard other.count == whole.count, other.shape == whole.shape, other.type == whole.type else {
            return .compared(with: name, isSame: false)
        }
        guard other.isFortranOrder == whole.isFortranOrder || whole.shape.count < 2 else {
            return .unfit(
                reason: "same_as: found C order in one and Fortran order in the other, expected the order of \(name)"
            )
        }
        let reader = try item.wholeReader()
        return .compared(with: name, isSame: try reader.isSame(as: try read()))
    }
}
