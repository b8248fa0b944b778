/// What a scheme states of a tensor's entries: as data, so that it can be put into words, compared and looked for.
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

    /// A tensor whose entries depend on one another or on their places, which no few numbers say.
    case structure(ShapeRule, @Sendable (Arguments, ShapeRule.Reading) throws(ClaimError) -> ClaimedLaw)

    /// A law whose parameters are a formula of several arguments, or of the fans otherwise than over one of them.
    case formula(FanRule?, @Sendable (Arguments, ClaimedFans) throws(ClaimError) -> ClaimedLaw)

    /// A number of a rule.
    enum Term: Sendable {
        /// The same for every call.
        case number(Double)

        /// An argument of the call.
        case argument(String)
    }
}

/// A law about 0 of variance scale / n, n a fan or a mean of both, each fixed or told by an argument.
struct Scaling: Sendable {
    let scale: Scale
    let mode: Mode
    let family: Family

    /// The arguments by which a call states both fans; nil where it cannot.
    var statedFans: (fanIn: String, fanOut: String)?

    enum Scale: Sendable {
        case number(Double)

        /// The square of an argument, times a number.
        case gain(String, times: Double)

        case argument(String)

        /// A function of the arguments: a gain that a nonlinearity's name tells, a division.
        case formula(@Sendable (Arguments) throws(ClaimError) -> Double)
    }

    enum Mode: Sendable {
        case fixed(ScalingRule.Mode)

        /// The text of an argument, in any case.
        case argument(String, [(String, ScalingRule.Mode)])
    }

    enum Family: Sendable {
        case fixed(ScalingRule.Family)

        /// The text of an argument, in any case.
        case argument(String, [(String, ScalingRule.Family)])

        /// A True-or-False argument: uniform, or another law.
        case uniform(ifTrue: String, else: ScalingRule.Family)
    }

    /// The rule with the arguments in it.
    func rule(_ a: Arguments) throws(ClaimError) -> ScalingRule {
        ScalingRule(scale: try scale(a), gain: try gain(a), mode: try mode(a), family: try family(a))
    }

    /// The fans that a call states, both of them; nil where it states neither.
    func fans(_ a: Arguments) throws(ClaimError) -> ClaimedFans? {
        guard let (inputs, outputs) = statedFans else { return nil }
        switch (try a.optionalCount(inputs), try a.optionalCount(outputs)) {
        case (nil, nil): return nil
        case (let fanIn?, let fanOut?): return ClaimedFans(fanIn: Double(fanIn), fanOut: Double(fanOut))
        case (nil, _): throw a.invalid(inputs, "a number, since \(outputs) has one")
        case (_, nil): throw a.invalid(outputs, "a number, since \(inputs) has one")
        }
    }

    func mode(_ a: Arguments) throws(ClaimError) -> ScalingRule.Mode {
        switch mode {
        case .fixed(let mode): mode
        case .argument(let name, let choices): try a.choice(name, choices)
        }
    }

    func family(_ a: Arguments) throws(ClaimError) -> ScalingRule.Family {
        switch family {
        case .fixed(let family): family
        case .argument(let name, let choices): try a.choice(name, choices)
        case .uniform(let name, let other): try a.boolean(name) ? .uniform : other
        }
    }

    // MARK: - Implementation

    private func scale(_ a: Arguments) throws(ClaimError) -> Double {
        switch scale {
        case .number(let scale), .gain(_, let scale): scale
        case .argument(let name): try a.nonNegative(name)
        case .formula(let scale): try scale(a)
        }
    }

    private func gain(_ a: Arguments) throws(ClaimError) -> Double {
        if case .gain(let name, _) = scale { return try a.nonNegative(name) }
        return 1
    }
}
