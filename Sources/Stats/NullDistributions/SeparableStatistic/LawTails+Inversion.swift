import CMath

extension LawTails {
    /// The tails of a finite sample by inversion. One is computed; the other is 1 minus it.
    package init(_ statistic: SeparableStatistic, count: Int, lower: Bool, at x: Double) {
        let tail = SeparableInversion(statistic, count: count, lower: lower, at: x)
        let value = exp(tail.logarithm)
        let rest = -expm1(tail.logarithm)
        let restError = rest > 0 ? tail.relativeError * value / rest : 0
        self.init(
            cdf: lower ? value : rest,
            survival: lower ? rest : value,
            logSurvival: lower ? log1p(-value) : tail.logarithm,
            error: lower ? (tail.relativeError, restError) : (restError, tail.relativeError)
        )
    }
}
