internal import Claims
internal import Conformance
internal import Stats

/// The explanatory parts of the report.
enum Prose {
    /// Who made the draws.
    static let whatIsDrawn = """
        The draws are this package's own, made as each framework defines its initializer; no framework was run. \
        `glorot verify` tests what a framework drew.
        """

    /// A few lines for the first page.
    static func howToRead(_ run: ConformanceRun) -> String {
        let noticed = run.cases.filter { $0.law?.isOrthogonal != true }.compactMap { $0.sensitivity?.scale }
        let range =
            noticed.min().map { low in
                "\(Numerals.percent(low)) to \(Numerals.percent(noticed.max() ?? low))"
            } ?? "nothing, since all laws are deterministic"
        return """
            - **A case** is one initializer at one shape: many values are drawn and compared with the closed form that the \
            paper or the framework states. Nothing is estimated from the draws or read from the initializer.
            - **pass**: no test rejects. With probability 0.999, it would have noticed relative errors of the scale \
            from \(range).
            - **FAIL**: a p-value, adjusted for all tests of all cases (weighted Holm), is at most \
            \(Numerals.six(run.alpha)). Correct initializers fail anywhere in the run with at most that probability.
            - **inconclusive**: an error of \(Numerals.percent(run.resolvableScale)) would have gone unnoticed. \
            **not applicable**: the scheme has no law for the shape.
            - **least adjusted p** is the smallest of those p-values: 1 if nothing is surprising, at most \
            \(Numerals.six(run.alpha)) for a failure.
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
