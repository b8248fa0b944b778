internal import Claims
internal import Conformance

extension Verification {
    /// The labels of all tensors, then of all pools.
    var labels: [VerificationLine.Label] {
        cases.map { VerificationLine.Label($0) } + pools.map { VerificationLine.Label($0.result.verdict) }
    }

    /// The places of all tensors and pools, the gravest first.
    var gravestFirst: [Int] {
        let labels = labels
        let order: [VerificationLine.Label] = [.error, .unfit, .fails, .inconclusive, .passes, .skipped]
        return order.flatMap { label in labels.indices.filter { labels[$0] == label } }
    }

    /// The line of a tensor, or, after all tensors, of a pool. It is made on demand: there may be a hundred thousand.
    func line(at place: Int) -> VerificationLine {
        place < cases.count
            ? VerificationLine(cases[place], alpha: alpha, resolve: resolvableScale)
            : VerificationLine(pools[place - cases.count], alpha: alpha, resolve: resolvableScale)
    }

    /// The finding of a tensor, or, after all tensors, of a pool; nil if nothing was tested.
    func finding(at place: Int) -> Finding? {
        place < cases.count ? cases[place].finding : pools[place - cases.count].result
    }

    /// The verification in one sentence, the gravest first.
    ///
    /// - Parameter isNaming: whether to name the first few tensors that deviate.
    func summary(isNaming: Bool = false) -> String {
        let labels = labels
        func count(_ label: VerificationLine.Label) -> Int { labels.prefix(cases.count).count { $0 == label } }
        let files = cases.count { if case .unopened = $0.disposition { true } else { false } }
        // The parts of a tensor have lines of their own, but are one tensor.
        let tensors =
            cases.count - files - cases.count { $0.part != nil }
            + Set(cases.filter { $0.part != nil }.map { [$0.file, $0.tensor] }).count
        let all = "\(tensors) \(tensors == 1 ? "tensor" : "tensors")"
        let (unread, unfit, failed) = (count(.error) - files, count(.unfit), count(.fails))
        let names = isNaming && failed > 0 ? ": " + deviatingNames(labels.indices.prefix(cases.count), labels) : ""
        let failedPools = pools.count { $0.result.verdict == .deviates }
        let poolNames = isNaming ? ": " + deviatingNames(labels.indices.dropFirst(cases.count), labels) : ""
        let grave = [
            (files, files == 1 ? "file cannot be opened" : "files cannot be opened"),
            (unread, "of \(all) cannot be read"), (unfit, "of \(all) cannot be tested"),
            (failed, "of \(all) \(failed == 1 ? "deviates" : "deviate")" + names),
            (
                failedPools,
                "of \(Numerals.counted(pools.count, "pool")) of small tensors \(failedPools == 1 ? "deviates" : "deviate")"
                    + poolNames
            ),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let rest = [
            (count(.inconclusive), "inconclusive"), (count(.passes), "pass"), (count(.skipped), "skipped"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        let level = cases.contains { $0.verdict != nil } ? " (family-wise error at most \(Numerals.six(alpha)))" : ""
        // A file that cannot be opened does not count among the tensors.
        let tested = unread + unfit + failed > 0 ? rest : all + (rest.isEmpty ? "" : ": ") + rest
        return (grave + [tested, poolsLeft].filter { !$0.isEmpty }).joined(separator: "; ") + level
    }

    /// What became of the pools that do not deviate; empty if there are none.
    private var poolsLeft: String {
        [(Verdict.conforms, "passes", "pass"), (.inconclusive, "is inconclusive", "are inconclusive")]
            .compactMap { verdict, one, several in
                let count = pools.count { $0.result.verdict == verdict }
                return count == 0 ? nil : "\(Numerals.counted(count, "pool")) \(count == 1 ? one : several)"
            }
            .joined(separator: ", ")
    }

    /// The names of the first three of these that deviate.
    private func deviatingNames(_ indices: some Sequence<Int>, _ labels: [VerificationLine.Label]) -> String {
        let places = indices.filter { labels[$0] == .fails }
        let names = places.prefix(3).map { line(at: $0).name }
        return names.joined(separator: ", ") + (places.count > 3 ? " and \(places.count - 3) more" : "")
    }

    /// How to leave out the tensors that a claim about fans does not fit, if it was tested on others; nil if there are
    /// none.
    var unfitHint: String? {
        var (tested, unfit): (Set<String>, Set<String>) = ([], [])
        var count = 0
        for tensor in cases where tensor.part == nil {
            let ending = String(tensor.tensor.split { $0 == "." || $0 == "/" }.last ?? "")
            switch tensor.disposition {
            case .tested: tested.insert(ending)
            case .unfit where tensor.shape.count < 2:
                unfit.insert(ending)
                count += 1
            default: break
            }
        }
        guard count > 0, !tested.isEmpty else { return nil }
        let own = tested.isDisjoint(with: unfit) && tested.count <= 3 && !tested.contains("") ? tested.sorted() : []
        let patterns =
            own.isEmpty
            ? "--tensor and a pattern of their names" : own.map { "--tensor '*\($0)'" }.joined(separator: " ")
        return
            "hint: \(Numerals.counted(count, "tensor")) of one axis \(count == 1 ? "has" : "have") no fans, like a bias; "
            + "select the others with \(patterns), or give each its claim with --expect"
    }

    /// The claim to write instead, if one of the first deviating tensors follows the claim of a framework with another
    /// layout; nil if there is none.
    var layoutHint: String? {
        // A hundred thousand tensors may deviate; if the layout is wrong, the first ones show it.
        for tensor in cases.lazy.filter({ $0.verdict == .deviates }).prefix(3) {
            guard let finding = tensor.finding, let claim = finding.hypothesis?.claim else { continue }
            let laws = finding.diagnosis.compactMap { diagnosis -> ClaimedLaw? in
                if case .law(let alternative, _) = diagnosis { alternative.law } else { nil }
            }
            let others = claim.namesakes.filter { other in
                other.scheme.fanRule != claim.scheme.fanRule && laws.contains { draws(other, $0, finding.shape) }
            }
            // A framework's call says more than this package's own name.
            guard let other = others.first(where: { !$0.framework.isEmpty }) ?? others.first,
                let rule = other.scheme.fanRule
            else { continue }
            return
                "hint: \(tensor.label) conforms to \(other.text), in \(rule.layout); claim that if the weights are stored so"
        }
        return nil
    }

    /// Whether a claim has this law for a shape, read in its own layout.
    private func draws(_ claim: Claim, _ law: ClaimedLaw, _ shape: [Int]) -> Bool {
        guard let own = try? claim.law(of: shape), let comparison = try? LawComparison(own, law) else { return false }
        return comparison.isSame
    }
}
