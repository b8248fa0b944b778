/// Why a run and an earlier report cannot show the same figures, whatever the initializers do.
enum Incomparability: Hashable {
    /// Another seed draws other values.
    case seed(String, was: String)

    /// The number of values of the largest case.
    case count(Int, was: Int)

    /// Fewer than half of the cases are in both.
    case plan(common: Int, of: Int, was: Int)

    /// Whether the cases that are in both can still be compared.
    var isOfPlan: Bool { if case .plan = self { true } else { false } }

    /// The words that follow "not comparable".
    var words: String {
        switch self {
        case .seed(let seed, let was): "seed \(seed) here, \(was) there"
        case .count(let count, let was):
            "\(Numerals.grouped(count)) values a case here, \(Numerals.grouped(was)) there"
        case .plan(let common, let count, let was):
            "\(Numerals.grouped(count)) cases here, \(Numerals.grouped(was)) there, \(Numerals.grouped(common)) in both"
        }
    }

    /// All reasons.
    ///
    /// - Parameters:
    ///   - present: the run.
    ///   - asked: the entries of the earlier report that the run was asked for.
    ///   - baseline: the earlier report.
    ///   - isPartial: whether the run was asked for some claims only, so that few cases are expected.
    static func all(
        _ present: Baseline,
        _ asked: [Baseline.Entry],
        _ baseline: Baseline,
        isPartial: Bool
    ) -> [Incomparability] {
        var all: [Incomparability] = []
        func seed(_ report: Baseline) -> String? { report.settings.first { $0.name == "seed" }?.value }
        if let here = seed(present), let there = seed(baseline), here != there { all.append(.seed(here, was: there)) }
        func counts(_ entries: [Baseline.Entry]) -> [String: Int] {
            let counted = entries.filter { $0.defect == nil }.compactMap { entry in
                entry.statistics.first { $0.name == "count" }.flatMap { Int($0.value) }.map { (entry.label, $0) }
            }
            return Dictionary(counted) { first, _ in first }
        }
        let (here, there) = (counts(present.entries), counts(asked))
        let common = here.keys.filter { there[$0] != nil }
        // Cases without a law have no values in either.
        let drawn = common.filter { here[$0] != 0 || there[$0] != 0 }
        if !drawn.isEmpty, drawn.allSatisfy({ here[$0] != there[$0] }) {
            all.append(.count(here.values.max() ?? 0, was: there.values.max() ?? 0))
        }
        if !isPartial, 2 * common.count < max(here.count, there.count) {
            all.append(.plan(common: common.count, of: here.count, was: there.count))
        }
        return all
    }
}
