internal import Claims
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// The tensors of some files, the rule that holds for each, and the tests of them.
struct Survey: Sendable {
    /// A tensor, or a part of one, with its file and its rule.
    struct Item: Sendable {
        /// The file; for a tensor in pieces, that of the first piece.
        let file: WeightFile

        /// The tensor.
        var whole: TensorInfo

        /// The pieces that the tensor lies in; nil for a tensor of one file.
        var pieces: TensorPieces?

        /// The place of the rule for it; nil if there is none.
        let rule: Int?

        /// What is expected of it; nil if no rule covers it.
        var expectation: Expectations.Expectation?

        /// Why that cannot be said, even though a rule covers it.
        var fault: String?

        /// The part; nil for the whole.
        var part: TensorPart?

        /// The earlier tensor, if any, that is the same values in the same place under the same claim: tied weights are
        /// tested once.
        var twin: String?

        /// The values, if they came without their file.
        var held: TensorReader?

        /// The tensor, or the part as a tensor of its own.
        var info: TensorInfo { part?.info ?? whole }

        /// The tensor's name, or the file's if the tensor has none.
        var name: String { whole.name(in: file.path) }

        /// Reads the tensor.
        func wholeReader() throws(WeightFileError) -> TensorReader {
            if let pieces { return try pieces.reader(as: whole) }
            return try file.reader(for: whole)
        }

        /// Whether some of its values are in a file.
        func isOf(_ file: WeightFile) -> Bool { self.file === file || pieces?.isOf(file) ?? false }

        /// Reads the tensor or the part.
        func reader() throws(WeightFileError) -> TensorReader {
            if let held { return held }
            let reader = try wholeReader()
            return part?.reader(of: reader) ?? reader
        }
    }

    private(set) var items: [Item]
    /// The names of the items, as messages distinguish them.
    let labels: [String]
    let files: [WeightFile]
    /// The lengths of the tensors that rules ask for, in increasing order: one may be the beginning of another.
    private(set) var lengths: [Int] = []

    /// Rules that ask for something and match nothing.
    let idleRules: [String]
    let expectations: Expectations

    /// The levels of the verification.
    let decision: Decision

    /// Laws on lattices that tensors share.
    let lattices = LatticeLaws()

    /// Hypotheses that tensors share.
    let hypotheses = HypothesisCache()

    /// Cells that tensors share, those of other surveys too: a caller may test one tensor at a time.
    let cells = CellCache.shared

    init(_ files: [WeightFile], _ expectations: Expectations, _ decision: Decision) {
        (self.files, self.expectations, self.decision) = (files, expectations, decision)
        let rules = RuleTable(expectations.rules)
        var isUsed = [Bool](repeating: false, count: expectations.rules.count)
        var items: [Item] = []
        items.reserveCapacity(files.reduce(0) { $0 + $1.tensors.count })
        // The pieces of each tensor that lies in several, by rule and name.
        var pieces: [Int: [String: TensorPieces]] = [:]
        for file in files {
            for info in file.tensors {
                let index = rules.place(of: info, in: file.path)
                if let index, expectations.rules[index].pieces != nil {
                    pieces[index, default: [:]][info.name, default: TensorPieces()].add(info, of: file)
                }
            }
        }
        let pieced = Set(pieces.values.flatMap { $0.filter { $0.value.count > 1 }.keys })
        var expected = ExpectedTensors(expectations.rules, pieced: pieced)
        for file in files {
            for info in file.tensors {
                let index = rules.place(of: info, in: file.path)
                if let index { isUsed[index] = true }
                var item = Item(file: file, whole: info, rule: index)
                if let index, let axis = expectations.rules[index].pieces, var own = pieces[index]?[info.name],
                    own.count > 1
                {
                    // The first piece stands for all.
                    guard own.isFirst(info, of: file) else { continue }
                    item.whole = own.join(along: axis)
                    item.pieces = own
                }
                items += Self.items(item, index.map { expected.tensor(item.whole, in: file, by: $0) })
            }
        }
        Self.tie(&items)
        self.items = items
        labels = zip(distinctLabels(of: items.map { ($0.file.path, $0.name) }), items).map { label, item in
            item.part.map { "\(label)[\($0.name)]" } ?? label
        }
        // An idle rule that skips is harmless: a tensor that it was meant for would fail for want of a rule.
        idleRules = zip(expectations.rules, isUsed).filter { !$0.isSkipped && !$1 }
            .map { "no tensor matches \($0.0.names)" }
        lengths = Set(askedFor.map { self.items[$0].info.count }).filter { $0 > 0 }.sorted()
    }

    /// Takes values that came without their file.
    mutating func hold(_ bytes: [UInt8], at place: Int) -> Bool {
        items[place].held = TensorReader(stored: bytes, info: items[place].info, path: items[place].file.path)
        return items[place].held != nil
    }

    /// Notes of the files' readers.
    var notes: [String] {
        // A tensor that cannot be read and was asked for is an error of its own.
        let asked = items.lazy.filter { $0.whole.note != nil && $0.whole.type != nil && $0.part?.isFirst ?? true }
            .filter(isAskedFor)
        return files.flatMap { file in file.ownNotes.map { "\(file.path): \($0)" } }
            + asked.compactMap { item in item.whole.note.map { "\(item.file.path): \($0)" } }
    }

    /// The places of the tensors that rules ask for.
    var askedFor: [Int] { items.indices.filter { isAskedFor(items[$0]) } }

    private func isAskedFor(_ item: Item) -> Bool {
        switch item.expectation {
        case .claim, .parts, .same: true
        case .skip, nil: item.fault != nil
        }
    }

    /// The measured tensors as cases, with the tests among tensors.
    ///
    /// - Parameter measured: what is kept of them, by the places of the items; nil for those that no rule asks for.
    func cases(_ measured: [Measured?]) -> [TensorCase] {
        var tensors: [TensorCase] = []
        tensors.reserveCapacity(items.count)
        for place in items.indices { tensors.append(tensorCase(place, measured[place])) }
        addCopies(measured.map { $0?.traces }, to: &tensors)
        return tensors
    }

    /// The small tensors that can be pooled, by their places among the items: two or more of each family. The results
    /// of the tests play no part in it.
    func poolable(_ tensors: [TensorCase]) -> [[Int]] {
        var groups: [(scheme: String, law: ClaimedLaw, places: [Int], count: Int)] = []
        for (index, item) in items.enumerated() {
            guard let result = tensors[index].finding, let law = result.law, let standard = Pool.standard(law),
                item.info.type.map({ !$0.isExact }) ?? false, result.count <= Pool.tensorLimit,
                (result.outcome?.resolution.epsilon ?? 0) < Resolution.coarsest
            else { continue }
            let place =
                groups.firstIndex {
                    $0.scheme == result.scheme && $0.law == standard && $0.count + result.count <= Pool.limit
                } ?? groups.count
            if place == groups.count { groups.append((result.scheme, standard, [], 0)) }
            groups[place].places.append(index)
            groups[place].count += result.count
        }
        return groups.map(\.places).filter { $0.count > 1 }
    }

    /// Pools of small tensors of one family, whatever they showed by themselves. Copies are left out, and tensors that
    /// failed by themselves, since the pool would only fail again because of them. A tensor that can no longer be read
    /// has failed.
    ///
    /// - Parameters:
    ///   - groups: the groups, as in `poolable`.
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

    /// What a deviating pool is instead of its claim; its tensors are read once more for it.
    func diagnosed(_ pool: Finding, of places: [Int], among tensors: [TensorCase]) -> Finding {
        guard pool.verdict == .deviates, let law = pool.law else { return pool }
        var result = pool
        result.source = { _ in
            var pool = Pool(scheme: pool.scheme, law: law)
            for place in places { try pool.add(items[place].reader(), of: tensors[place], lattices: LatticeLaws()) }
            return TensorReader(holding: pool.values, as: .float32, shape: [pool.values.count], name: "pool")
        }
        result.diagnoseDrawn(resolution: result.outcome?.resolution ?? .framework)
        // The tensors are not kept for this.
        result.source = nil
        return result
    }

    /// The deviating tensors, each with what it is instead; two at a time, since each may hold some tens of MiB.
    func diagnosed(
        _ tensors: [TensorCase],
        _ measured: [Measured?],
        _ places: [Int]
    ) async -> [(place: Int, finding: Finding)] {
        let deviating = places.filter { tensors[$0].verdict == .deviates }
        return await deviating.mapInParallel(atMost: min(2, Machine.threadLimit)) { place in
            guard var finding = tensors[place].finding else { return nil }
            let own = insight(finding, at: place, measured[place])?.diagnosis ?? []
            // What is wrong among tensors explains most, if it is more than chance.
            let isCopied = !Set(finding.deviating(at: decision.alpha)).isDisjoint(with: [.copies, .streams])
            finding.diagnose(own: own, copy: isCopied ? tensors[place].amongTensors : nil)
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
                for index in items.indices where items[index].isOf(file) && tensors[index].isRead {
                    tensors[index].disposition = .failed(error)
                    changed.insert(labels[index])
                }
            }
        }
        return changed
    }

    // MARK: - Implementation

    /// A tensor, or its parts.
    private static func items(_ item: Item, _ expected: ExpectedTensors.Answer?) -> [Item] {
        var item = item
        switch expected {
        case .success(let expectation)?: item.expectation = expectation
        case .failure(let unfit)?: item.fault = unfit.reason
        case nil: break
        }
        guard case .parts(let parts) = item.expectation else { return [item] }
        return TensorPart.parts(of: item.whole, parts).map { part in
            var item = item
            item.part = part
            return item
        }
    }

    /// Finds tensors that repeat an earlier one of their file, under the same claim.
    private static func tie(_ items: inout [Item]) {
        var first: [Int: Int] = [:]
        for place in items.indices {
            let item = items[place]
            guard item.part == nil, item.pieces == nil else { continue }
            if item.whole.tied == nil {
                first[item.whole.place] = place
            } else if let tied = item.whole.tied, let other = first[tied].map({ items[$0] }), other.file === item.file,
                areUnderOneClaim(item, other)
            {
                items[place].twin = other.name
            }
        }
    }

    /// Whether the rules of two tensors state the same claim.
    static func areUnderOneClaim(_ item: Item, _ other: Item) -> Bool {
        guard case .claim(let claim, let fans)? = item.expectation,
            case .claim(let same, let sameFans)? = other.expectation
        else { return false }
        return claim.text == same.text && fans == sameFans
    }

    func tensorCase(_ place: Int, _ measured: Measured?) -> TensorCase {
        let item = items[place]
        var tensor = TensorCase(item.info, part: item.part?.name, file: item.file.path, label: labels[place])
        switch item.expectation {
        case .skip(let reason): tensor.disposition = .skipped(reason: reason)
        case nil where item.rule == nil && expectations.unmatched == .skip:
            tensor.disposition = .skipped(reason: "not asked for")
        case .claim(let claim, _): tensor.claim = claim.text
        case .parts: tensor.claim = item.part?.claim.text
        case .same, nil: break
        }
        guard let measured else { return tensor }
        tensor.lattice = measured.lattice
        switch measured.state {
        case .compared(let other, let isSame): tensor.disposition = .compared(with: other, isSame: isSame)
        case .empty: tensor.disposition = .empty
        case .unfit(let reason): tensor.disposition = .unfit(reason: reason)
        case .failed(let error): tensor.disposition = .failed(error)
        case .tested(let outcome):
            do {
                guard let hypothesis = try hypothesis(of: item) else { break }
                tensor.disposition = .tested(Finding(hypothesis, count: item.info.count, outcome: outcome))
            } catch {
                tensor.disposition = .unfit(reason: "\(error)")
            }
        }
        return tensor
    }

    /// The claim about a tensor, or a part of one; nil if its rule has none.
    func hypothesis(of item: Item) throws -> Hypothesis? {
        switch item.expectation {
        case .claim(let claim, let fans):
            try hypotheses.hypothesis(claim, of: item.info, fans: fans, wholeShape: nil)
        case .parts:
            try item.part.map {
                try hypotheses.hypothesis($0.claim, of: $0.info, fans: $0.fans, wholeShape: item.whole.shape)
            }
        case .same, .skip, nil: nil
        }
    }
}
