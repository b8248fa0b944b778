internal import Claims
public import Conformance
internal import Stats

/// What changed between a report and a later run, case by case.
///
/// Cases are matched by claim and shape, planted defects by name and shape. The comparison covers:
///
/// - the verdict; for a defect, whether it is caught;
/// - the stream: the digest of its first draws, if both documents have one;
/// - the statistics: number of values, closed form, observed extremes and moments, and for each test its statistic,
///   degrees of freedom and p-value.
///
/// If the seeds or the numbers of values differ, or if the two have few cases in common, the comparison says so first.
/// If seeds or numbers of values differ, it then leaves out streams and observed figures, and compares verdicts and
/// closed forms alone.
///
/// Numbers are compared as the report prints them, with six significant digits; whole numbers by all their digits.
/// Adjusted p-values and noticeable errors are not compared: they depend on the other cases of the run. If only part of
/// the plan was run, the test against another tensor of the plan is not compared either.
public struct BaselineComparison: Sendable {
    /// The report.
    public let baseline: Baseline

    /// Why most figures cannot be compared; empty if they can.
    let incomparable: [Incomparability]

    /// What changed, in the order of the run; what was removed comes last.
    let changes: [Change]

    /// Entries of the baseline that the run was not asked for.
    let unaskedCount: Int

    /// Cases and planted defects that have a digest now, but none in the baseline.
    let undigestedCount: Int

    /// Cases and planted defects of the run.
    let count: Int

    /// What changed in one case or planted defect, or in the settings.
    struct Change {
        let label: String
        var kinds: [Kind]

        enum Kind {
            case verdict(Baseline.Finding, was: Baseline.Finding)
            case stream(String, was: String)
            case statistics([(name: String, value: String?, was: String?)])
            case added(Baseline.Finding)
            case removed(was: Baseline.Finding)
        }
    }

    /// Compares a run with a report.
    ///
    /// - Parameters:
    ///   - run: the later run.
    ///   - baseline: the report.
    ///   - isPartial: whether the run was asked for some claims only; cases of others then do not count as missing.
    public init(_ run: ConformanceRun, since baseline: Baseline, isPartial: Bool = false) throws {
        self.init(try Baseline(run), since: baseline, claims: isPartial ? Set(run.plan.claims.map(\.text)) : nil)
    }

    init(_ present: Baseline, since baseline: Baseline, claims: Set<String>? = nil) {
        self.baseline = baseline
        let asked = baseline.entries.filter { claims?.contains($0.claim) ?? true }
        incomparable = Incomparability.all(present, asked, baseline, isPartial: claims != nil)
        let isComparable = incomparable.allSatisfy { $0.isOfPlan }
        unaskedCount = baseline.entries.count - asked.count
        count = present.entries.count
        var old = Dictionary(uniqueKeysWithValues: asked.map { (Key($0), $0) })
        var changes: [Change] = []
        var undigested = 0
        if let differences = Self.differences(present.settings, was: baseline.settings) {
            changes.append(Change(label: "settings", kinds: [differences]))
        }
        for entry in present.entries {
            guard let former = old.removeValue(forKey: Key(entry)) else {
                changes.append(Change(label: entry.label, kinds: [.added(entry.verdict)]))
                continue
            }
            var kinds: [Change.Kind] = []
            if entry.verdict != former.verdict { kinds.append(.verdict(entry.verdict, was: former.verdict)) }
            switch (entry.stream, former.stream) {
            case _ where !isComparable: break
            case (let stream?, let was?) where stream != was: kinds.append(.stream(stream, was: was))
            case (_?, nil): undigested += 1
            case (nil, let was?): kinds.append(.stream("none", was: was))
            default: break
            }
            func own(_ figures: [Baseline.Figure]) -> [Baseline.Figure] {
                figures.filter { figure in
                    isComparable
                        ? claims == nil || !figure.name.hasPrefix("\(TestKind.tensors.rawValue).")
                        : figure.name.hasPrefix("closed_form.")
                }
            }
            Self.differences(own(entry.statistics), was: own(former.statistics)).map { kinds.append($0) }
            if !kinds.isEmpty { changes.append(Change(label: entry.label, kinds: kinds)) }
        }
        for entry in asked where old[Key(entry)] != nil {
            changes.append(Change(label: entry.label, kinds: [.removed(was: entry.verdict)]))
        }
        self.changes = changes
        undigestedCount = undigested
    }

    /// Whether anything changed.
    public var hasChanges: Bool { !changes.isEmpty }

    /// Whether something changed that no declared break of values excuses: a worse verdict or a missing case.
    public var hasLosses: Bool { changes.contains { $0.kinds.contains(where: \.isLoss) } }

    // MARK: - Implementation

    /// The key that entries are matched by.
    private struct Key: Hashable {
        let defect: String?
        let claim: String
        let shape: [Int]

        init(_ entry: Baseline.Entry) {
            (defect, claim, shape) = (entry.defect, entry.defect == nil ? entry.claim : "", entry.shape)
        }
    }

    private static func differences(_ figures: [Baseline.Figure], was former: [Baseline.Figure]) -> Change.Kind? {
        let old = Dictionary(former.map { ($0.name, $0.value) }) { first, _ in first }
        let names = Set(figures.map(\.name))
        let changed = figures.filter { old[$0.name] != $0.value }
        let gone = former.filter { !names.contains($0.name) }
        let differences: [(name: String, value: String?, was: String?)] =
            changed.map { (name: $0.name, value: $0.value, was: old[$0.name]) }
            + gone.map { (name: $0.name, value: nil, was: $0.value) }
        return differences.isEmpty ? nil : .statistics(differences)
    }
}

extension BaselineComparison.Change.Kind {
    /// Whether no declared break of values excuses it.
    var isLoss: Bool {
        switch self {
        case .verdict(let verdict, let was): verdict.isWorse(than: was)
        case .removed: true
        case .stream, .statistics, .added: false
        }
    }
}
