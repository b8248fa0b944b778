internal import Conformance

/// The outcome of a run in numbers, the same in every document.
struct RunCounts {
    let conforming: Int
    let deviating: Int
    let inconclusive: Int

    /// Combinations that have no law.
    let notApplicable: Int

    /// Planted defects, and those that were caught at every shape.
    let defects: Int
    let caughtDefects: Int

    /// The same, with each shape counted by itself.
    let defectCases: Int
    let caughtDefectCases: Int

    /// Cases that have a law.
    let applicable: Int

    init(_ run: ConformanceRun) {
        func count(_ verdict: Verdict) -> Int { run.cases.count { $0.verdict == verdict } }
        (conforming, deviating) = (count(.conforms), count(.deviates))
        (inconclusive, notApplicable) = (count(.inconclusive), count(.notApplicable))
        applicable = run.cases.count - notApplicable
        defects = Set(run.defects.map(\.defect.name)).count
        caughtDefects = defects - Set(run.defects.filter { !$0.isCaught }.map(\.defect.name)).count
        defectCases = run.defects.count
        caughtDefectCases = run.defects.count(where: \.isCaught)
    }
}
