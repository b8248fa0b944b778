extension Rule {
    /// The law of a call for a tensor of this shape.
    ///
    /// - Throws: `ClaimError.noFans` or `.unfitShape` if the rule does not cover the shape, `.invalidShape` if no
    ///   tensor has the shape, `.invalidArgument` for an argument with a value that it cannot have.
    func law(_ a: Arguments, of shape: [Int]) throws(ClaimError) -> ClaimedLaw {
        if case .structure(let rule, let law) = self { return try law(a, shape, try rule.reading(of: shape)) }
        guard let rule = fanRule else {
            _ = try elementCount(of: shape)
            return try law(a, fans: ClaimedFans(fanIn: 1, fanOut: 1))
        }
        if let stated = try statedFans(a) {
            _ = try elementCount(of: shape)
            return try law(a, fans: stated)
        }
        do throws(ClaimError) {
            return try law(a, fans: try rule.fans(of: shape))
        } catch .noFans where hasFanArgument {
            throw a.invalid("fan_in", "a whole number: the shape \(shape) does not tell the fans")
        }
    }

    /// The law of a call for an example shape.
    func example(_ a: Arguments) throws(ClaimError) -> ClaimedLaw {
        if case .structure(_, let law) = self { return try law(a, [], (2, 3)) }
        return try law(a, fans: ClaimedFans(fanIn: 2, fanOut: 3))
    }

    /// The law of a call for known fans.
    ///
    /// - Precondition: the rule is not one of structured tensors.
    func law(_ a: Arguments, fans: ClaimedFans) throws(ClaimError) -> ClaimedLaw {
        switch self {
        case .constant(let value):
            return .constant(try value.number(a))
        case .uniform(let low, let high):
            let bounds = (low: try low.number(a), high: try high.number(a))
            try Self.requireOrder(a, (low, bounds.low), (high, bounds.high))
            return .uniform(low: bounds.low, high: bounds.high)
        case .normal(let mean, let deviation):
            return .normal(mean: try mean.number(a), standardDeviation: try deviation.positive(a))
        case .truncatedNormal(let mean, let deviation, let low, let high):
            let bounds = (low: try low.number(a), high: try high.number(a))
            try Self.requireOrder(a, (low, bounds.low), (high, bounds.high))
            return .truncatedNormal(
                parentMean: try mean.number(a),
                parentStandardDeviation: try deviation.positive(a),
                low: bounds.low,
                high: bounds.high
            )
        case .scaling(_, let scaling):
            return try scaling.rule(a).law(try scaling.fans(a) ?? fans)
        case .formula(_, let law):
            return try law(a, fans)
        case .structure:
            preconditionFailure("a structured tensor has no fans")
        }
    }

    /// The fans that a call states; nil if it states none.
    func statedFans(_ a: Arguments) throws(ClaimError) -> ClaimedFans? {
        if case .scaling(_, let scaling) = self { try scaling.fans(a) } else { nil }
    }

    /// Whether a layer's call can state its fans.
    private var hasFanArgument: Bool {
        if case .scaling(_, let scaling) = self { scaling.statedFans?.fanIn == "fan_in" } else { false }
    }

    /// How fans are read off a shape; nil for laws that do not depend on them.
    var fanRule: FanRule? {
        switch self {
        case .scaling(let rule, _): rule
        case .formula(let rule, _): rule
        case .constant, .uniform, .normal, .truncatedNormal, .structure: nil
        }
    }

    /// The shapes that a structured tensor may have; nil for laws of single entries.
    var shapeRule: ShapeRule? {
        if case .structure(let rule, _) = self { rule } else { nil }
    }

    // MARK: - Implementation

    private static func requireOrder(
        _ a: Arguments,
        _ low: (term: Term, value: Double),
        _ high: (term: Term, value: Double)
    ) throws(ClaimError) {
        guard case .argument(let name) = high.term, low.value >= high.value else { return }
        if case .argument(let lowName) = low.term { throw a.invalid(name, "more than \(lowName) (\(low.value))") }
        throw a.invalid(name, "a number above \(ClaimValue.number(low.value))")
    }
}

extension Rule.Term {
    func number(_ a: Arguments) throws(ClaimError) -> Double {
        try value(a) { a, name throws(ClaimError) in try a.number(name) }
    }

    func positive(_ a: Arguments) throws(ClaimError) -> Double {
        try value(a) { a, name throws(ClaimError) in try a.positive(name) }
    }

    func nonNegative(_ a: Arguments) throws(ClaimError) -> Double {
        try value(a) { a, name throws(ClaimError) in try a.nonNegative(name) }
    }

    private func value(
        _ a: Arguments,
        _ read: (Arguments, String) throws(ClaimError) -> Double
    ) throws(ClaimError) -> Double {
        switch self {
        case .number(let value): value
        case .argument(let name): try read(a, name)
        case .formula(let formula): try formula(a)
        }
    }
}
