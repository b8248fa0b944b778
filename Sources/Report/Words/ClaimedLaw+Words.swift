internal import Claims
internal import Stats

extension ClaimedLaw {
    /// The law in words, with its figures.
    var words: String {
        switch self {
        case .constant(let value): "every entry equals \(Numerals.six(value))"
        case .uniform(let low, let high): "uniform on [\(Numerals.six(low)), \(Numerals.six(high))]"
        case .transformedUniform(.logarithm, let low, let high):
            "the logarithm of a uniform variable on [\(Numerals.six(low)), \(Numerals.six(high))]"
        case .transformedUniform(.inverseSoftplus, let low, let high):
            "ln(exp T - 1), T log-uniform on [\(Numerals.six(low)), \(Numerals.six(high))]"
        case .orthogonal(let gain, let rows, let columns):
            "\(Numerals.six(gain)) times a Haar-distributed matrix of \(rows) rows and \(columns) columns; below, an entry"
        case .identity(let gain, let rows, let columns):
            "\(Numerals.six(gain)) on the diagonal of \(rows) rows and \(columns) columns, else 0; below, a random place"
        case .dirac(let groups, let shape):
            "1 at the centre of \(groups * min(shape[0] / groups, shape[1])) kernels, else 0; below, a random place"
        case .forgetGate(let count):
            "1 at places \(count / 4) to \(count / 2 - 1) of \(count), else 0; below, a random place"
        case .logarithms(let count):
            "the logarithms of 1 to \(count) along every row, each within one unit in the last place; below, a random place"
        case .sparse(let sparse):
            "\(sparse.zeros) zeros in every \(sparse.line == .column ? "column" : "row") of \(sparse.length), else normal, "
                + "mean \(Numerals.six(sparse.mean)), standard deviation \(Numerals.six(sparse.standardDeviation)); below, "
                + "an entry"
        case .deltaOrthogonal(let gain, let shape):
            "\(Numerals.six(gain)) times a Haar-distributed matrix of \(shape[shape.count - 2]) rows and "
                + "\(shape[shape.count - 1]) columns at the kernel's centre, else 0; below, a random place"
        case .normal(let mean, let deviation):
            "normal, mean \(Numerals.six(mean)), standard deviation \(Numerals.six(deviation))"
        case .truncatedNormal(let mean, let deviation, let low, let high):
            "normal, mean \(Numerals.six(mean)), standard deviation \(Numerals.six(deviation)), "
                + "truncated at \(Numerals.six(low)) and \(Numerals.six(high)) of its standard deviations"
        }
    }
}
