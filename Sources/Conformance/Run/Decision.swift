internal import Stats

/// From p-values to verdicts: weighted Holm over all rigorous tests of a run.
struct Decision {
    /// The family-wise rate of the run.
    let alpha: Double

    /// The relative error of scale that must be noticeable, or the case is inconclusive.
    let resolvableScale: Double

    let resolution: Resolution

    /// Verdicts for the cases of a run, decided together.
    func decide(_ cases: inout [CaseResult]) {
        let applicable = cases.count(where: { $0.outcome != nil })
        var places: [(index: Int, test: TestKind)] = []
        var pValues: [TailProbability] = []
        var weights: [Double] = []
        for (index, result) in cases.enumerated() {
            for test in result.outcome?.results ?? [] where test.tier == .rigorous {
                places.append((index, test.test))
                pValues.append(test.pValue)
                weights.append(Battery.weight(test.test) / Double(applicable))
            }
        }
        for (place, adjusted) in zip(places, Holm.adjusted(pValues, weights: weights)) {
            cases[place.index].adjusted[place.test] = adjusted
        }
        for index in cases.indices { judge(&cases[index], among: applicable) }
    }

    /// The verdict on a case that is judged as one of `count`, by itself: Bonferroni with the same weights, which
    /// rejects no more than Holm does.
    func decideAlone(_ result: inout CaseResult, among count: Int) {
        for test in result.outcome?.results ?? [] where test.tier == .rigorous {
            result.adjusted[test.test] = test.pValue.times(Double(count) / Battery.weight(test.test))
        }
        judge(&result, among: count)
    }

    // MARK: - Implementation

    private func judge(_ result: inout CaseResult, among count: Int) {
        guard let outcome = result.outcome, let law = result.distribution else { return }
        if law.variance > 0, !(law is HaarEntry) {
            result.sensitivity = Sensitivity(
                count: outcome.count,
                law: law,
                level: alpha / Double(count),
                resolution: resolution
            )
        }
        if !result.deviating(at: alpha).isEmpty {
            result.verdict = .deviates
            result.cause = Cause.recognise(result)
        } else if let sensitivity = result.sensitivity, sensitivity.scale > resolvableScale {
            result.verdict = .inconclusive
        } else {
            result.verdict = .conforms
        }
    }
}
