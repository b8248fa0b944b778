internal import Stats
internal import WeightFiles

/// The tensors of some files, the rule that holds for each, and the tests of them.
struct Survey: Sendable {
    /// A tensor with its file and its rule.
    struct Item: Sendable {
        let file: WeightFile
        let info: TensorInfo
        let rule: Expectations.Rule?

        /// The tensor's name, or the file's where that has none.
        var name: String { info.name(in: file.path) }
    }

    /// A tensor after its tests.
    struct Tested: Sendable {
        var tensor: TensorCase

        /// What the tests found; nil where there were none.
        var result: CaseResult?

        /// What was found among tensors.
        var finding: String?

        /// Whether what is known of the tensor was read from its file.
        var isRead: Bool {
            switch tensor.disposition {
            case .skipped: false
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

    init(_ files: [WeightFile], _ expectations: Expectations) {
        self.files = files
        unmatched = expectations.unmatched
        var isUsed = [Bool](repeating: false, count: expectations.rules.count)
        var items: [Item] = []
        for file in files {
            for info in file.tensors {
                let item = Item(file: file, info: info, rule: nil)
                let index = expectations.rules.firstIndex { $0.matches(item) }
                if let index { isUsed[index] = true }
                items.append(Item(file: file, info: info, rule: index.map { expectations.rules[$0] }))
            }
        }
        self.items = items
        labels = TensorLabels.labels(of: items.map { ($0.file.path, $0.name) })
        idleRules = zip(expectations.rules, isUsed).filter { !$1 }.map { "no tensor matches \($0.0.names)" }
        notes = files.flatMap { file in file.notes.map { "\(file.path): \($0)" } }
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

    /// Small tensors of one family, whatever they told by themselves, taken together. A tensor that can no longer be read
    /// has failed.
    func pools(_ tested: inout [Tested]) -> [(names: [String], result: CaseResult)] {
        var pools: [Pool] = []
        for (index, item) in items.enumerated() {
            guard let result = tested[index].result, let law = result.law, let standard = Pool.standard(law),
                item.info.type == .float32 || item.info.type == .float64, result.count <= Pool.tensorLimit,
                (result.outcome?.resolution.epsilon ?? 0) < Resolution.coarsest
            else { continue }
            let place =
                pools.firstIndex {
                    $0.scheme == result.scheme && $0.law == standard && $0.values.count + result.count <= Pool.limit
                } ?? pools.count
            if place == pools.count { pools.append(Pool(scheme: result.scheme, law: standard)) }
            do throws(WeightFileError) {
                try pools[place].add(item.file.reader(for: item.info), name: labels[index], under: law)
            } catch {
                tested[index].result = nil
                tested[index].tensor.disposition = .failed(error)
            }
        }
        return pools.filter { $0.names.count > 1 }.compactMap { pool in
            (try? pool.result(claim: pool.scheme)).map { (pool.names, $0) }
        }
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
        var tensor = TensorCase(item.info, file: item.file.path, label: label)
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
                tensor.claim = claim.text
                let reader = try item.file.reader(for: item.info)
                let draft = try draft(tensor, reader, TensorVerifier(claim: claim, fans: fans), lengths)
                // What does not fit may have changed under the tests: that is the file's error, not the claim's.
                if draft.tested.result == nil { try item.file.verifyUnchanged() }
                return draft
            }
        } catch {
            tensor.disposition = .failed(error)
            return Draft(tested: Tested(tensor: tensor))
        }
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
            return Draft(tested: Tested(tensor: tensor, result: found.result), copies: found.copies)
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
        let others = items.filter { $0.name == name && ($0.file !== item.file || $0.info != item.info) }
        guard let other = others.first(where: { $0.file === item.file }) ?? others.first else {
            return .unfit(reason: "same_as: found no other tensor \(name), expected one")
        }
        guard other.info.count == item.info.count, other.info.shape == item.info.shape,
            other.info.type == item.info.type
        else { return .compared(with: name, isSame: false) }
        guard other.info.isFortranOrder == item.info.isFortranOrder || item.info.shape.count < 2 else {
            return .unfit(reason: "same_as: of it and \(name) one is stored by rows, the other by columns")
        }
        let (a, b) = (try item.file.reader(for: item.info), try other.file.reader(for: other.info))
        let isSame: Bool
        switch item.info.type {
        case .float64?:
            isSame = try Self.isSame(
                a,
                b,
                0.0,
                { r, range, span throws(WeightFileError) in try r.read(range, into: &span) }
            ) {
                $0.bitPattern == $1.bitPattern
            }
        case .float32?:
            isSame = try Self.isSame(
                a,
                b,
                Float(0),
                { r, range, span throws(WeightFileError) in try r.read(range, into: &span) }
            ) {
                $0.bitPattern == $1.bitPattern
            }
        default:
            isSame = try Self.isSame(
                a,
                b,
                UInt16(0),
                { r, range, span throws(WeightFileError) in try r.read(range, into: &span) }
            ) {
                $0 == $1
            }
        }
        return .compared(with: name, isSame: isSame)
    }

    private static func isSame<Element>(
        _ a: TensorReader,
        _ b: TensorReader,
        _ zero: Element,
        _ read: (TensorReader, Range<Int>, inout MutableSpan<Element>) throws(WeightFileError) -> Void,
        _ isEqual: (Element, Element) -> Bool
    ) throws(WeightFileError) -> Bool {
        var first = [Element](repeating: zero, count: min(a.count, 1 << 16))
        var second = first
        var start = 0
        while start < a.count {
            let length = min(first.count, a.count - start)
            var span = first.mutableSpan
            var part = span._mutatingExtracting(0..<length)
            try read(a, start..<(start + length), &part)
            var otherSpan = second.mutableSpan
            var otherPart = otherSpan._mutatingExtracting(0..<length)
            try read(b, start..<(start + length), &otherPart)
            for i in 0..<length where !isEqual(first[i], second[i]) { return false }
            start += length
        }
        return true
    }

    /// Compares the digests of all tensors, and adds the tests of copies to each.
    private func addCopies(_ drafts: inout [Draft]) {
        let compared = drafts.indices.filter { drafts[$0].copies != nil }
        let beginnings = drafts.map { $0.copies?.digest.beginnings ?? [:] }
        for index in compared {
            guard let (mass, digest) = drafts[index].copies else { continue }
            let info = items[index].info
            let twins = compared.compactMap { other -> (name: String, length: Int)? in
                guard other != index, items[other].info.type == info.type else { return nil }
                let length = min(info.count, items[other].info.count)
                guard let hash = beginnings[index][length], hash == beginnings[other][length] else { return nil }
                return (labels[other], length)
            }
            let copies = CopyTests(
                digest,
                count: info.count,
                largestMass: mass,
                twins: twins,
                others: compared.count - 1
            )
            drafts[index].tested.finding = copies.finding
            drafts[index].tested.result?.append([copies.copies, copies.zeros])
        }
    }
}
