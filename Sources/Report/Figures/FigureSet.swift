internal import Claims
package import Conformance
internal import NumberTypes
internal import Stats
internal import Substrings

/// All figures of a finished run.
package struct FigureSet: Sendable {
    /// Histograms of laws, one for each.
    package let laws: [ReportFigure]

    /// Histograms of cases that deviate.
    package let deviations: [ReportFigure]

    /// Histograms of planted defects.
    package let defects: [ReportFigure]

    /// Variances over Glorot's.
    package let variances: ReportFigure?

    /// p-values against the uniform law.
    package let pValues: ReportFigure?

    /// The errors that samples show, by their size.
    package let sensitivity: ReportFigure?

    /// Signals and gradients by layer.
    package let propagation: ReportFigure?

    /// Every figure, in the order of the report.
    package var all: [ReportFigure] {
        [propagation, variances].compactMap { $0 } + laws + [pValues, sensitivity].compactMap { $0 } + deviations
            + defects
    }

    /// The largest number of laws and of deviations that are drawn.
    private static let limit = (laws: 24, deviations: 8)

    /// Defects that are drawn: those that a histogram or a cdf shows, each in its own way.
    private static let drawnDefects = [
        "fans swapped", "no variance correction", "clipped, not truncated", "not truncated", "uniform claimed normal",
        "tail cut at 3 sd", "7-bit grid", "bfloat16 through and through",
    ]

    package init(_ run: ConformanceRun) {
        var names = UniqueNames()
        laws = Self.representatives(run).compactMap { result in
            HistogramFigure(result, of: run)?.figure(
                name: names.take("law-" + ReportFigure.slug(result.claim)),
                title: result.claim,
                notes: ["At \(Self.law(result))", Self.distance(result) + "\(result.verdict.label)."]
            )
        }
        deviations = run.cases.filter { $0.verdict == .deviates }.prefix(Self.limit.deviations).compactMap { result in
            let tests = result.deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
            return HistogramFigure(result, of: run)?.figure(
                name: names.take("deviation-" + ReportFigure.slug("\(result.claim) \(Numerals.shape(result.shape))")),
                title: "\(result.claim): \(result.headline ?? "deviates")",
                notes: [
                    "At \(Self.law(result))",
                    Self.distance(result) + "found by \(tests)" + (result.diagnosisWords.map { "; \($0)." } ?? "."),
                ]
            )
        }
        defects = Self.drawnDefects.compactMap { name in
            guard let defect = run.defects.first(where: { $0.defect.name == name && $0.result.outcome != nil }) else {
                return nil
            }
            let tests = defect.result.deviating(at: run.alpha).map(\.rawValue).joined(separator: ", ")
            return HistogramFigure(defect.result, of: run)?.figure(
                name: names.take("defect-" + ReportFigure.slug(name)),
                title: "\(name): \(defect.result.headline ?? "missed")",
                notes: [
                    "Planted defect, drawn: \(defect.defect.summary).",
                    "Claimed: \(defect.result.claim), at \(Self.law(defect.result))",
                    Self.distance(defect.result) + (tests.isEmpty ? "missed." : "caught by \(tests)."),
                ]
            )
        }
        variances = VarianceFigure.figure(run)
        pValues = PValueFigure.figure(run)
        sensitivity = run.cases.contains { $0.sensitivity != nil } ? SensitivityFigure.figure(run) : nil
        propagation = PropagationFigure.figure(run.propagation)
    }

    // MARK: - Implementation

    /// The shape and the law that is claimed for it.
    private static func law(_ result: Finding) -> String {
        let type = result.numberType == .float32 ? "" : ", in \(result.numberType.rawValue)"
        var law = result.law?.words ?? ""
        // For sparse tensors the law is that of one entry; the histogram has the entries that are not 0.
        if law.hasSuffix("; below, an entry") { law = law.dropLast(17) + "; the entries that are not 0" }
        return "\(Numerals.shape(result.shape)): \(law)\(type)."
    }

    /// The exact distance of Kolmogorov-Smirnov and its p-value.
    private static func distance(_ result: Finding) -> String {
        guard let found = result.outcome?[.kolmogorovSmirnov] else { return "" }
        let p = Numerals.pValue(found.pValue.value, log10: found.pValue.log10)
        return "Largest difference D = \(Numerals.format(found.statistic, digits: 3)), p = \(p): "
    }

    /// One case for each law at the plan's first shape, the package's own schemes and Glorot's in other frameworks
    /// first; in 16 bits one for each form. Laws beyond the limit are left out.
    private static func representatives(_ run: ConformanceRun) -> [Finding] {
        guard let shape = run.plan.shapes.first else { return [] }
        let drawn = run.cases.enumerated().filter { $1.shape == shape && $1.outcome?.histogram != nil }
        let ranked = drawn.sorted {
            let (a, b) = (rank($0.element), rank($1.element))
            return a == b ? $0.offset < $1.offset : a < b
        }
        var seen: Set<String> = []
        let distinct = ranked.filter { _, result in
            guard let law = result.law else { return false }
            // Six digits: closed forms of one law may differ in their last bits.
            let form = result.numberType == .float32 ? law.words : "\(result.numberType) \(law.form)"
            return seen.insert(form).inserted
        }
        return distinct.prefix(limit.laws).sorted { $0.offset < $1.offset }.map(\.element)
    }

    private static func rank(_ result: Finding) -> Int {
        let name = result.scheme.lowercased()
        return !name.holds(".") || name.holds("glorot") || name.holds("xavier") ? 0 : 1
    }
}

extension ClaimedLaw {
    /// The kind of law, whatever its parameters.
    fileprivate var form: String {
        switch self {
        case .constant: "constant"
        case .uniform: "uniform"
        case .normal: "normal"
        case .truncatedNormal: "truncated normal"
        case .transformedUniform: "transformed uniform"
        case .orthogonal: "orthogonal"
        case .identity: "identity"
        case .dirac: "Dirac"
        case .forgetGate: "forget gate"
        case .logarithms: "logarithms"
        case .sparse: "sparse"
        case .deltaOrthogonal: "delta-orthogonal"
        }
    }
}
