internal import Conformance
internal import Stats

/// How a verdict is made: the level, each test with the basis of its p-value, and what a sample can show.
enum MethodSection {
    static func blocks(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        var table = MarkdownTable([("test", .code), ("share of a case's level", .right)])
        for (test, weight) in Battery.weights { table.append([test.rawValue, Numerals.six(weight)]) }
        let paragraphs = """
            - **What is tested.** The claim is the closed form that the source states. Each value is granted a displacement \
            of \(Numerals.six(run.epsilon)) in probability, and the support 4 ulp of float32.
            - **Verdict.** A case fails if and only if one of its p-values, adjusted by weighted Holm over all rigorous \
            p-values of the run, is at most \(Numerals.six(run.alpha)): the chance that a run of correct initializers \
            shows any failure is at most that, whatever the dependence between tests. The shares were fixed before any data.
            - **Rigorous** tests have a false-alarm probability that is exact or bounded by a theorem at every sample \
            size. For single values: support (exact), Kolmogorov–Smirnov (exact null distribution, both tails), scale \
            (χ² with n degrees of freedom for normal laws, Bernstein's inequality for bounded ones), mean (normal, \
            Bernstein), counts in 64 cells and in the finest ones (exact binomial, Bonferroni), extremes (exact), \
            counts beyond the bounds that leave 16 values (tails, exact binomial), kurtosis (Chernoff), too few \
            distinct values (levels, binomial bound; for 16-bit types the patterns that occur).
            - **Dependence**, on the first 2^22 values: products at lags 1 to 64, at the row's and at the tensor's length \
            (serial), means and scales of rows and columns and their trends (contrasts), triples in the cells of a cube, \
            integer relations between successive values, repeated rows and blocks, products with another tensor of the \
            run (tensors, Chernoff).
            - **Structure.** For orthogonal matrices: the signs of the pivots and of the determinant (exact binomial), \
            the directions of the columns and the first rows of frames (exact Kolmogorov–Smirnov), projections on the \
            vector of ones (exact, Bonferroni), the trace (Bernstein) and one entry each of many matrices (exact \
            Kolmogorov–Smirnov). For sparse matrices: the number of zeros in every line (exact) and their places \
            (exact binomial).
            - **Diagnostic** tests decide nothing: Pearson's χ² and Anderson–Darling's A², bounded from below by the cell \
            counts, are asymptotic. A p-value of a bound or of a Bonferroni correction is conservative, so many are 1.
            - **Power.** A case in which an error of the scale of \(Numerals.percent(run.resolvableScale)) would have gone \
            unnoticed is *inconclusive*, and so are orthogonal matrices too few and too small to tell Haar's law from one \
            whose directions have a cdf \(Numerals.six(ConformanceRun.resolvableDistance)) away.
            - **Not applicable** marks a scheme that has no law for the shape: its rule for fans needs two axes and \
            the shape has one, or a structured tensor cannot have this shape.
            """
        return [.items(paragraphs), .table(table)] + (figures?.sensitivity.map { [.figure($0)] } ?? [])
    }
}
