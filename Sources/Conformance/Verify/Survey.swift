internal import Stats
internal import WeightFiles

/// The tensors of some files, the rule that holds for each, and the tests of them.
struct Survey: Sendable {
    /// A tensor, or a part of one, with its file and its rule.
    struct Item: Sendable {
        let file: WeightFile

        /// The tensor.
        let whole: TensorInfo
        let rule: Expectations.Rule?

        /// The part; nil for the whole.
        var part: TensorPart?

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

    /// A tensor after its tests.
    struct Tested: Sendable {
        var tensor: TensorCase

        /// What the tests found; nil where there were none.
        var result: CaseResult?

        /// What was found among tensors.
        var finding: String?

        /// The law that speaks for 16-bit values, and how far others that the claim admits lie from it.
        var lattice: (rounding: LatticeLaw.Rounding, spread: Double)?

        /// Whether what is known of the tensor was read from its file.
        var isRead: Bool {
            switch tensor.disposition {
            case .skipped, .empty: false
            case .unmatched: result != nil
            case .tested, .compared, .unfit, .failed, .unopened: true
            }
        }
    }

    let items: [Item]
    /// The names of the items, as messages tell them apart.
    let labels: [String]
    let files: [WeightFile]
    /// What the files' readers note.
    let notes: [String]
    /// Rules that match nothing.
    let idleRules: [String]
    private let unmatched: Expectations.Unmatched

    /// Laws on lattices that tensors have in common.
    private let lattices = LatticeLaws()

    init(_ files: [WeightFile], _ expectations: Expectations) {
        self.files = files
        unmatched = expectations.unmatched
        var isUsed = [Bool](repeating: false, count: expectations.rules.count)
        var items: [Item] = []
        for file in files {
            for info in file.tensors {
                let index = expectations.rules.firstIndex { $0.matches(info, in: file.path) }
                if let index { isUsed[index] = true }
                let item = Item(file: file, whole: info, rule: index.map { expectations.rules[$0] })
                if case .parts(let parts) = item.rule?.expectation {
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
        self.items = items
        labels = zip(TensorLabels.labels(of: items.map { ($0.file.path, $0.name) }), items).map { label, item in
            label + (item.part.map { "[\($0.name)]" } ?? "")
        }
        idleRules = zip(expectations.rules, isUsed).filter { !$1 }.map { "no tensor matches \($0.0.names)" }
        let isAskedFor: (Item) -> Bool = { item in
            switch item.rule?.expectation {
            case .claim, .parts, .same: true
            case .skip, nil: false
            }
        }
        notes =
            files.flatMap { file in file.ownNotes.map { "\(file.path): \($0)" } }
            // What cannot be read and was asked for is an error of its own.
            + items.filter { isAskedFor($0) && $0.whole.type != nil && $0.part?.isFirst ?? true }
            .compactMap { item in item.whole.note.map { "\(item.file.path): \($0)" } }
    }

    /// Tests all tensors, two at a time, since each may hold some twenty MiB, and returns them in order.
    func test(progress: @escaping @Sendable (Int, Int) -> Void) async -> [Tested] {
        let lengths = Set(items.map(\.info.count))
        var tested = await Array(items.indices).mapInParallel(atMost: 2, progress: progress) { index in
            test(items[index], label: labels[index], lengths: lengths)
        }
        addCopies(&tested)
        return tested.map(\.tested)
    }

    /// The small tensors that can be pooled, by their places among the items: two or more of one family each. What the tests
    /// found plays no part in it.
    func poolable(_ tested: [Tested]) -> [[Int]] {
        struct Group {
            let scheme: String
            let law: ClaimedLaw
            var places: [Int] = []
            var count = 0
        }
        var groups: [Group] = []
        for (index, item) in items.enumerated() {
            guard let result = tested[index].result, let law = result.law, let standard = Pool.standard(law),
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
        _ tested: inout [Tested]
    ) -> [(names: [String], result: CaseResult)] {
        let lattices = LatticeLaws()
        var pools: [(names: [String], result: CaseResult)] = []
        for group in groups {
            let sound = group.filter { !failed.contains($0) && tested[$0].result != nil }
            guard sound.count > 1, let first = sound.first, let result = tested[first].result, let law = result.law,
                let standard = Pool.standard(law)
            else { continue }
            var pool = Pool(scheme: result.scheme, law: standard)
            for index in sound {
                do throws(WeightFileError) {
                    let reader = try items[index].reader()
                    try pool.add(reader, name: labels[index], of: tested[index], lattices: lattices)
                } catch {
                    tested[index].result = nil
                    tested[index].tensor.disposition = .failed(error)
                }
            }
            guard pool.names.count > 1, let result = try? pool.result() else { continue }
            pools.append((pool.names, result))
        }
        return pools
    }

    /// Marks the tensors of files that changed, and returns their labels.
    func verifyUnchanged(_ tested: inout [Tested]) -> Set<String> {
        var changed: Set<String> = []
        for file in files {
            do {
                try file.verifyUnchanged()
            } catch {
                for index in items.indices where items[index].file === file && tested[index].isRead {
                    tested[index].result = nil
                    tested[index].tensor.disposition = .failed(error)
                    changed.insert(labels[index])
                }
            }
        }
        return changed
    }

    // MARK: - Implementation

    private struct Draft: Sendable {
        var tested: Tested
        var copies: (largestMass: Double, digest: TensorDigest)?
    }

    private func test(_ item: Item, label: String, lengths: Set<Int>) -> Draft {
        var tensor = TensorCase(item.info, part: item.part?.name, file: item.file.path, label: label)
        guard let rule = item.rule else {
            if unmatched == .skip { tensor.disposition = .skipped(reason: "not asked for") }
            return Draft(tested: Tested(tensor: tensor))
        }
        do throws(WeightFileError) {
            switch rule.expectation {
            case .skip(let reason):
                tensor.disposition = .skipped(reason: reason)
                return Draft(tested: Tested(tensor: tensor))
            case .same(let name):
                tensor.disposition = try compare(item, with: name)
                return Draft(tested: Tested(tensor: tensor))
            case .claim(let claim, let fans):
                return try test(item, TensorVerifier(claim: claim, fans: fans, lattices: lattices), &tensor, lengths)
            case .parts:
                guard let part = item.part else { return Draft(tested: Tested(tensor: tensor)) }
                tensor.claim = part.claim.text
                if let fault = part.fault {
                    tensor.disposition = .unfit(reason: fault)
                    return Draft(tested: Tested(tensor: tensor))
                }
                let verifier = TensorVerifier(
                    claim: part.claim,
                    fans: part.fans,
                    wholeShape: item.whole.shape,
                    lattices: lattices
                )
                return try test(item, verifier, &tensor, lengths)
            }
        } catch {
            tensor.disposition = .failed(error)
            return Draft(tested: Tested(tensor: tensor))
        }
    }

    /// Tests a tensor, or a part of one, against a claim.
    private func test(
        _ item: Item,
        _ verifier: TensorVerifier,
        _ tensor: inout TensorCase,
        _ lengths: Set<Int>
    ) throws(WeightFileError) -> Draft {
        tensor.claim = verifier.claim.text
        if item.info.count == 0, verifier.allowsEmpty(item.info.shape) {
            tensor.disposition = .empty
            return Draft(tested: Tested(tensor: tensor))
        }
        let draft = try draft(tensor, item.reader(), verifier, lengths)
        // What does not fit may have changed under the tests: that is the file's error, not the claim's.
        if draft.tested.result == nil { try item.file.verifyUnchanged() }
        return draft
    }

    private func draft(
        _ tensor: TensorCase,
        _ reader: TensorReader,
        _ verifier: TensorVerifier,
        _ lengths: Set<Int>
    ) throws(WeightFileError) -> Draft {
        var tensor = tensor
        do {
            let found = try verifier.test(reader, comparedWith: lengths)
            return Draft(
                tested: Tested(tensor: tensor, result: found.result, lattice: found.lattice),
                copies: found.copies
            )
        } catch let error as WeightFileError {
            throw error
        } catch SampleError.changed {
            throw .changed(reader.path, "\(reader.info.name) differs between two readings")
        } catch let error as TensorVerifier.Unfit {
            tensor.disposition = .unfit(reason: error.reason)
        } catch {
            tensor.disposition = .unfit(reason: "\(error)")
        }
        return Draft(tested: Tested(tensor: tensor))
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
            return .unfit(reason: "same_as: of it and \(name) one is stored by rows, the other by columns")
        }
        let reader = try item.file.reader(for: whole)
        return .compared(with: name, isSame: try reader.isSame(as: found.file.reader(for: other)))
    }

    /// Compares the digests of all tensors, and adds the tests of copies to each.
    ///
    /// Complexity: linear in the beginnings that the digests have, one for each length of another tensor.
    private func addCopies(_ drafts: inout [Draft]) {
        let compared = drafts.indices.filter { drafts[$0].copies != nil }
        let twins = twins(compared, drafts)
        for index in compared {
            guard let (mass, digest) = drafts[index].copies else { continue }
            let copies = CopyTests(
                digest,
                count: items[index].info.count,
                largestMass: mass,
                twins: twins[index].map { (labels[$0.other], $0.length, $0.count) },
                others: compared.count - 1
            )
            drafts[index].tested.finding = copies.finding
            drafts[index].tested.result?.append([copies.copies, copies.zeros])
        }
    }

    /// For each tensor that shares a beginning with others: the first of those that share most, how much that is, and the
    /// number of all.
    private func twins(_ compared: [Int], _ drafts: [Draft]) -> [Int: (other: Int, length: Int, count: Int)] {
        struct Beginning: Hashable {
            let type: StoredType?
            let length: Int
            let hash: UInt64
        }
        // Tensors that are a beginning of so many values, and longer ones that begin with it, in increasing order.
        var whole: [Beginning: [Int]] = [:]
        var longer: [Beginning: [Int]] = [:]
        for index in compared {
            let info = items[index].info
            for (length, hash) in drafts[index].copies?.digest.beginnings ?? [:] {
                let beginning = Beginning(type: info.type, length: length, hash: hash)
                if length == info.count {
                    whole[beginning, default: []].append(index)
                } else {
                    longer[beginning, default: []].append(index)
                }
            }
        }
        var twins: [Int: (other: Int, length: Int, count: Int)] = [:]
        func add(_ index: Int, _ other: Int, _ length: Int, _ count: Int) {
            guard let known = twins[index] else {
                twins[index] = (other, length, count)
                return
            }
            let isBetter = (length, -other) > (known.length, -known.other)
            let best = isBetter ? (other, length) : (known.other, known.length)
            twins[index] = (best.0, best.1, known.count + count)
        }
        for (beginning, short) in whole {
            let long = longer[beginning] ?? []
            for index in long { add(index, short[0], beginning.length, short.count) }
            let count = short.count - 1 + long.count
            guard count > 0 else { continue }
            for index in short {
                let firstShort = short[0] == index ? short.dropFirst().first : short[0]
                guard let other = [firstShort, long.first].compactMap({ $0 }).min() else { continue }
                add(index, other, beginning.length, count)
            }
        }
        return twins
    }
}
