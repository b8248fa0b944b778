internal import Conformance
internal import Stats

/// What the documents of a verification tell of one tensor or pool, in words.
struct VerificationLine {
    let name: String
    let claim: String
    let shape: String
    let count: String

    /// The observed variance over the claimed one.
    let ratio: String

    /// The smallest adjusted p-value.
    let pValue: String

    /// The relative error of scale that would have been noticed.
    let noticed: String

    let verdict: Label

    /// Why, where there is something to say.
    let remark: String

    /// A verdict or what stands in its place.
    enum Label: String {
        case passes = "pass"
        case fails = "FAIL"
        case inconclusive
        case skipped
        case unfit
        case error
    }

    init(_ tensor: TensorCase, alpha: Double) {
        switch tensor.disposition {
        case .tested(let result):
            self.init(result, name: tensor.name, typeName: tensor.typeName, alpha: alpha)
        case .compared(let other, let isSame):
            self.init(
                tensor,
                claim: "same as \(other)",
                isSame ? .passes : .fails,
                isSame ? "" : "differs from \(other)"
            )
        case .skipped(let reason):
            self.init(tensor, .skipped, reason)
        case .unmatched:
            self.init(tensor, .fails, "no rule matches its name")
        case .unfit(let reason):
            self.init(tensor, .unfit, reason)
        case .failed(let error):
            self.init(tensor, .error, "\(error)")
        }
    }

    init(_ pool: Verification.PoolCase, alpha: Double) {
        self.init(pool.result, name: "pool of \(pool.tensors.count) tensors", typeName: nil, alpha: alpha)
    }

    // MARK: - Implementation

    private init(_ result: CaseResult, name: String, typeName: String?, alpha: Double) {
        self.name = name
        claim = result.claim
        shape = Figures.shape(result.shape) + (typeName.map { " \($0)" } ?? "")
        count = Figures.grouped(result.count)
        if let law = result.distribution, let outcome = result.outcome, law.variance > 0, outcome.variance.isFinite {
            ratio = Figures.format(outcome.variance / law.variance, digits: 6)
        } else {
            ratio = "–"
        }
        pValue = result.adjusted.values.min().map { Figures.pValue($0.value, log10: $0.log10) } ?? "–"
        noticed = result.sensitivity.map { Figures.percent($0.scale) } ?? "–"
        switch result.verdict {
        case .conforms:
            verdict = .passes
            remark = ""
        case .deviates:
            verdict = .fails
            let tests = result.deviating(at: alpha).map(\.rawValue).joined(separator: ", ")
            remark = (result.cause.map { "\($0); " } ?? "") + "by \(tests)"
        case .inconclusive:
            verdict = .inconclusive
            remark = "a scale error below \(noticed) would not have been noticed"
        case .notApplicable:
            verdict = .unfit
            remark = result.reason ?? ""
        }
    }

    private init(_ tensor: TensorCase, claim: String = "", _ label: Label, _ remark: String) {
        name = tensor.name
        self.claim = claim
        shape = Figures.shape(tensor.shape) + " \(tensor.typeName)"
        count = Figures.grouped(tensor.count)
        (ratio, pValue, noticed) = ("–", "–", "–")
        verdict = label
        self.remark = remark
    }
}

extension Verification {
    /// The lines of all tensors and pools.
    var lines: [VerificationLine] {
        cases.map { VerificationLine($0, alpha: alpha) } + pools.map { VerificationLine($0, alpha: alpha) }
    }

    /// The whole in one sentence.
    var summary: String {
        let labels = lines.map(\.verdict)
        func count(_ label: VerificationLine.Label) -> Int { labels.count { $0 == label } }
        let parts = [
            (count(.passes), "pass"), (count(.fails), "fail"), (count(.inconclusive), "inconclusive"),
            (count(.skipped), "skipped"), (count(.unfit), "cannot be tested"), (count(.error), "cannot be read"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let pooled = pools.isEmpty ? "" : " and \(pools.count) \(pools.count == 1 ? "pool" : "pools")"
        return "\(cases.count) \(cases.count == 1 ? "tensor" : "tensors")\(pooled): "
            + parts.joined(separator: ", ") + " (family-wise error at most \(Figures.six(alpha)))"
    }
}
