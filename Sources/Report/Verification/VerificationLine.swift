internal import Claims
internal import Conformance
internal import Stats

/// One tensor or pool in words, as the documents of a verification show it.
struct VerificationLine {
    let name: String
    let claim: String
    let shape: String

    /// The observed variance over the claimed one.
    let ratio: String

    /// The smallest adjusted p-value.
    let pValue: String

    /// The relative error of scale that would have been noticed.
    let noticed: String

    let verdict: Label

    /// The reasons of the verdict, a line for each; empty if there is nothing to say.
    let remarks: [String]

    /// The same in one line.
    var remark: String { remarks.joined(separator: "; ") }

    /// A verdict, or a label for a tensor without one.
    enum Label: String {
        case passes = "pass"
        case fails = "FAIL"
        case inconclusive
        case skipped
        case unfit
        case error

        init(_ verdict: Verdict) {
            switch verdict {
            case .conforms: self = .passes
            case .deviates: self = .fails
            case .inconclusive: self = .inconclusive
            case .notApplicable: self = .unfit
            }
        }

        init(_ tensor: TensorCase) {
            switch tensor.disposition {
            case .tested(let result): self.init(result.verdict)
            case .compared(_, let isSame): self = isSame ? .passes : .fails
            case .skipped: self = .skipped
            case .empty: self = .passes
            case .unmatched: self = .fails
            case .unfit: self = .unfit
            case .failed, .unopened: self = .error
            }
        }
    }

    init(_ tensor: TensorCase, alpha: Double, resolve: Double) {
        let claim = tensor.claim ?? ""
        switch tensor.disposition {
        case .tested(let result):
            self.init(result, name: tensor.label, typeName: tensor.typeName, alpha: alpha, resolve: resolve)
        case .compared(let other, let isSame):
            self.init(tensor, claim: "same as \(other)", isSame ? "" : "differs from \(other)")
        case .skipped(let reason): self.init(tensor, claim: "", reason)
        case .empty: self.init(tensor, claim: claim, "there is nothing in it")
        case .unmatched: self.init(tensor, claim: "", "no rule matches its name")
        case .unfit(let reason): self.init(tensor, claim: claim, reason)
        case .failed(let error), .unopened(let error): self.init(tensor, claim: claim, "\(error)")
        }
    }

    init(_ pool: Verification.PoolCase, alpha: Double, resolve: Double) {
        let name = "pool of \(pool.tensors.count) tensors"
        self.init(pool.result, name: name, typeName: nil, alpha: alpha, resolve: resolve)
    }

    /// - Parameter resolve: the relative error of scale that must be noticeable; nil if the caller says how to ask for
    ///   less.
    init(_ result: Finding, name: String, typeName: String?, alpha: Double, resolve: Double?) {
        self.name = name
        claim = result.claim
        shape = Numerals.shape(result.shape) + (typeName.map { " \($0)" } ?? "")
        if let law = result.distribution, let outcome = result.outcome, law.variance > 0, outcome.variance.isFinite {
            ratio = Numerals.format(outcome.variance / law.variance, digits: 6)
        } else {
            ratio = "–"
        }
        pValue = result.adjusted.values.min().map { Numerals.pValue($0.value, log10: $0.log10) } ?? "–"
        let scale = result.sensitivity?.scale ?? .infinity
        noticed = scale.isFinite ? Numerals.percent(scale) : "–"
        verdict = Label(result.verdict)
        let drawn = result.stream.map { [$0.words] } ?? []
        switch result.verdict {
        case .conforms: remarks = drawn
        case .deviates:
            let tests = result.deviating(at: alpha).map(\.rawValue).joined(separator: ", ")
            let lines = result.diagnosisLines
            // The last line ends with the tests. If the values are only not the stream's, no test rejects the law.
            let seed = result.seed.map { ["it is " + $0.comparison.words] } ?? []
            remarks =
                drawn + seed + lines.dropLast()
                + (tests.isEmpty ? [] : [(lines.last.map { $0 + "; " } ?? "") + "by \(tests)"])
        case .inconclusive:
            remarks =
                drawn + [
                    result.law?.isOrthogonal == true
                        ? Self.unnoticedDirections(result)
                        : Self.unnoticedScale(result, noticed, resolve)
                ]
        case .notApplicable: remarks = result.reason.map { [$0] } ?? []
        }
    }

    // MARK: - Implementation

    /// The errors that are not noticed, and the number of values or the resolve that would do.
    private static func unnoticedScale(_ result: Finding, _ noticed: String, _ resolve: Double?) -> String {
        let scale = result.sensitivity?.scale ?? .infinity
        let unnoticed =
            scale.isFinite
            ? "a scale error below \(noticed) would not have been noticed" : "no scale error would have been noticed"
        guard let resolve, let count = result.valuesNeeded(toNotice: resolve) else { return unnoticed }
        // Rounded up, so that it suffices.
        let less = Numerals.format((scale * 100).rounded(.up) / 100, digits: 2)
        return unnoticed + ": \(Numerals.percent(resolve)) takes about \(Numerals.grouped(count)) values"
            + (scale < 1 ? "; a resolve of \(less) asks for less" : "")
    }

    /// The deviations of orthogonal matrices that are not noticed.
    private static func unnoticedDirections(_ result: Finding) -> String {
        let distance = result.sensitivity?.distance ?? 1
        return "orthonormal; too few directions to tell Haar's law from another"
            + (distance < 1
                ? " whose cdf of the directions is nearer than \(Numerals.format(distance, digits: 2))" : "")
    }

    private init(_ tensor: TensorCase, claim: String, _ remark: String) {
        name = tensor.label
        self.claim = claim
        // A file that could not be opened has none.
        shape = tensor.typeName.isEmpty ? "" : Numerals.shape(tensor.shape) + " \(tensor.typeName)"
        (ratio, pValue, noticed) = ("–", "–", "–")
        verdict = Label(tensor)
        remarks = remark.isEmpty ? [] : [remark]
    }
}
