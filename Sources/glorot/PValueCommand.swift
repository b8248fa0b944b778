import ArgumentParser
import Report
import Stats

struct PValueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pvalue",
        abstract: "Prints the p-value of a statistic to 17 significant digits.",
        discussion: """
            Tests: \(NullDistribution.allCases.map(\.rawValue).joined(separator: ", ")), fisher, cauchy. The last two \
            combine the p-values that --statistic is given.
            """
    )

    @Argument(help: "The test.")
    var test: String

    @Option(help: "Sample size, or number of trials.")
    var count: Int?

    @Option(
        parsing: .upToNextOption,
        help:
            "The statistic, a negative one as --statistic=-3; for fisher and cauchy the p-values, separated by blanks."
    )
    var statistic: [Double]

    @Option(help: "Degrees of freedom of chi-square.")
    var degreesOfFreedom: Double?

    @Option(help: "Probability of success of the binomial law.")
    var probability: Double?

    @Option(help: "upper, the p-value, or lower, the distribution function.")
    var tail: Tail = .upper

    @Flag(name: .customLong("log10"), help: "Print the logarithm to base 10, which for upper tails does not underflow.")
    var logarithm = false

    enum Tail: String, ExpressibleByArgument, CaseIterable {
        case upper, lower
    }

    func run() async throws {
        try await ExitStatus.reporting {
            let probability = try tailProbability()
            print(Figures.format(logarithm ? probability.log10 : probability.value, digits: 17))
        }
    }

    // MARK: - Implementation

    private func tailProbability() throws -> TailProbability {
        switch test {
        case "fisher", "cauchy":
            guard tail == .upper else { throw UsageError("--tail: found lower, expected upper for \(test)") }
            let combined =
                test == "fisher"
                ? TailProbability(logarithm: PValueCombination.logFisher(statistic))
                : TailProbability(PValueCombination.cauchy(statistic))
            guard !combined.value.isNaN else {
                throw UsageError("--statistic: found \(statistic), expected p-values in 0...1")
            }
            return combined
        default:
            guard let law = NullDistribution(rawValue: test) else {
                let known = NullDistribution.allCases.map(\.rawValue) + ["fisher", "cauchy"]
                throw UsageError("test: found '\(test)', expected one of \(known.joined(separator: ", "))")
            }
            guard statistic.count == 1, !statistic[0].isNaN else {
                throw UsageError("--statistic: found \(statistic), expected one number")
            }
            return try law.probability(
                of: tail == .upper ? .upper : .lower,
                at: statistic[0],
                NullDistribution.Parameters(
                    count: count,
                    degreesOfFreedom: degreesOfFreedom,
                    probability: probability
                )
            )
        }
    }
}
