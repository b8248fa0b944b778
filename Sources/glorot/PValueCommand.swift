import ArgumentParser
import Report
import Stats

struct PValueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pvalue",
        abstract: "Prints the p-value of a statistic, with all the digits that hold.",
        usage: """
            glorot pvalue <test> --statistic <number> [--count <n>]
                          [--degrees-of-freedom <n>] [--probability <p>]
                          [--tail <tail>] [--log10]
            glorot pvalue fisher|cauchy --statistic <p-value> ... [--log10]
            """,
        discussion: """
            The p-value of normal is two-sided: the chance of a magnitude at least as large as the statistic's. Its \
            lower tail is the distribution function.

            Tests: \(NullDistribution.allCases.map(\.rawValue).joined(separator: ", ")), fisher, cauchy. The last two \
            combine the p-values given to --statistic. An option that the test does not use is refused.

            The p-value has 17 significant digits. Those of anderson-darling (from 3 values on) and cramer-von-mises \
            (from 2 values on) are computed for the sample size up to 64 values, and approximated above. They are \
            rounded to the digits that hold, and a note on standard error states their error.

            EXAMPLES:
              glorot pvalue kolmogorov-smirnov --count 100 --statistic 0.125
              glorot pvalue chi-square --degrees-of-freedom 9 --statistic 21.7 --log10
              glorot pvalue binomial --count 1000 --probability 0.05 --statistic 71
              glorot pvalue fisher --statistic 0.01 0.2 0.5
            """
    )

    @Argument(
        help: "The test.",
        completion: .list(NullDistribution.allCases.map(\.rawValue) + ["fisher", "cauchy"])
    )
    var test: String

    @Option(help: "Sample size, or number of trials.")
    var count: Int?

    @Option(
        parsing: .upToNextOption,
        help:
            "The statistic (a negative one as --statistic=-3); for fisher and cauchy the p-values, separated by spaces."
    )
    var statistic: [Double]

    @Option(help: "Degrees of freedom of chi-square.")
    var degreesOfFreedom: Double?

    @Option(help: "Probability of success of the binomial law.")
    var probability: Double?

    @Option(help: "upper for the p-value, lower for the distribution function.")
    var tail: Tail = .upper

    @Flag(name: .customLong("log10"), help: "Print the logarithm to base 10, which does not underflow for upper tails.")
    var logarithm = false

    enum Tail: String, ExpressibleByArgument, CaseIterable {
        case upper, lower
    }

    func run() async throws {
        try await ExitStatus.reporting {
            let answer = try answer()
            let digits = logarithm ? answer.logarithmDigits : answer.digits
            let value = logarithm ? answer.probability.log10 : answer.probability.value
            try Terminal.output(Numerals.format(value, digits: digits) + "\n")
            if digits < 17 { Terminal.message(note(answer.relativeError)) }
        }
    }

    // MARK: - Implementation

    /// The note on a rounded p-value.
    private func note(_ error: Double) -> String {
        let bound = Numerals.format(error, digits: 1)
        let isExact = (count ?? 0) <= NullDistribution.largestExactCount
        let method = isExact ? "by quadrature" : "an approximation for a large sample"
        let digits = error < 0.5 ? "rounded to the digits that hold" : "no more than its order of magnitude holds"
        return "note: \(method), relative error at most about \(bound); \(digits)"
    }

    private func answer() throws -> NullDistribution.Answer {
        switch test {
        case "fisher", "cauchy":
            try check(takes: [])
            guard tail == .upper else { throw UsageError("--tail: found lower, expected upper for \(test)") }
            let combined =
                test == "fisher"
                ? TailProbability(logarithm: PValueCombination.logFisher(statistic))
                : TailProbability(PValueCombination.cauchy(statistic))
            guard !combined.value.isNaN else {
                throw UsageError("--statistic: found \(statistic), expected p-values in 0...1")
            }
            return NullDistribution.Answer(probability: combined, relativeError: 0)
        default:
            guard let law = NullDistribution(rawValue: test) else {
                let known = NullDistribution.allCases.map(\.rawValue) + ["fisher", "cauchy"]
                throw UsageError("test: found '\(test)', expected one of \(known.joined(separator: ", "))")
            }
            guard statistic.count == 1, !statistic[0].isNaN else {
                throw UsageError("--statistic: found \(statistic), expected one number")
            }
            try check(takes: law.options)
            try check(needs: law)
            let range = law.range(count: count)
            guard range.contains(statistic[0]) else {
                throw UsageError(
                    "--statistic: found \(statistic[0]), expected a number in \(Numerals.range(range)) for \(test)"
                )
            }
            return try law.answer(
                to: tail == .upper ? .upper : .lower,
                at: statistic[0],
                NullDistribution.Parameters(
                    count: count,
                    degreesOfFreedom: degreesOfFreedom,
                    probability: probability
                )
            )
        }
    }

    /// Refuses an option that the test does not use.
    private func check(takes options: [String]) throws {
        let given = [
            ("--count", count != nil), ("--degrees-of-freedom", degreesOfFreedom != nil),
            ("--probability", probability != nil),
        ].filter(\.1).map(\.0)
        for option in given where !options.contains(option) {
            let expected = options.isEmpty ? "none beside --statistic" : options.joined(separator: ", ")
            throw UsageError("\(option): found it for \(test), expected \(expected)")
        }
    }

    /// Refuses a test that lacks an option it needs.
    private func check(needs law: NullDistribution) throws {
        let isMissing =
            switch law {
            case .kolmogorovSmirnov, .smirnov, .normalMaximum: count == nil
            case .chiSquare: degreesOfFreedom == nil
            case .binomial: count == nil || probability == nil
            case .kolmogorovLimit, .normal, .andersonDarling, .cramerVonMises, .kuiper: false
            }
        guard isMissing else { return }
        throw UsageError("\(test): found too few options, expected \(law.options.joined(separator: " and "))")
    }
}

extension NullDistribution {
    /// The options that the distribution reads.
    fileprivate var options: [String] {
        switch self {
        case .kolmogorovLimit, .normal: []
        case .kolmogorovSmirnov, .smirnov, .andersonDarling, .cramerVonMises, .kuiper, .normalMaximum: ["--count"]
        case .chiSquare: ["--degrees-of-freedom"]
        case .binomial: ["--count", "--probability"]
        }
    }
}
