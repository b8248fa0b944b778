import Claims
internal import NumberTypes
internal import Stats

/// From p-values to verdicts: weighted Holm over all rigorous tests of a run.
struct Decision {
    /// The family-wise rate of the run.
    let alpha: Double

    /// The relative error of scale that the case must be able to show, or it is inconclusive.
    let resolvableScale: Double

    /// The distance of the directions' places that orthogonal matrices must be able to show, or the case is
    /// inconclusive.
    static let resolvableDistance = 0.15

    /// How suspicious cases are drawn again; nil if none is, and each draw has the whole level.
    var escalation: Escalation?

    /// Verdicts for the cases of a run, decided together.
    ///
    /// - Parameter count: how many cases share the level; nil for the number of those tested. A larger number is sound,
    ///   and necessary if the findings decide which cases are tested.
    func decide<Cases: MutableCollection<Finding>>(
        _ cases: inout Cases,
        among count: Int? = nil
    ) where Cases.Index == Int {
        let applicable = count ?? cases.count(where: { $0.outcome != nil })
        adjust(&cases, by: .allDraws, among: applicable)
        for index in cases.indices { judge(&cases[index], among: applicable) }
    }

    /// The draws of a case that count.
    enum Evidence {
        case allDraws
        case newestDraw
    }

    /// Adjusted p-values for the cases of a run, together.
    func adjust<Cases: MutableCollection<Finding>>(
        _ cases: inout Cases,
        by evidence: Evidence,
        among count: Int? = nil
    ) where Cases.Index == Int {
        let applicable = count ?? cases.count(where: { $0.outcome != nil })
        var pValues: [TailProbability] = []
        var weights: [Double] = []
        // Most p-values of small tensors are 1, and stay 1.
        var rest = 0.0
        for result in cases {
            for test in hypotheses(result) {
                let p = pValue(of: test, in: result, by: evidence)
                let weight = Battery.weight(test.test) / Double(applicable)
                if p == .one {
                    rest += weight
                } else {
                    pValues.append(p)
                    weights.append(weight)
                }
            }
        }
        var next = Holm.adjusted(pValues, weights: weights, rest: rest).makeIterator()
        for index in cases.indices {
            let result = cases[index]
            var adjusted = AdjustedPValues(capacity: hypotheses(result).count)
            for test in hypotheses(result) {
                let isOne = pValue(of: test, in: result, by: evidence) == .one
                adjusted[test.test] = isOne ? .one : next.next()
            }
            cases[index].adjusted = adjusted
        }
    }

    /// The verdict on a case that is judged by itself, as one of `count`: Bonferroni with the same weights, which
    /// rejects no more than Holm does.
    func decideAlone(_ result: inout Finding, among count: Int) {
        for test in hypotheses(result) {
            let p = pValue(of: test, in: result, by: .allDraws)
            result.adjusted[test.test] = p.times(share(of: test, among: count))
        }
        judge(&result, among: count)
    }

    /// The places of the cases that deviate by themselves among `count`; nil stands for a case that was not tested.
    func deviating(_ cases: some Sequence<Finding?>, among count: Int) -> Set<Int> {
        var deviating: Set<Int> = []
        for (index, result) in cases.enumerated() {
            guard let result else { continue }
            let isDeviating = hypotheses(result).contains { test in
                // Written so that a p-value that is not a number never passes.
                !(pValue(of: test, in: result, by: .allDraws).times(share(of: test, among: count)).value > alpha)
            }
            if isDeviating { deviating.insert(index) }
        }
        return deviating
    }

    // MARK: - Implementation

    /// Bonferroni's factor of a test of one of `count` cases.
    private func share(of test: TestResult, among count: Int) -> Double { Double(count) / Battery.weight(test.test) }

    /// The rigorous tests of the first draw.
    private func hypotheses(_ result: Finding) -> LazyFilterSequence<[TestResult]> {
        (result.stages.first?.results ?? result.outcome?.results ?? []).lazy.filter { $0.tier == .rigorous }
    }

    /// The p-value of a test, with each draw at its share of the level.
    private func pValue(of test: TestResult, in result: Finding, by evidence: Evidence) -> TailProbability {
        guard escalation != nil else { return test.pValue }
        if result.stages.isEmpty { return Escalation.combined([test.pValue]) }
        var pValues = result.stages.map { stage in
            stage.results.first { $0.test == test.test && $0.tier == .rigorous }?.pValue ?? .one
        }
        if evidence == .newestDraw {
            for earlier in pValues.indices.dropLast() { pValues[earlier] = .one }
        }
        return Escalation.combined(pValues)
    }

    /// The tests of the matrices of an orthogonal law, and the number of values of a tensor; nil for other laws.
    private func matrices(_ result: Finding) -> (battery: OrthogonalBattery, size: Int)? {
        let format = result.numberType.sixteenBitFormat
        switch result.law {
        case .orthogonal(let gain, let rows, let columns):
            return (OrthogonalBattery(rows: rows, columns: columns, gain: gain, format: format), rows * columns)
        case .deltaOrthogonal(let gain, let shape):
            let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
            let battery = OrthogonalBattery(rows: rows, columns: columns, gain: gain, format: format)
            return (battery, shape.reduce(1, *))
        default:
            return nil
        }
    }

    /// What the tests of a case would have noticed; nil where nothing is drawn.
    private func sensitivity(_ result: Finding, _ outcome: Battery.Outcome, level: Double) -> Sensitivity? {
        if let (battery, size) = matrices(result) {
            return Sensitivity(of: battery, matrices: max(1, Int(clamping: outcome.count) / size), level: level)
        }
        return result.independentDraws.flatMap { result.sensitivity(count: $0.count, law: $0.law, level: level) }
    }

    /// Whether an error of the size asked for would not have been noticed.
    private func isTooSmall(_ result: Finding) -> Bool {
        guard let sensitivity = result.sensitivity else { return false }
        return result.law?.isOrthogonal == true
            ? sensitivity.distance > Self.resolvableDistance : sensitivity.scale > resolvableScale
    }

    private func judge(_ result: inout Finding, among cases: Int) {
        guard let outcome = result.outcome else { return }
        let level = alpha * Escalation.share(of: result.lastStage, under: escalation) / Double(cases)
        result.level = level
        result.sensitivity = sensitivity(result, outcome, level: level)
        if !result.deviating(at: alpha).isEmpty {
            result.verdict = .deviates
        } else if isTooSmall(result) || result.stages.last?.standing == .suspicious {
            result.verdict = .inconclusive
        } else {
            result.verdict = .conforms
        }
    }
}
