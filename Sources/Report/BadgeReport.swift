public import Conformance

/// A finished run as a badge: JSON as the endpoint badge of shields.io reads it.
public enum BadgeReport {
    /// The document, ending in a line break.
    public static func render(_ run: ConformanceRun) -> String {
        let counts = RunCounts(run)
        let isBroken = counts.deviating > 0 || counts.caughtDefects < counts.defects
        let message =
            if counts.deviating > 0 {
                "\(counts.deviating) of \(Numerals.counted(counts.applicable, "case")) "
                    + "deviate\(counts.deviating == 1 ? "s" : "")"
            } else if isBroken {
                Numerals.counted(counts.defects - counts.caughtDefects, "planted defect") + " missed"
            } else {
                "\(counts.conforming) of \(Numerals.counted(counts.applicable, "case")) conform"
            }
        return JSONValue.object([
            // The endpoint's own version.
            ("schemaVersion", .integer(1)),
            ("label", .string("initializers")),
            ("message", .string(message)),
            ("color", .string(isBroken ? "red" : counts.inconclusive > 0 ? "yellow" : "brightgreen")),
        ]).text() + "\n"
    }
}
