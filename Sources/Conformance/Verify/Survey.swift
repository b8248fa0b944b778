internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// The tensors of some files, the rule that holds for each, and the tests of them.
struct Survey: Sendable {
    /// A tensor, or a part of one, with its file and its rule.
    struct Item: Sendable {
        let file: WeightFile

        /// The tensor.
        let whole: TensorInfo

        /// The place of the rule that holds for it; nil where none does.
        let rule: Int?

        /// The part; nil for the whole.
        var part: TensorPart?

        /// The earlier tensor that is the same values in the same place under the same claim, if any: tied weights are
        /// tested once.
        var twin: String?

        /// The tensor, or the part as a tensor of its own.
        var info: TensorInfo { part?.info ?? whole }

        /// The tensor's name, or the file's where that has none.
        var name: String { whole.name(in: file.path) }

        /// Reads the tensor or the part.
        func reader() throws(WeightFileError) -> TensorReader {
            let reader = try file.reader(for: whole)
            return part?.reader(of: reader) ?? reader
        }
    }

    let items: [Item]
    /// The names of the items, as messages tell them apart.
    let labels: [String]
    let files: [WeightFile]
    /// Rules that ask for something and match nothing.
    let idleRules: [String]
    private let expectations: Expectations

    /// Laws on lattices that tensors have in common.
    private let lattices = LatticeLaws()

    /// Hypotheses that tensors have in common.
    private let hypotheses = HypothesisCache()

    /// Cells that tensors have in common.
    private let cells = CellCache()

    init(_ files: [WeightFile], _ expectations: Expectations) {
        self.files = files
        self.expectations = expectations
        let rules = RuleTable(expectations.rules)
        var isUsed = [Bool](repeating: false, count: expectations.rules.count)
        var items: [Item] = []
        items.reserveCapacity(files.reduce(0) { $0 + $1.tensors.count })
        for file in files {
            for info in file.tensors {
                let index = rules.place(of: info, in: file.path)
                if let index { isUsed[index] = true }
                let item = Item(file: file, whole: info, rule: index)
                if case .parts(let parts) = index.map({ expectations.rules[$0].expectation }) {
                    items += TensorPart.parts(of: info, parts).map { part in
                        var item = item
                        item.part = part
                        return item
                    }
                } else {
                    items.append(item)
                }
            }
        }
        Self.tie(&items, expectations)
        self.items = items
        labels = zip(TensorLabels.labels(of: items.map { ($0.file.path, $0.name) }), items).map { label, item in
            item.part.map { "\(label)[\($0.name)]" } ?? label
        }
        // What a rule would skip is missed by nobody: a tensor whose name was meant fails for want of a rule.
        idleRules = zip(expectations.rules, isUsed).filter { !$0.isSkipped && !$1 }
            .map { "no tensor matches \($0.0.names)" }
    }

    /// What the files' readers note.
    var notes: [String] {
        // What cannot be read and was asked for is an error of its own.
        let asked = items.lazy.filter { $0.whole.note != nil && $0.whole.type != nil && $0.part?.isFirst ?? true }
            .filter(isAskedFor)
        return files.flatMap { file in file.ownNotes.map { "\(file.path): \($0)" } }
            + asked.compactMap { item in item.whole.note.map { "\(item.file.path): \($0)" } }
    }

    /// Tests all tensors, two at a time, since each may hold some twenty MiB, and returns them in order.
    func test(progress: @escaping @Sendable (Int, Int) -> Void) async -> [TensorCase] {
        let places = items.indices.filter { isAskedFor(items[$0]) }
        let lengths = Set(places.map { items[$0].info.count }).filter { $0 > 0 }.sorted()
        var tested = await places.mapInParallel(atMost: 2, progress: progress) { place in
            test(items[place], untested(place), lengths: lengths)
        }
        var tensors: [TensorCase] = []
        tensors.reserveCapacity(items.count)
        var hashed: [Copies?] = []
        hashed.reserveCapacity(places.count)
        // Each is let go once it was taken: there may be a hundred thousand.
        tested.reverse()
        for place in items.indices {
            guard isAskedFor(items[place]), let found = tested.popLast() else {
                tensors.append(untested(place))
                continue
            }
            tensors.append(found.tensor)
            hashed.append(found.copies)
        }
        addCopies(hashed, places, to: &tensors)
        return tensors
    }

    /// The small tensors that can be pooled, by their places among the items: two or more of one family each. What the tests
    /// found plays no part in it.
    func poolable(_ tensors: [TensorCase]) -> [[Int]] {
        struct Group {
            let scheme: String
            let law: ClaimedLaw
            var places: [Int] = []
            var count = 0
        }
        var groups: [Group] = []
        for (index, item) in items.enumerated() {
            guard let result = tensors[index].finding, let law = result.law, let standard = Pool.standard(law),
                item.info.type.map({ !$0.isExact }) ?? false, result.count <= Pool.tensorLimit,
                (result.outcome?.resolution.epsilon ?? 0) < Resolution.coarsest
            else { continue }
            let place =
                groups.firstIndex {
                    $0.scheme == result.scheme && $0.law == standard && $0.count + result.count <= Pool.limit
                } ?? groups.count
            if place == groups.count { groups.append(Group(scheme: result.scheme, law: standard)) }
            groups[place].places.append(index)
            groups[place].count += result.count
        }
        return groups.map(\.places).filter { $0.count > 1 }
    }

    /// Small tensors of one family, whatever they told by themselves, taken together; no copies and no others that failed
    /// by themselves, which the pool would only fail for once more. A tensor that can no longer be read has failed.
    ///
    /// - Parameters:
    ///   - groups: as `poolable` has them.
    ///   - failed: the places of tensors that deviate.
    func pools(
        _ groups: [[Int]],
        without failed: Set<Int>,
        _ tensors: inout [TensorCase]
    ) -> [(names: [String], places: [Int], result: Finding)] {
        let lattices = LatticeLaws()
        var pools: [(names: [String], places: [Int], result: Finding)] = []
        for group in groups {
            let sound = group.filter { !failed.contains($0) && tensors[$0].finding != nil }
            guard sound.count > 1, let first = sound.first, let result = tensors[first].finding, let law = result.law,
                let standard = Pool.standard(law)
            else { continue }
            var pool = Pool(scheme: result.scheme, law: standard)
            for index in sound {
                do throws(WeightFileError) {
                    let reader = try items[index].reader()
                    try pool.add(reader, of: tensors[index], lattices: lattices)
                } catch {
                    tensors[index].disposition = .failed(error)
                }
            }
            guard pool.names.count > 1, let result = try? pool.result() else { continue }
            pools.append((pool.names, sound, result))
        }
        return pools
    }

    /// What a pool is instead of its claim, where it deviates: its tensors are read once more.
    func diagnosed(_ pool: Finding, of places: [Int], among tensors: [TensorCase]) -> Finding {
        guard pool.verdict == .deviates, let law = pool.law else { return pool }
        var result = pool
        result.source = { _ in
            var pool = Pool(scheme: pool.scheme, law: law)
            for place in places { try pool.add(items[place].reader(), of: tensors[place], lattices: LatticeLaws()) }
            return TensorReader(holding: pool.values, as: .float32, shape: [pool.values.count], name: "pool")
        }
        result.diagnoseDrawn(resolution: result.outcome?.resolution ?? .framework)
        // The tensors are not kept for it.
        result.source = nil
        return result
    }

    /// What deviates, each with what it is instead; two at a time, since each may hold some tens of MiB.
    func diagnosed(
        _ tensors: [TensorCase],
        _ places: [Int],
        alpha: Double
    ) async -> [(place: Int, finding: Finding)] {
        let deviating = places.filter { tensors[$0].verdict == .deviates }
        return await deviating.mapInParallel(atMost: 2) { place in
            guard var finding = tensors[place].finding, let reader = try? items[place].reader() else { return nil }
            // What is wrong among tensors explains most, where it is more than chance.
            let isCopied = !Set(finding.deviating(at: alpha)).isDisjoint(with: [.copies, .streams])
            finding.diagnose(
                reader,
                resolution: .framework,
                copy: isCopied ? tensors[place].amongTensors : nil,
                configuration: items[place].file.configuration
            )
            return (place, finding)
        }.compactMap { $0 }
    }

    /// Marks the tensors of files that changed, and returns their labels.
    func verifyUnchanged(_ tensors: inout [TensorCase]) -> Set<String> {
        var changed: Set<String> = []
        for file in files {
            do {
                try file.verifyUnchanged()
            } catch {
                for index in items.indices where items[index].file === file && tensors[index].isRead {
                    tensors[index].disposition = .failed(error)
                    changed.insert(labels[index])
                }
            }
        }
        return changed
    }

    // MARK: - Implementation

    /// Finds tensors that are an earlier one of their file, under the same claim.
    private static func tie(_ items: inout [Item], _ expectations: Expectations) {
        var first: [Int: Int] = [:]
        for place in items.indices {
            let item = items[place]
            guard item.part == nil else { continue }
            if item.whole.tied == nil {
                first[item.whole.place] = place
            } else if let tied = item.whole.tied, let other = first[tied].map({ items[$0] }), other.file === item.file,
                areUnderOneClaim(item, other, expectations)
            {
                items[place].twin = other.name
            }
        }
    }

    /// Whether the rules of two tensors state the same claim.
    private static func areUnderOneClaim(_ item: Item, _ other: Item, _ expectations: Expectations) -> Bool {
        guard case .claim(let claim, let fans)? = item.rule.map({ expectations.rules[$0].expectation }),
            case .claim(let same, let sameFans)? = other.rule.map({ expectations.rules[$0].expectation })
        else { return false }
        return claim.text == same.text && fans == sameFans
    }

    /// The embedding whose values an output layer repeats, where the model's configuration says that it does.
    private func configuredTwin(of item: Item) throws(WeightFileError) -> String? {
        guard item.file.configuration?.tiesWordEmbeddings == true, item.part == nil, item.whole.isOutputLayer else {
            return nil
        }
        let whole = item.whole
        let embedding = items.first { other in
            other.whole.isEmbedding && other.part == nil && Self.areUnderOneClaim(item, other, expectations)
                && other.whole.shape == whole.shape && other.whole.type == whole.type
                && other.whole.isFortranOrder == whole.isFortranOrder
                && other.file.configuration == item.file.configuration
        }
        guard let embedding else { return nil }
        let reader = try embedding.reader()
        guard try item.reader().isSame(as: reader) else { return nil }
        return embedding.name
    }

    /// For laws whose values may not well be equal, what tells copies: m and q, the hashes, and the places of the first values.
    typealias Copies = (
        drawn: (count: Int, mass: Double), isEntrywise: Bool, hashes: TensorDigest.Hashes, places: StreamPlaces?
    )

    /// A tensor after its tests.
    private final class Tested: Sendable {
        let tensor: TensorCase
        let copies: Copies?

        init(_ tensor: TensorCase, _ copies: Copies?) { (self.tensor, self.copies) = (tensor, copies) }
    }

    /// Whether a rule wants something of a tensor.
    private func isAskedFor(_ item: Item) -> Bool {
        switch item.rule.map({ expectations.rules[$0].expectation }) {
        case .claim, .parts, .same: true
        case .skip, nil: false
        }
    }

    /// A tensor before its tests, or one that has none.
    private func untested(_ place: Int) -> TensorCase {
        let item = items[place]
        var tensor = TensorCase(item.info, part: item.part?.name, file: item.file.path, label: labels[place])
        switch item.rule.map({ expectations.rules[$0].expectation }) {
        case .skip(let reason): tensor.disposition = .skipped(reason: reason)
        case nil where expectations.unmatched == .skip: tensor.disposition = .skipped(reason: "not asked for")
        case .claim(let claim, _): tensor.claim = claim.text
        case .parts: tensor.claim = item.part?.claim.text
        case .same, nil: break
        }
        return tensor
    }

    /// Tests a tensor that a rule wants something of.
    private func test(_ item: Item, _ tensor: TensorCase, lengths: [Int]) -> Tested {
        var tensor = tensor
        do throws(WeightFileError) {
            switch item.rule.map({ expectations.rules[$0].expectation }) {
            case .same(let name):
                tensor.disposition = try compare(item, with: name)
            case .claim(let claim, let fans):
                var twin = item.twin
                if twin == nil { twin = try configuredTwin(of: item) }
                guard let twin else {
                    return try test(item, tensor, claim, fans, lengths: lengths)
                }
                tensor.disposition = .compared(with: twin, isSame: true)
            case .parts:
                guard let part = item.part else { break }
                if let fault = part.fault {
                    tensor.disposition = .unfit(reason: fault)
                    break
                }
                return try test(item, tensor, part.claim, part.fans, wholeShape: item.whole.shape, lengths: lengths)
            case .skip, nil: break
            }
        } catch {
            tensor.disposition = .failed(error)
        }
        return Tested(tensor, nil)
    }

    /// Tests a tensor, or a part of one, against a claim.
    private func test(
        _ item: Item,
        _ tensor: TensorCase,
        _ claim: Claim,
        _ fans: ClaimedFans?,
        wholeShape: [Int]? = nil,
        lengths: [Int]
    ) throws(WeightFileError) -> Tested {
        var tensor = tensor
        if item.info.count == 0, claim.allowsEmpty(item.info.shape, fans: fans, wholeShape: wholeShape) {
            tensor.disposition = .empty
            return Tested(tensor, nil)
        }
        let reader = try item.reader()
        var copies: Copies?
        do {
            let hypothesis = try hypotheses.hypothesis(claim, of: reader, fans: fans, wholeShape: wholeShape)
            var test = HypothesisTest(hypothesis, of: reader)
            (test.cells, test.lattices) = (cells, lattices)
            let isDrawn = hypothesis.drawn(of: reader.count, largestMass: 0) != nil
            let digest =
                isDrawn
                ? TensorDigest(
                    count: reader.count,
                    sliceCount: hypothesis.isEntrywise ? test.storedShape.first ?? 1 : 1,
                    lengths: lengths,
                    keeping: hypothesis.isEntrywise ? StreamPlaces.positions(in: test.storedShape).kept : []
                ) : nil
            let found = try test.run(reader, digest: digest)
            tensor.disposition = .tested(Finding(hypothesis, count: reader.count, outcome: found.outcome))
            tensor.lattice = found.lattice
            if let digest, let drawn = hypothesis.drawn(of: reader.count, largestMass: found.largestMass) {
                let places =
                    hypothesis.isEntrywise
                    ? StreamPlaces(
                        digest,
                        shape: test.storedShape,
                        type: reader.numberType,
                        law: hypothesis.distribution,
                        largestMass: found.largestMass,
                        resolution: found.outcome.resolution
                    ) : nil
                copies = (drawn, hypothesis.isEntrywise, digest.hashes, places)
            }
        } catch let error as WeightFileError {
            throw error
        } catch SampleError.changed {
            throw .changed(reader.path, "\(reader.info.name) differs between two readings")
        } catch {
            tensor.disposition = .unfit(reason: "\(error)")
            // What does not fit may have changed under the tests: that is the file's error, not the claim's.
            try item.file.verifyUnchanged()
        }
        return Tested(tensor, copies)
    }

    /// Whether a tensor equals the one of that name, in its own file or another.
    private func compare(_ item: Item, with name: String) throws(WeightFileError) -> TensorCase.Disposition {
        // A tensor that is compared with itself would always pass.
        let others = items.filter { $0.name == name && ($0.file !== item.file || $0.whole != item.whole) }
        guard let found = others.first(where: { $0.file === item.file }) ?? others.first else {
            return .unfit(reason: "same_as: found no other tensor \(name), expected one")
        }
        let (whole, other) = (item.whole, found.whole)
        guard other.count == whole.count, other.shape == whole.shape, other.type == whole.type else {
            return .compared(with: name, isSame: false)
        }
        guard other.isFortranOrder == whole.isFortranOrder || whole.shape.count < 2 else {
            return .unfit(
                reason: "same_as: found C order in one and Fortran order in the other, expected the order of \(name)"
            )
        }
        let reader = try item.file.reader(for: whole)
        return .compared(with: name, isSame: try reader.isSame(as: found.file.reader(for: other)))
    }
}
