public import Claims
public import WeightFiles

/// What is expected of the tensors of a checkpoint: ordered rules. The first that matches a tensor's name holds.
public struct Expectations: Sendable {
    /// The rules, in order.
    public let rules: [Rule]

    /// What happens to a tensor that no rule matches.
    public let unmatched: Unmatched

    /// What is expected of the tensors of matching names.
    public struct Rule: Sendable {
        /// The names.
        public let names: Glob

        /// What is expected; if that depends on a tensor's name, an example of it.
        public let expectation: Expectation

        /// What is expected if these numbers stand for the placeholders of the names; nil if it is the same for all.
        ///
        /// It throws `ClaimError` and the like for numbers that the claim does not allow.
        package var expectationByNumbers:
            (@Sendable ([String]) throws -> (expectation: Expectation, fansBeside: String?))?

        /// The shapes; nil for any.
        package var shape: ShapeCondition?

        /// The last part of the name of the neighbouring tensor whose shape tells the fans; nil if the tensor's own shape does.
        package var fansBeside: String?

        /// The axis along which the tensors of one name, in the files' order, are pieces of one tensor; nil if they are
        /// not.
        public let pieces: Int?

        /// Whether it leaves out tensors of integers and Booleans, whatever their names. Floating-point numbers that
        /// cannot be read are not left out.
        var isOfWeightsOnly = false

        /// A rule.
        ///
        /// - Parameters:
        ///   - names: the names that it covers.
        ///   - expectation: what is expected.
        ///   - pieces: the axis along which the tensors of one name are pieces of one, if they are.
        public init(_ names: Glob, _ expectation: Expectation, pieces: Int? = nil) {
            (self.names, self.expectation, self.pieces) = (names, expectation, pieces)
        }

        /// Whether it asks for nothing.
        var isSkipped: Bool { if case .skip = expectation { true } else { false } }

        /// Whether the rule covers a tensor.
        func matches(_ tensor: TensorInfo, in file: String) -> Bool {
            (shape?.holds(for: tensor.shape) ?? true) && names.matches(tensor.name(in: file))
                && !(isOfWeightsOnly && tensor.isIntegral)
        }
    }

    /// What is expected of a tensor.
    public enum Expectation: Sendable {
        /// It was made as the claim says, with these fans if its shape does not tell them.
        case claim(Claim, fans: ClaimedFans?)

        /// Its parts were made as their claims say. Every element must be in exactly one of them.
        case parts([Part])

        /// It equals another tensor to the bit: one of the same files, or of a file of its own.
        case same(as: String, of: ReferenceFile? = nil)

        /// Nothing is expected, for the given reason.
        case skip(reason: String)
    }

    /// What is expected of a part of a tensor.
    public struct Part: Sendable {
        /// The part; nil for what all other parts leave.
        public let slice: TensorSlice?

        /// What it claims to be.
        public let claim: Claim

        /// The fans; nil for those of the whole tensor, or of a claim about the shape itself.
        public let fans: ClaimedFans?

        /// A part.
        public init(_ slice: TensorSlice?, _ claim: Claim, fans: ClaimedFans? = nil) {
            (self.slice, self.claim, self.fans) = (slice, claim, fans)
        }
    }

    /// What happens to a tensor that no rule matches.
    public enum Unmatched: String, CaseIterable, Sendable {
        /// It is a failure: every tensor must match a rule.
        case fail

        /// It is left out.
        case skip
    }

    /// Makes expectations.
    public init(rules: [Rule], unmatched: Unmatched = .fail) {
        self.rules = rules
        self.unmatched = unmatched
    }

    /// One claim for the tensors that match one of several patterns, and nothing for the others. Without a pattern, for
    /// every tensor of floating-point numbers.
    ///
    /// - Parameters:
    ///   - claim: what the tensors claim to be.
    ///   - fans: the fans if the shapes do not tell; nil for those of the claim's own rule.
    ///   - padding: the row that is 0 instead, counted from the end if negative.
    ///   - names: the patterns; none for every tensor of floating-point numbers.
    public init(_ claim: Claim, fans: ClaimedFans? = nil, padding: Int? = nil, of names: [Glob] = []) {
        let expectation = Expectation(claim, fans: fans, padding: padding)
        var every = Rule(Glob("*"), expectation)
        every.isOfWeightsOnly = true
        self.init(rules: names.isEmpty ? [every] : names.map { Rule($0, expectation) }, unmatched: .skip)
    }
}

extension Expectations.Expectation {
    /// The tensor was made as the claim says, except for a row that is 0, if there is one.
    ///
    /// - Parameters:
    ///   - claim: what the tensor claims to be.
    ///   - fans: the fans if the shape does not tell; nil for those of the claim's own rule.
    ///   - padding: the row, counted from the end if negative; nil for the claim's own, if any.
    public init(_ claim: Claim, fans: ClaimedFans? = nil, padding: Int? = nil) {
        guard let row = padding ?? claim.paddingIndex else {
            self = .claim(claim, fans: fans)
            return
        }
        self = .parts([
            Expectations.Part(TensorSlice([.index(row)]), .zeros), Expectations.Part(nil, claim, fans: fans),
        ])
    }
}
