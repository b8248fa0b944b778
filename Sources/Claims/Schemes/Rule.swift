/// What a scheme states of a tensor's entries, as data, so that it can be put into words, compared and searched.
enum Rule: Sendable {
    /// Every entry equals a value.
    case constant(Term)

    /// Uniform between two bounds.
    case uniform(low: Term, high: Term)

    /// Normal.
    case normal(mean: Term, deviation: Term)

    /// A normal parent cut at bounds in its standard deviations, and not rescaled.
    case truncatedNormal(mean: Term, deviation: Term, low: Term, high: Term)

    /// A law about 0 whose variance is a scale over a fan or a mean of both.
    case scaling(FanRule, Scaling)

    /// A tensor whose entries depend on one another or on their places, which a few numbers cannot describe.
    case structure(ShapeRule, @Sendable (Arguments, [Int], (rows: Int, columns: Int)) throws(ClaimError) -> ClaimedLaw)

    /// A law whose parameters are a formula of several arguments, or of the fans other than a division by one of them.
    case formula(FanRule?, @Sendable (Arguments, ClaimedFans) throws(ClaimError) -> ClaimedLaw)

    /// The same rule with these values for the arguments, and with another way to read the fans.
    ///
    /// - Parameter stated: the arguments by which the call can state the fans.
    func fixing(_ values: [String: ClaimValue], fans: FanRule?, stated: (fanIn: String, fanOut: String)?) -> Rule {
        switch mapping({ $0.fixing(values) }) {
        case .scaling(let rule, var scaling):
            scaling.mode = scaling.mode.fixing(values)
            scaling.family = scaling.family.fixing(values)
            scaling.statedFans = stated ?? scaling.statedFans
            return .scaling(fans ?? rule, scaling)
        case .formula(let rule?, let law): return .formula(fans ?? rule, law)
        case let rule: return rule
        }
    }

    /// The same rule with other terms for the arguments, to be put into words.
    func renaming(_ terms: [String: Term]) -> Rule { mapping { $0.renaming(terms) } }

    private func mapping(_ term: (Term) -> Term) -> Rule {
        switch self {
        case .constant(let value): return .constant(term(value))
        case .uniform(let low, let high): return .uniform(low: term(low), high: term(high))
        case .normal(let mean, let deviation): return .normal(mean: term(mean), deviation: term(deviation))
        case .truncatedNormal(let mean, let deviation, let low, let high):
            return .truncatedNormal(mean: term(mean), deviation: term(deviation), low: term(low), high: term(high))
        case .scaling(let rule, var scaling):
            (scaling.scale, scaling.gain) = (term(scaling.scale), term(scaling.gain))
            return .scaling(rule, scaling)
        case .structure, .formula: return self
        }
    }

    /// A number of a rule.
    enum Term: Sendable {
        /// The same for every call.
        case number(Double)

        /// An argument of the call.
        case argument(String)

        /// A function of the arguments: a gain from a nonlinearity's name, a division.
        case formula(@Sendable (Arguments) throws(ClaimError) -> Double)

        func renaming(_ terms: [String: Term]) -> Term {
            if case .argument(let name) = self, let term = terms[name] { term } else { self }
        }

        func fixing(_ values: [String: ClaimValue]) -> Term {
            if case .argument(let name) = self, case .number(let value)? = values[name] { .number(value) } else { self }
        }
    }

    /// A choice that a call can make.
    enum Choice<Value: Sendable>: Sendable {
        /// The same for every call.
        case fixed(Value)

        /// The text of an argument, in any case.
        case argument(String, [(String, Value)])

        /// A True-or-False argument: one or the other.
        case flag(String, ifTrue: Value, else: Value)

        /// The value of a call.
        func value(_ a: Arguments) throws(ClaimError) -> Value {
            switch self {
            case .fixed(let value): value
            case .argument(let name, let choices): try a.choice(name, choices)
            case .flag(let name, let value, let other): try a.boolean(name) ? value : other
            }
        }

        func fixing(_ values: [String: ClaimValue]) -> Choice {
            switch self {
            case .argument(let name, let choices):
                choices.first { values[name] == .text($0.0) }.map { .fixed($0.1) } ?? self
            case .flag(let name, let value, let other):
                if case .boolean(let isTrue)? = values[name] { .fixed(isTrue ? value : other) } else { self }
            case .fixed: self
            }
        }
    }
}

/// A law about 0 of variance gain^2 scale / n, where n is a fan or a mean of both. Each is fixed or given by an
/// argument.
struct Scaling: Sendable {
    var scale: Rule.Term
    var gain = Rule.Term.number(1)
    var mode: Rule.Choice<ScalingRule.Mode>
    var family: Rule.Choice<ScalingRule.Family>

    /// The arguments by which a call states both fans; nil if it cannot.
    var statedFans: (fanIn: String, fanOut: String)?

    /// The rule with the arguments' values.
    func rule(_ a: Arguments) throws(ClaimError) -> ScalingRule {
        ScalingRule(
            scale: try scale.nonNegative(a),
            gain: try gain.nonNegative(a),
            mode: try mode.value(a),
            family: try family.value(a)
        )
    }

    /// The fans that a call states, both of them; nil if it states neither.
    func fans(_ a: Arguments) throws(ClaimError) -> ClaimedFans? {
        guard let (inputs, outputs) = statedFans else { return nil }
        switch (try a.optionalCount(inputs), try a.optionalCount(outputs)) {
        case (nil, nil): return nil
        case (let fanIn?, let fanOut?): return ClaimedFans(fanIn: Double(fanIn), fanOut: Double(fanOut))
        case (nil, _): throw a.invalid(inputs, "a number, since \(outputs) has one")
        case (_, nil): throw a.invalid(outputs, "a number, since \(inputs) has one")
        }
    }
}
