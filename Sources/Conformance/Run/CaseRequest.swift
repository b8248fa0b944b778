package import Claims
package import Initializers
internal import NumberTypes
internal import Stats
internal import WeightFiles

/// One draw of one case that a run asks for.
package struct CaseRequest: Sendable {
    /// The claim.
    package let claim: Claim

    /// The shape of each tensor.
    package let shape: [Int]

    /// About how many values to draw.
    package let count: Int

    /// The number of the draw of the case: 0 for the first.
    package let stage: Int

    /// The source of its randomness.
    package let key: Key

    /// Another case of the same draw, which this one must be independent of.
    let neighbour: Neighbour?

    /// Laws on lattices that other cases have computed.
    var lattices = LatticeLaws()

    /// Whether the finding holds the draws for its diagnosis, unless they are many, rather than drawing again.
    var holdsDraws = false

    /// The requests of a plan in the order of its cases.
    ///
    /// - Parameters:
    ///   - plan: what is drawn.
    ///   - root: the key that every key comes from.
    ///   - stage: the number of the draw. Each further draw has four times the values of the one before, and its own
    ///     keys.
    static func all(of plan: Plan, root: Key, stage: Int = 0) -> [CaseRequest] {
        let root = stage == 0 ? root : root.folding("stage").folding(stage)
        let (count, overflow) = plan.sampleCount.multipliedReportingOverflow(by: Escalation.growth(to: stage))
        func key(_ claim: Claim, _ shape: [Int]) -> Key {
            root.folding(claim.text).folding(name(shape))
        }
        return plan.claims.enumerated().flatMap { index, claim in
            plan.shapes(of: claim).map { shape in
                // The nearest preceding case that it can be compared with, wrapping around.
                let others = plan.claims[..<index].reversed() + plan.claims[(index + 1)...].reversed()
                return CaseRequest(
                    claim: claim,
                    shape: shape,
                    count: overflow ? .max : count,
                    stage: stage,
                    key: key(claim, shape),
                    neighbour: others.lazy.compactMap { Neighbour($0, shape: shape, key: key($0, shape)) }.first
                )
            }
        }
    }

    /// A shape as written in keys and tables: 784x256.
    static func name(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "x") }

    /// Draws with the package's initializer and tests against the claim.
    package func run() throws -> Finding {
        try run { count in
            try DrawnSample(.claim(claim), shape: shape, count: count, key: key)
        } patterns: { format in
            try LatticeSample.drawn(claim, format: format, shape: shape, count: count, key: key)
        }
    }

    /// Tests the sample that `sample` makes, of about the given number of values, against the claim; if the claim's
    /// type has 16 bits, the patterns that `patterns` counts.
    func run(
        sample: (Int) throws -> some SampleSource<Float>,
        patterns: @escaping @Sendable (SixteenBitFormat) throws -> LatticeSample
    ) throws -> Finding {
        let type = claim.drawnType
        let hypothesis: Hypothesis
        do {
            hypothesis = try Hypothesis(claim, shape: shape, numberType: type, isOwn: true)
        } catch ClaimError.noFans(let rule, _) {
            return untested("no fans: \(rule.summary)")
        } catch ClaimError.unfitShape(let rule, _) {
            return untested("shape does not fit: \(rule.summary)")
        }
        guard type == .float32 || type.sixteenBitFormat != nil else {
            return untested("cases are drawn in float32 and in 16 bits, not in \(type)")
        }
        if hypothesis.law.isStructured, type != .float32 {
            return untested("structured tensors are tested in float32")
        }
        var test = HypothesisTest(hypothesis, resolution: .own)
        test.lattices = lattices
        test.enlarge(by: Escalation.growth(to: stage))
        if let format = type.sixteenBitFormat, hypothesis.isEntrywise {
            let drawn = try patterns(format)
            var found = finding(hypothesis, try test.outcome(of: drawn).outcome, StreamDigest(drawn))
            let leading = holdsDraws ? drawn.leading : nil
            found.source = { _ in
                let values = try leading ?? patterns(format).leading
                return TensorReader(holding: values, as: type, shape: [values.count], name: "draws")
            }
            return found
        }
        // Constants are drawn in float32, whatever the claim's type.
        test.format = nil
        let drawn = try sample(try test.suitableCount(count))
        let held = try HeldSample(drawn, most: Self.held)
        var found = try tested(held, test)
        let source: any SampleSource<Float> = holdsDraws ? held : drawn
        found.source = { [shape] in try source.diagnosed(shape: shape, isWhole: $0) }
        return found
    }

    /// The case if nothing was drawn, with the reason.
    func untested(_ reason: String) -> Finding { Finding(untested: claim, shape: shape, reason: reason) }

    // MARK: - Implementation

    /// The most values that are drawn once and held, for all tests read them, rather than drawn anew for each.
    private static let held = 1 << 22

    private func tested(_ drawn: HeldSample<Float>, _ test: HypothesisTest) throws -> Finding {
        let hypothesis = test.hypothesis
        var outcome = try test.outcome(of: drawn)
        if hypothesis.isEntrywise, outcome.resolution.epsilon < Resolution.coarsest,
            let result = try neighbour?.correlation(with: drawn, under: hypothesis.distribution, outcome.resolution)
        {
            outcome.append([result])
        }
        return finding(hypothesis, outcome, try StreamDigest(drawn))
    }

    private func finding(_ hypothesis: Hypothesis, _ outcome: Battery.Outcome, _ digest: StreamDigest) -> Finding {
        Finding(hypothesis, count: Int(clamping: outcome.count), outcome: outcome, digest: digest)
    }
}
