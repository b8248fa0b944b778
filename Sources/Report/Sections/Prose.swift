internal import Claims
internal import Conformance
internal import Stats

/// The parts of the report that explain.
enum Prose {
    static func howToRead(_ run: ConformanceRun) -> String {
        let weights = Battery.weights.map { "\($0.test.rawValue) \(Numerals.six($0.weight))" }.joined(separator: ", ")
        let noticed = run.cases.filter { $0.law?.isOrthogonal != true }.compactMap { $0.sensitivity?.scale }
        let range =
            noticed.min().map { low in
                "\(Numerals.percent(low)) to \(Numerals.percent(noticed.max() ?? low))"
            } ?? "nothing, since all laws are deterministic"
        return """
            - **What is tested.** The claim is the closed form that the source states; nothing is estimated from the \
            draws or read from the initializer. Each value is granted a displacement of \(Numerals.six(run.epsilon)) in \
            probability, and the support 4 ulp of float32.
            - **Verdict.** A case fails if and only if one of its p-values, adjusted by weighted Holm over all \
            rigorous p-values of the run, is at most \(Numerals.six(run.alpha)). So the chance that a run of correct \
            initializers shows any failure is at most \(Numerals.six(run.alpha)), whatever the dependence between tests. \
            The weights within a case, fixed before any data: \(weights).
            - **Rigorous** tests have a false-alarm probability that is exact or bounded by a theorem at every sample \
            size: support (exact), Kolmogorov–Smirnov (exact null distribution, both tails), variance (χ² with n degrees \
            of freedom for normal laws, Bernstein's inequality for bounded ones), mean (normal, Bernstein), counts in 64 \
            cells and in the finest ones (exact binomial, Bonferroni), extremes (exact), counts beyond the bounds that leave 16 \
            values (tails, exact binomial); and for what no single weight shows, products at lags 1 to 64, at the row's and at \
            the tensor's length, means and scales of rows and columns, triples in the cells of a cube, repeated rows and \
            blocks, on the first 2^22 values, products with another tensor of the run (tensors, Chernoff); too few distinct \
            values (levels, binomial bound; for 16-bit types the patterns that occur); for \
            orthogonal matrices the signs of the pivots and of the determinant (exact binomial), the directions of the columns and the first rows \
            of frames (exact Kolmogorov–Smirnov), projections on the vector of ones (exact, Bonferroni), the trace (Bernstein) \
            and one entry each of many matrices (exact Kolmogorov–Smirnov); for sparse matrices the number of zeros in every line \
            (exact) and their places (exact binomial). Pearson's χ² and Anderson–Darling's A², bounded from below by the cell \
            counts, are asymptotic: diagnostics, which decide nothing. A p-value of a bound or of a Bonferroni correction is conservative, hence the ones.
            - **Power.** A *pass* is worth what it would have noticed: here, with probability 0.999, relative errors of \
            scale from \(range). A case in which \(Numerals.percent(run.resolvableScale)) would have gone unnoticed is \
            *inconclusive*, and so are orthogonal matrices too few and too small to tell Haar's law from one whose \
            directions have a cdf \(Numerals.six(ConformanceRun.resolvableDistance)) away.
            - **Not applicable** marks a scheme that has no law for the shape: a rule for fans that needs two axes and a \
            shape that has one, or a structured tensor that cannot have this shape.
            - **Regenerate** it with `Scripts/report`: the same seed gives the same bytes.
            """
    }

    static let references = """
        - X. Glorot, Y. Bengio. Understanding the difficulty of training deep feedforward neural networks. AISTATS 2010: \
        equation 12 (variance 2/(n_in+n_out)), equation 16 (limit √6/√(n_in+n_out)).
        - K. He, X. Zhang, S. Ren, J. Sun. Delving deep into rectifiers. ICCV 2015: equation 10 (variance 2/n).
        - Y. LeCun, L. Bottou, G. Orr, K.-R. Müller. Efficient BackProp. 1998: equation 16 (variance 1/n_in).
        - LISA lab. Deep Learning Tutorials 0.1, mlp.py: limit 4·√(6/(n_in+n_out)) for the logistic sigmoid.
        - The documentation and sources of Keras 3, TensorFlow 1.15 and 2, PyTorch, JAX, MLX, PrettyTensor 0.7.4 and Caffe, \
        as named beside each scheme.
        - J. Salmon, M. Moraes, R. Dror, D. Shaw. Parallel random numbers: as easy as 1, 2, 3. SC 2011 (Philox4x32-10).
        - R. Simard, P. L'Ecuyer. Computing the two-sided Kolmogorov–Smirnov distribution. J. Stat. Software 39 (2011), 11.
        - T. Gonzalez, S. Sahni, W. Franta. An efficient algorithm for the Kolmogorov–Smirnov and Lilliefors tests. ACM \
        TOMS 3 (1977), 60–64.
        - S. Boucheron, G. Lugosi, P. Massart. Concentration Inequalities. 2013: section 2.8 (Bernstein).
        - S. Holm. A simple sequentially rejective multiple test procedure. Scand. J. Statist. 6 (1979), 65–70.
        - H. Mann, A. Wald. On the choice of the number of class intervals. Ann. Math. Statist. 13 (1942), 306–317.
        """
}
