internal import Claims
internal import Stats
public import WeightFiles

/// Rules that the tensors of some files conform to, to start a file of rules from.
public struct Draft: Sendable {
    /// The rules, in the order in which they are tried.
    package let rules: [DraftRule]

    /// The framework whose names and format the files have.
    package let framework: String

    /// Number of tensors.
    package var tensorCount: Int { tensors.count }

    /// The tensors that could not be read, with the reasons.
    package var unread: [(name: String, error: WeightFileError)] {
        zip(tensors, seen).compactMap { tensor, seen in seen.error.map { (tensor.label, $0) } }
    }

    private let tensors: [DraftTensor]
    private let seen: [DraftTensor.Seen]
    private let candidates: DraftCandidates

    /// What the rules say of each tensor.
    private let statements: [DraftStatement?]

    /// The chance that any tensor's true law is missing from its candidates, over all tensors.
    private static let alpha = 1e-6

    /// Reads the tensors of some files and drafts rules for them.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - progress: called after each tensor with the number done and the total.
    public static func make(
        _ files: [WeightFile],
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async -> Draft {
        let candidates = DraftCandidates(files)
        let tensors = DraftTensor.tensors(of: files)
        let level = alpha / Double(max(1, tensors.count))
        let constants = DraftConstants()
        let seen = await tensors.mapInParallel(atMost: min(2, Machine.threadLimit), progress: progress) { tensor in
            tensor.seen(candidates, level: level, constants)
        }
        return Draft(tensors, seen, candidates)
    }

    /// How often statements that tensors do not conform to are replaced.
    private static let revisions = 8

    /// The draft after it has been tested on its own files. Small tensors may conform to a statement each by itself,
    /// but not together.
    ///
    /// - Parameter verify: verifies the files by a draft's rules.
    /// - Returns: the last draft, and what its verification found.
    public func settled(
        _ verify: (Draft) async throws -> Verification
    ) async throws -> (draft: Draft, verification: Verification) {
        var draft = self
        var verification = try await verify(draft)
        var revision = 1
        // Each revision leaves fewer candidates.
        while let revised = draft.revised(after: verification, isLast: revision >= Self.revisions) {
            draft = revised
            verification = try await verify(draft)
            revision += 1
        }
        return (draft, verification)
    }

    // MARK: - Implementation

    /// The draft without the statements that tensors, alone or taken together, are at odds with; nil where there are
    /// none.
    ///
    /// - Parameters:
    ///   - verification: the verification of the same files by the draft's rules.
    ///   - isLast: whether the refuted statements are dropped without looking for others.
    private func revised(after verification: Verification, isLast: Bool) -> Draft? {
        // A verification is stricter than the level that leaves out no true law. What a tensor has in common with
        // others is not its law's fault, and a few values beyond bounds are named as such.
        let alone = verification.cases.filter { $0.verdict == .deviates && $0.amongTensors == nil }.map(\.label)
        let together = verification.pools.filter { $0.result.verdict == .deviates }.flatMap(\.tensors)
        let refuted = Set(alone + together)
        var seen = seen
        var isRevised = false
        for (place, tensor) in tensors.enumerated()
        where refuted.contains(tensor.label) && !seen[place].hasOutliers {
            let all = seen[place].candidates
            // All names of the law are refuted together.
            guard let law = all.first(where: { $0.statement == statements[place] }), law.statement != .unknown,
                law.statement != .conflicting
            else {
                continue
            }
            let left = isLast ? [] : all.filter { $0.logLikelihood != law.logLikelihood }
            seen[place].candidates = left.isEmpty ? [DraftCandidate(statement: .unknown, logLikelihood: 0)] : left
            isRevised = true
        }
        return isRevised ? Draft(tensors, seen, candidates) : nil
    }

    /// What was seen, where tensors of one name that have no statement in common are told as such: no rule goes by the file.
    private static func markingConflicts(_ tensors: [DraftTensor], _ seen: [DraftTensor.Seen]) -> [DraftTensor.Seen] {
        var seen = seen
        let read = tensors.indices.filter { seen[$0].error == nil }
        // A rule may state the number of axes.
        let groups = Dictionary(grouping: read) { place -> [String] in
            let info = tensors[place].info
            return [info.name(in: tensors[place].file.path), String(info.shape.count)]
        }
        for places in groups.values where places.count > 1 {
            // What is unknown was already.
            guard !places.contains(where: { seen[$0].candidates.contains { $0.statement == .unknown } }) else {
                continue
            }
            let statements = places.map { Set(seen[$0].candidates.map(\.statement)) }
            guard statements.dropFirst().reduce(statements[0], { $0.intersection($1) }).isEmpty else { continue }
            for place in places {
                seen[place].candidates = [DraftCandidate(statement: .conflicting, logLikelihood: 0)]
            }
        }
        return seen
    }

    private init(_ tensors: [DraftTensor], _ seen: [DraftTensor.Seen], _ candidates: DraftCandidates) {
        let seen = Self.markingConflicts(tensors, seen)
        (self.tensors, self.seen, self.candidates) = (tensors, seen, candidates)
        framework = candidates.framework
        let table = DraftStatements(seen.map(\.candidates)) { candidates.price(of: $0) }
        var tree = DraftTree()
        let ranks = Dictionary(grouping: tensors) { $0.name.parts.last }
            .mapValues { Set($0.map { $0.info.shape.count }).count > 1 }
        for (place, tensor) in tensors.enumerated() where seen[place].error == nil {
            let path = tensor.path(withRank: ranks[tensor.name.parts.last] ?? false)
            tree.add(path, depthOfFirstNumber: tensor.name.depthOfFirstNumber, table.costs[place])
        }
        let byLayer = Set(table.statements.indices.filter { table.statements[$0].isByLayer })
        var written = tree.rules(prices: table.prices, byLayer: byLayer).map { rule in
            let (pattern, rank) = DraftTensor.pattern(rule.path)
            return WrittenRule(pattern: pattern, rank: rank, statement: rule.statement, table)
        }
        for place in written.indices { written[place].leaveOutRank(if: tensors) }
        // A tensor that another rule's pattern happens to match gets its own rule.
        var alone: [WrittenRule] = []
        for (place, tensor) in tensors.enumerated() where seen[place].error == nil {
            let rule = written.firstIndex { $0.matches(tensor) }
            if let rule, table.costs[place][written[rule].statement] != nil {
                written[rule].members.append(place)
            } else if let best = table.cheapest(for: place) {
                // A name that is written out has no number for a claim to refer to.
                let pattern = DraftPattern(parts: tensor.name.parts, isWhole: true, numbers: tensor.allNumbers)
                alone.append(WrittenRule(pattern: pattern, rank: nil, statement: best, table))
                alone[alone.count - 1].members.append(place)
            }
        }
        for place in written.indices { written[place].writeOutNumbers(of: tensors) }
        let all = alone + written.filter { !$0.members.isEmpty }
        var statements = [DraftStatement?](repeating: nil, count: tensors.count)
        for rule in all {
            for place in rule.members { statements[place] = table.statements[rule.statement] }
        }
        self.statements = statements
        rules = all.map { DraftRule($0, table, tensors, seen, statements) }
    }
}

/// A rule of a draft.
package struct DraftRule: Sendable {
    /// The pattern of the tensors' names.
    package let names: String

    /// The number of axes, where the names do not tell these tensors from others.
    package let rank: Int?

    /// What it says.
    package let statement: DraftStatement

    /// The first of the tensors that it holds for, as messages name it, and how many there are.
    package let example: String
    package let count: Int

    /// The families of these tensors, one for each kind.
    package let families: [TensorFamily]

    /// Claims of other laws that all of them conform to, at most three.
    package let alternatives: [String]

    /// The claim that states the same law by the number of layers, if the rule's own claim does not mention them.
    package let claimByDepth: String?

    /// The number of tensors whose names differ only in the layer's number and that another rule covers, if they are by
    /// far the most; else 0.
    package let otherLayers: Int
}

extension DraftRule {
    fileprivate init(
        _ rule: WrittenRule,
        _ table: DraftStatements,
        _ tensors: [DraftTensor],
        _ seen: [DraftTensor.Seen],
        _ statements: [DraftStatement?]
    ) {
        var families: [TensorFamily] = []
        for place in rule.members {
            if let family = seen[place].family, !families.contains(where: { $0.name == family.name }) {
                families.append(family)
            }
        }
        (names, rank, statement) = (rule.text, rule.rank, table.statements[rule.statement])
        example = rule.members.first.map { tensors[$0].label } ?? ""
        count = rule.members.count
        self.families = families
        alternatives = table.others(than: rule.statement, for: rule.members)
        let byDepth = table.namesByDepth[rule.statement]
        claimByDepth = statement == byDepth.map { .claim(text: $0) } ? nil : byDepth
        let own = Set(rule.members)
        let others =
            rule.pattern.numbers[0] == nil
            ? [] : tensors.indices.filter { !own.contains($0) && rule.isOfOtherLayer(tensors[$0]) }
        // If the others have no statement in common, the number does not count layers.
        let isOdd = others.count >= 3 * count && Set(others.map { statements[$0] }).count == 1
        otherLayers = isOdd ? others.count : 0
    }
}

/// A rule that is being written.
private struct WrittenRule {
    private(set) var pattern: DraftPattern
    private(set) var rank: Int?
    let statement: Int
    var members: [Int] = []

    private let isByLayer: Bool
    private var glob: Glob

    init(pattern: DraftPattern, rank: Int?, statement: Int, _ table: DraftStatements) {
        (self.pattern, self.rank, self.statement) = (pattern, rank, statement)
        isByLayer = table.statements[statement].isByLayer
        glob = Glob(pattern.text(isByLayer: isByLayer))
    }

    var text: String { glob.pattern }

    /// Writes out the numbers that all of its tensors have in common, such as those within words.
    mutating func writeOutNumbers(of tensors: [DraftTensor]) {
        let count = pattern.parts.reduce(0) { $0 + $1.numberCount }
        let numbers = members.map { Array(tensors[$0].name.numbers.suffix(count)) }
        guard let first = numbers.first else { return }
        var own = pattern.numbers
        for place in 0..<count where !(place == 0 && isByLayer) && numbers.allSatisfy({ $0[place] == first[place] }) {
            own[place] = first[place]
        }
        pattern = DraftPattern(parts: pattern.parts, isWhole: pattern.isWhole, numbers: own)
        glob = Glob(pattern.text(isByLayer: isByLayer))
    }

    func matches(_ tensor: DraftTensor) -> Bool {
        (rank ?? tensor.info.shape.count) == tensor.info.shape.count
            && glob.matches(tensor.info.name(in: tensor.file.path))
    }

    /// Leaves out the rank if the names tell as much.
    mutating func leaveOutRank(if tensors: [DraftTensor]) {
        let all = rank
        rank = nil
        if let all, tensors.contains(where: { $0.info.shape.count != all && matches($0) }) { rank = all }
    }

    /// Whether a tensor's name matches the pattern except for the first number.
    func isOfOtherLayer(_ tensor: DraftTensor) -> Bool {
        tensor.name.parts == pattern.parts
            && pattern.numbers.allSatisfy { place, number in place == 0 || tensor.name.numbers[place] == number }
    }
}
