import Claims
internal import Conformance
internal import Stats

/// The results of tests of whole tensors: of orthogonal matrices, and of the zeros of sparse ones.
struct StructuredTables {
    private var orthogonal = MarkdownTable([
        ("verdict", .verdict), ("initializer", .code), ("shape", .left),
        ("largest QᵀQ − gain²·I over its bound", .right),
        ("positive pivots", .right), ("p(signs)", .right), ("D(directions)", .right), ("p(directions)", .right),
        ("p(frames)", .right), ("p(projections)", .right), ("noticed D(directions)", .right),
        ("mean of the diagonal (sd)", .right),
        ("p(mean)", .right), ("positive determinants", .right), ("p(determinant)", .right), ("D", .right),
        ("p(D)", .right), ("p(variance)", .right),
    ])
    private var sparse = MarkdownTable([
        ("verdict", .verdict), ("initializer", .code), ("shape", .left), ("zeros", .left),
        ("wrong lines or values", .right), ("least likely place (sd)", .right), ("p(positions)", .right),
    ])

    /// Adds a case to the table of its kind, if it has one.
    mutating func append(_ result: Finding, _ outcome: Battery.Outcome) {
        let head = [result.verdict.label, result.claim, Numerals.shape(result.shape)]
        if case .sparse(let claimed) = result.law {
            let line = claimed.line == .column ? "column" : "row"
            sparse.append(
                head + [
                    "\(claimed.zeros) of \(claimed.length) in every \(line)", FitSection.statistic(outcome[.support]),
                    FitSection.statistic(outcome[.positions]), FitSection.p(outcome[.positions]),
                ]
            )
        } else if outcome[.signs] != nil {
            orthogonal.append(
                head + [
                    FitSection.statistic(outcome[.support]), FitSection.statistic(outcome[.signs]),
                    FitSection.p(outcome[.signs]), FitSection.statistic(outcome[.directions]),
                    FitSection.p(outcome[.directions]), FitSection.p(outcome[.frames]),
                    FitSection.p(outcome[.projections]),
                    result.sensitivity.map { Numerals.format($0.distance, digits: 3) } ?? "–",
                    FitSection.statistic(outcome[.mean]), FitSection.p(outcome[.mean]),
                    FitSection.statistic(outcome[.determinant]), FitSection.p(outcome[.determinant]),
                    FitSection.statistic(outcome[.kolmogorovSmirnov]), FitSection.p(outcome[.kolmogorovSmirnov]),
                    FitSection.p(outcome[.scale]),
                ]
            )
        }
    }

    /// Both tables with their explanations; empty if there are no such cases.
    var blocks: [ReportBlock] {
        var blocks: [ReportBlock] = []
        if !sparse.isEmpty {
            let words =
                "For sparse matrices the table above covers the entries that are not 0. The zeros are counted, and so is how "
                + "often each place of a line has one."
            blocks += [.paragraph(words), .table(sparse)]
        }
        if !orthogonal.isEmpty {
            let words =
                "Orthogonal matrices are tested as matrices: columns (or rows) must be orthonormal up to rounding, signs of "
                + "pivots fair, directions of the columns uniform among those that earlier columns leave, and first rows (if the "
                + "matrix is not square) and projections on the vector of ones as in a random matrix. "
                + "With \(OrthogonalBattery.fewestMatrices) matrices or more, the tests include the mean of their diagonals, the "
                + "determinants' signs if they are square, and D and variance of one entry of each."
            blocks += [.paragraph(words), .table(orthogonal)]
        }
        return blocks
    }
}
