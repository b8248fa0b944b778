internal import WeightFiles

/// What is expected of the tensors of a checkpoint: ordered rules, of which the first that matches a tensor's name holds.
public struct Expectations: Sendable {
    /// The rules, in order.
    public let rules: [Rule]

    /// What becomes of a tensor that no rule matches.
    public let unmatched: Unmatched

    /// What is expected of the tensors of matching names.
    public struct Rule: Sendable {
        /// The names.
        public let names: Glob

        /// What is expected.
        public let expectation: Expectation

        /// Whether it leaves out tensors of integers and truth values, whatever their names. Floating-point numbers that
        /// cannot be read are not left out.
        let isOfWeightsOnly: Bool

        /// A rule.
        public init(_ names: Glob, _ expectation: Expectation) {
            self.init(names, expectation, isOfWeightsOnly: false)
        }

        init(_ names: Glob, _ expectation: Expectation, isOfWeightsOnly: Bool) {
            self.names = names
            self.expectation = expectation
            self.isOfWeightsOnly = isOfWeightsOnly
        }

        /// Whether the rule speaks of a tensor.
        func matches(_ item: Survey.Item) -> Bool {
            names.matches(item.name) && !(isOfWeightsOnly && item.info.isIntegral)
        }
    }

    /// What is expected of a tensor.
    public enum Expectation: Sendable {
        /// That it was made as the claim says; with these fans where its shape does not tell them.
        case claim(Claim, fans: ClaimedFans?)

        /// That it equals another tensor to the bit.
        case same(as: String)

        /// Nothing, for the reason given.
        case skip(reason: String)
    }

    /// What becomes of a tensor that no rule matches.
    public enum Unmatched: String, CaseIterable, Sendable {
        /// It is a failure: every tensor must be accounted for.
        case fail

        /// It is left out.
        case skip
    }

    /// Expectations.
    public init(rules: [Rule], unmatched: Unmatched = .fail) {
        self.rules = rules
        self.unmatched = unmatched
    }

    /// One claim for the tensors that match one of some patterns, nothing for the others; without a pattern, for every
    /// tensor of floating-point numbers.
    public init(_ claim: Claim, fans: ClaimedFans? = nil, of names: [Glob] = []) {
        let expectation = Expectation.claim(claim, fans: fans)
        let every = Rule(Glob("*"), expectation, isOfWeightsOnly: true)
        self.init(rules: names.isEmpty ? [every] : names.map { Rule($0, expectation) }, unmatched: .skip)
    }
}
