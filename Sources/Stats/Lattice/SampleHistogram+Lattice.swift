extension SampleHistogram {
    /// The histogram of 16-bit values, where each value's cell is its rounding interval; nil for a sample without
    /// numbers.
    init?(_ summary: LatticeSummary, law: LatticeLaw) {
        guard summary.numberCount > 0, law.variance > 0 else { return nil }
        let end = summary.end
        self.init(
            cells: 2 * end + 1,
            count: summary.numberCount,
            support: law.support,
            mean: law.mean,
            deviation: law.standardDeviation,
            edge: { law.format.boundary(above: $0 - end) },
            number: { summary[$0 - end] },
            cdf: { law.cdf(at: $0 - end) }
        )
    }
}
