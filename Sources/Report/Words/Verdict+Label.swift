package import Conformance

extension Verdict {
    /// The verdict as tables print it.
    package var label: String {
        switch self {
        case .conforms: "pass"
        case .deviates: "FAIL"
        case .inconclusive: "inconclusive"
        case .notApplicable: "not applicable"
        }
    }
}
