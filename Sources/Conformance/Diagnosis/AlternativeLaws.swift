internal import CMath
internal import Claims
internal import Stats
internal import WeightFiles
internal import Substrings

/// The alternatives to a hypothesis, from the claim outwards: other fans, other gains, numbers misread, other families,
/// namesakes, layers' defaults, and at last the whole catalogue.
struct AlternativeLaws {
    let hypothesis: Hypothesis
    private(set) var all: [Alternative] = []

    /// - Parameter configuration: the model's, where it is known.
    init(_ hypothesis: Hypothesis, _ configuration: ModelConfiguration? = nil) {
        self.hypothesis = hypothesis
        if let configuration { addConfigured(configuration) }
        addDefaults()
        guard hypothesis.isEntrywise else {
            addCatalogue()
            return
        }
        let numbers = numbers()
        let fans = fans()
        if let own = hypothesis.fans, let law = claim?.lawOfCode(fans: own) { all.append(Alternative(law, .asCoded)) }
        all += namesakes() + fans + numbers + gains() + arguments()
        // Two changes at once: another fan, and another family or a missing gain.
        for fan in fans where fan.tier < 2 {
            guard let deviation = fan.law.deviation else { continue }
            all += numbers.filter { $0.tier == 0 && $0.change.isScaleFree }.map { number in
                Alternative(number.law.scaled(by: deviation / claimedDeviation), fan.change, number.change)
            }
            let missing = missingGains()
            all.append(
                Alternative(fan.law.scaled(by: Self.mxnetGain), fan.change, .otherGain(Self.mxnetGain))
            )
            all += missing.map { Alternative(fan.law.scaled(by: 1 / $0), fan.change, .gainMissing($0)) }
        }
        for number in numbers where number.change.isScaleFree && number.tier == 0 {
            all += missingGains().map { Alternative(number.law.scaled(by: 1 / $0), number.change, .gainMissing($0)) }
        }
        addCatalogue()
    }

    /// Numbers of layers that models commonly have.
    static let usualDepths = [2, 4, 6, 8, 12, 16, 18, 22, 24, 28, 32, 36, 40, 48, 64, 80, 96]

    /// Xavier(magnitude=2.34) of MXNet's examples where the rule has 3.
    private static let mxnetGain = (2.34 / 3).squareRoot()

    // MARK: - Implementation

    var claim: Claim? { hypothesis.claim }
    var law: ClaimedLaw { hypothesis.law }
    var shape: [Int] { hypothesis.shape }
    var claimedDeviation: Double { hypothesis.distribution.standardDeviation }

    // MARK: Gains

    /// Factors of the standard deviation that the claim has besides its fan.
    private func missingGains() -> [Double] {
        guard let rule = claim?.scalingRule else { return [] }
        var gains: [Double] = []
        if rule.gain != 1 { gains.append(rule.gain) }
        if rule.scale > 1 { gains.append(rule.scale.squareRoot()) }
        return gains
    }

    private func gains() -> [Alternative] {
        let missing = missingGains()
        var found = missing.flatMap { gain in
            [
                Alternative(law.scaled(by: 1 / gain), .gainMissing(gain)),
                Alternative(law.scaled(by: gain), .gainSquared(gain)),
            ]
        }
        let root = 2.0.squareRoot()
        let factors: [Double] = [root, 5.0 / 3, 2, 4, 3.0.squareRoot(), 10]
        let others: [Double] = factors + factors.map { 1 / $0 } + [Self.mxnetGain]
        // A factor of sqrt 3 turns a limit of sqrt(3/n) into 3/sqrt(n).
        let isUniform = if case .uniform = law { true } else { false }
        found += others.map { gain in
            Alternative(law.scaled(by: gain), .otherGain(gain), tier: isUniform && gain == 3.0.squareRoot() ? 1 : nil)
        }
        // A gain that was passed as the slope of a leaky rectifier, which has a gain of its own.
        if let scale = claim?.scalingRule?.scale, scale > 1 {
            let factor = (2 / (1 + scale)).squareRoot() / scale.squareRoot()
            found.append(Alternative(law.scaled(by: factor), .slope(scale.squareRoot())))
        }
        // The gain of a leaky rectifier instead of a plain one's.
        if claim?.scalingRule?.scale == 2 {
            found += [0.01, 0.1, 0.2, 0.25, 0.3, 5.0.squareRoot()].map {
                let isUsual = [0.1, 0.2, 5.0.squareRoot()].contains($0)
                return Alternative(law.scaled(by: 1 / (1 + $0 * $0).squareRoot()), .slope($0), tier: isUsual ? 1 : 2)
            }
        }
        if let layers = claim?.layerCount {
            let scale = (2 * Double(layers)).squareRoot()
            found += [
                Alternative(law.scaled(by: scale), .depthMissing(layers)),
                Alternative(law.scaled(by: root), .depthHalved(layers)),
                Alternative(law.scaled(by: 1 / scale), .depthDoubled(layers)),
            ]
        } else if case .normal = law {
            found += Self.usualDepths.map { layers in
                Alternative(law.scaled(by: 1 / (2 * Double(layers)).squareRoot()), .depthAdded(layers))
            }
        }
        return found
    }

    // MARK: Other claims

    /// The claim without one of its arguments.
    private func arguments() -> [Alternative] {
        // A missing gain is named as such, not as an argument.
        (claim?.withoutArguments ?? []).filter { !$0.argument.hasPrefix("gain") }.compactMap { other, argument in
            law(of: other).map { Alternative($0, .argumentMissing(argument)) }
        }
    }

    /// A bare name means this package's axes. Meaning PyTorch's function of that name is the mistake here.
    private func namesakes() -> [Alternative] {
        let isBare = claim?.framework.isEmpty == true
        return (claim?.namesakes ?? []).compactMap { other in
            law(of: other).map {
                Alternative($0, .namesake(other.text), tier: isBare && other.framework == "torch" ? 0 : nil)
            }
        }
    }

    /// The law of another claim at the shape, and at the fans where they were stated.
    private func law(of other: Claim) -> ClaimedLaw? {
        let isStated = hypothesis.fans != nil && hypothesis.fans != (try? claim?.fans(of: shape))
        if isStated, other.scheme.fanRule != nil, let fans = hypothesis.fans { return try? other.law(fans: fans) }
        return try? other.law(of: shape)
    }

    /// What transformers draws: normal with the configured standard deviation, and GPT-2's scale by depth.
    private mutating func addConfigured(_ configuration: ModelConfiguration) {
        guard let range = configuration.initializerRange else { return }
        let scaled = configuration.layerCount.map { "normal(0, \(range) / sqrt(2 * \($0)))" }
        for text in ["normal(0, \(range))"] + (scaled.map { [$0] } ?? []) {
            guard let law = try? Claim(text).law(of: shape) else { continue }
            all.append(Alternative(law, .configured(text)))
        }
    }

    private mutating func addDefaults() {
        guard let claim else { return }
        for (text, framework) in UsualClaims.layerDefaults(for: shape) {
            guard let other = try? Claim(text), other.scheme.name != claim.scheme.name else { continue }
            let isNear = ["", framework].contains(claim.framework) || Self.kin[claim.framework] == framework
            for law in [try? other.law(of: shape), law(of: other)] {
                guard let law else { continue }
                all.append(
                    Alternative(law, .layerDefault(text), tier: isNear ? (text.holds("hidden_size") ? 1 : 0) : 2)
                )
            }
        }
        for (text, tier) in [
            ("normal(0, 0.02)", 0), ("truncated_normal(stddev=0.02)", 1), ("normal(0, 0.01)", 2), ("normal(0, 1)", 2),
            ("uniform(0, 1)", 2),
        ] {
            guard let law = try? Claim(text).law(of: shape) else { continue }
            all.append(Alternative(law, .commonLaw(text), tier: tier))
        }
    }

    /// For a claim's framework, the framework of the layers that it is commonly used for.
    private static let kin = [
        "gpt_neox": "torch", "t5": "torch", "mup": "torch", "gpt2": "torch", "tf": "keras", "jax": "flax",
    ]

    private mutating func addCatalogue() {
        guard claim != nil else { return }
        for other in UsualClaims.claims(for: shape) {
            guard let law = law(of: other) else { continue }
            // The framework's other initializers, called by name alone, are nearer than those of other frameworks.
            let isSibling = other.framework == claim?.framework && other.text == other.scheme.name
            let isLarge = ["", "keras", "torch", "jax", "tf", "mlx"].contains(other.framework)
            all.append(Alternative(law, .otherClaim(other.text), tier: isSibling ? (isLarge ? 2 : 1) : 3))
        }
    }
}

extension Alternative.Change {
    /// Whether the change is the same whatever the law's scale.
    fileprivate var isScaleFree: Bool {
        switch self {
        case .varianceForDeviation, .deviationForVariance, .squaredLimit, .meanForDeviation: false
        default: true
        }
    }
}

extension ClaimedLaw {
    /// The law with every distance from its centre times a factor.
    func scaled(by factor: Double) -> ClaimedLaw {
        switch self {
        case .uniform(let low, let high):
            let (centre, half) = ((low + high) / 2, factor * (high - low) / 2)
            return .uniform(low: centre - half, high: centre + half)
        case .normal(let mean, let deviation):
            return .normal(mean: mean, standardDeviation: factor * deviation)
        case .truncatedNormal(let mean, let deviation, let low, let high):
            return .truncatedNormal(
                parentMean: mean,
                parentStandardDeviation: factor * deviation,
                low: low,
                high: high
            )
        default: return self
        }
    }

    /// The standard deviation of an entry; nil where it has none.
    var deviation: Double? {
        (try? distribution()).flatMap { $0.variance > 0 ? $0.standardDeviation : nil }
    }
}
