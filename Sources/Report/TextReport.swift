public import Conformance

/// A finished run, as a terminal shows it.
public enum TextReport {
    /// The summary in one line, ending in a line break.
    public static func summary(_ run: ConformanceRun) -> String {
        let counts = RunCounts(run)
        return "\(counts.conforming) of \(Numerals.counted(counts.applicable, "case")) conform, "
            + (counts.inconclusive > 0
                ? "\(counts.inconclusive) \(counts.inconclusive == 1 ? "is" : "are") inconclusive, " : "")
            + "\(counts.caughtDefects) of \(Numerals.counted(counts.defects, "planted defect")) caught\n"
    }

    /// A line for each case that deviates, and for each planted defect that was missed.
    public static func failures(_ run: ConformanceRun) -> [String] {
        run.cases.filter { $0.verdict == .deviates }.map { result in
            let cause = result.diagnosisWords.map { ": \($0)" } ?? ""
            return "deviates: \(result.claim) \(Numerals.shape(result.shape))\(cause)"
        }
            + run.defects.filter { !$0.isCaught }.map { defect in
                "missed: \(defect.defect.name) \(Numerals.shape(defect.result.shape))"
            }
    }
}
