internal import CMath
internal import Claims
internal import Stats

/// The alternatives to a hypothesis, from the claim outwards: other fans, other gains, numbers misread, other families,
/// namesakes, layers' defaults, and at last the whole catalogue.
struct AlternativeLaws {
    let hypothesis: Hypothesis
    private(set) var all: [Alternative] = []

    init(_ hypothesis: Hypothesis) {
        self.hypothesis = hypothesis
        addDefaults()
        guard hypothesis.isEntrywise else {
            addCatalogue()
            return
        }
        let numbers = numbers()
        let fans = fans()
        all += namesakes() + fans + numbers + gains() + arguments()
        // Two at a time: another fan, and another family or a gain that is missing.
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
    private var shape: [Int] { hypothesis.shape }
    var claimedDeviation: Double { hypothesis.distribution.standardDeviation }

    // MARK: Fans

    /// The same scheme over other fans.
    private func fans() -> [Alternative] {
        guard let claim, let fans = hypothesis.fans else { return [] }
        var found: [Alternative] = []
        let mode = claim.scalingRule?.mode ?? Self.mode(of: claim, at: fans)
        func law(_ n: Double) -> ClaimedLaw? {
            if let rule = claim.scalingRule { return self.law.scaled(by: (rule.mode.fan(fans) / n).squareRoot()) }
            return try? claim.law(fans: ClaimedFans(fanIn: n, fanOut: n))
        }
        func add(_ other: ClaimedFans, _ change: Alternative.Change, tier: Int? = nil) {
            guard let mode, let law = law(mode.fan(other)) else { return }
            found.append(Alternative(law, change, tier: tier))
        }
        if let mode {
            let claimed = mode.fan(fans)
            for other in ScalingRule.Mode.allCases where other != mode {
                guard let law = law(other.fan(fans)) else { continue }
                let change = Alternative.Change.otherFan(
                    other.name,
                    n: other.fan(fans),
                    inPlaceOf: mode.name,
                    claimed: claimed
                )
                found.append(Alternative(law, change, tier: other == .geometricAverage ? 2 : nil))
            }
        }
        // The shape's own fans, where others were stated; other layouts.
        let own = try? claim.fans(of: shape)
        let isStated = own != fans
        if isStated, let own { add(own, .shapeFans(own)) }
        for rule in [FanRule.torch, .keras, .mlx] {
            guard let other = try? rule.fans(of: shape), other != fans, other != own else { continue }
            isStated ? add(other, .shapeFans(other), tier: 1) : add(other, .otherLayout(rule, other))
        }
        // Attention's kernels by heads, [in, heads, size] and [heads, size, out], flattened or head by head.
        if shape.count == 3, !isStated {
            let heads: [FanRule] = [
                .inputFirst, .axes(input: [0, 1], output: [2], batch: []), .axes(input: [0], output: [2], batch: [1]),
                .axes(input: [1], output: [2], batch: [0]),
            ]
            for rule in heads {
                guard let other = try? rule.fans(of: shape), other != fans else { continue }
                add(other, .otherLayout(rule, other))
            }
        }
        let kernels = kernels(fans, isStated: isStated)
        for size in kernels.counted.sorted() {
            let k = Double(size)
            add(ClaimedFans(fanIn: fans.fanIn / k, fanOut: fans.fanOut / k), .receptiveField(size, isCounted: false))
            // One of the fans has it, the other has not.
            add(ClaimedFans(fanIn: fans.fanIn, fanOut: fans.fanOut / k), .receptiveFieldOfOne(size, .fanOut))
            add(ClaimedFans(fanIn: fans.fanIn / k, fanOut: fans.fanOut), .receptiveFieldOfOne(size, .fanIn))
        }
        for size in kernels.leftOut.sorted() {
            let k = Double(size)
            add(ClaimedFans(fanIn: fans.fanIn * k, fanOut: fans.fanOut * k), .receptiveField(size, isCounted: true))
        }
        if shape.count > 2 {
            // Grouped convolutions have in / groups in their shape.
            for groups in [2, 4, 8, 16, 32, 64, 128, 256]
            where [shape[0], shape[shape.count - 1]].contains(where: { $0 % groups == 0 }) {
                let g = Double(groups)
                add(ClaimedFans(fanIn: fans.fanIn * g, fanOut: fans.fanOut), .groups(groups, areCounted: true))
                add(
                    ClaimedFans(fanIn: fans.fanIn, fanOut: fans.fanOut / g),
                    .groups(groups, areCounted: false),
                    tier: 2
                )
            }
        }
        // A stack of matrices.
        if shape.count == 3 {
            let stack = Double(shape[0])
            let divided = ClaimedFans(fanIn: fans.fanIn / stack, fanOut: fans.fanOut / stack)
            let one = try? (isStated ? nil : claim.scheme.fanRule)?.fans(of: Array(shape.dropFirst()))
            for other in [one ?? divided, divided] { add(other, .stackAxis(shape[0], isCounted: false)) }
            if isStated {
                let times = ClaimedFans(fanIn: fans.fanIn * stack, fanOut: fans.fanOut * stack)
                add(times, .stackAxis(shape[0], isCounted: true))
            }
        }
        // Projections or gates that are packed along the output axis, each drawn by itself: [3 d, d], [d, 4 d].
        if shape.count == 2 {
            for count in [2, 3, 4] {
                let isSquare = fans.fanOut == Double(count) * fans.fanIn
                guard isSquare || count > 2, Int(fans.fanOut).isMultiple(of: count) else { continue }
                add(
                    ClaimedFans(fanIn: fans.fanIn, fanOut: fans.fanOut / Double(count)),
                    .packed(count),
                    tier: isSquare ? 0 : 2
                )
            }
        }
        for k in [2, 3, 4, 6, 8, 12, 16, 32, 64] {
            let factor = Double(k)
            for fan in [Alternative.Fan.fanIn, .fanOut] {
                let isIn = fan == .fanIn
                let (scaleIn, scaleOut) = (isIn ? factor : 1, isIn ? 1 : factor)
                add(
                    ClaimedFans(fanIn: fans.fanIn * scaleIn, fanOut: fans.fanOut * scaleOut),
                    .shard(k, fan, isWhole: true)
                )
                // A shard has a whole number of inputs and outputs.
                guard (isIn ? fans.fanIn : fans.fanOut).truncatingRemainder(dividingBy: factor) == 0 else { continue }
                add(
                    ClaimedFans(fanIn: fans.fanIn / scaleIn, fanOut: fans.fanOut / scaleOut),
                    .shard(k, fan, isWhole: false)
                )
            }
        }
        return found
    }

    /// Sizes that a receptive field may have by the shape: those that the claimed fans count, and those that stated ones
    /// leave out. Stated fans tell the layout: they have the sizes of its ends, or the receptive field alone, where each
    /// channel is by itself.
    private func kernels(_ fans: ClaimedFans, isStated: Bool) -> (counted: Set<Int>, leftOut: Set<Int>) {
        guard shape.count > 2 else { return ([], []) }
        guard isStated else {
            return (Set([Self.kernel(of: claim?.scheme.fanRule, shape)].compactMap { $0 }.filter { $0 > 1 }), [])
        }
        let stated = Set([fans.fanIn, fans.fanOut])
        var (counted, leftOut): (Set<Int>, Set<Int>) = ([], [])
        // [out, in, kernel...], [kernel..., in, out], [out, kernel..., in].
        for (kernel, ends) in [
            (shape.dropFirst(2), shape.prefix(2)), (shape.dropLast(2), shape.suffix(2)),
            (shape.dropFirst().dropLast(), [shape[0], shape[shape.count - 1]]),
        ] {
            let size = kernel.reduce(1, *)
            guard size > 1 else { continue }
            if stated == Set(ends.map { Double($0 * size) }) || stated == [Double(size)] { counted.insert(size) }
            if stated == Set(ends.map(Double.init)) { leftOut.insert(size) }
        }
        return (counted, leftOut)
    }

    private static func kernel(of rule: FanRule?, _ shape: [Int]) -> Int? {
        switch rule {
        case .torch, .caffe: shape.dropFirst(2).reduce(1, *)
        case .keras, .contrib, .jax, .caller: shape.dropLast(2).reduce(1, *)
        case .mlx: shape.dropFirst().dropLast().reduce(1, *)
        default: nil
        }
    }

    /// Which fan the law of a formula, or of a call that states its fans, depends on; nil where it is none alone.
    private static func mode(of claim: Claim, at fans: ClaimedFans) -> ScalingRule.Mode? {
        guard let law = try? claim.law(fans: fans) else { return nil }
        return ScalingRule.Mode.allCases.first { mode in
            let n = mode.fan(fans)
            guard fans.fanIn != fans.fanOut,
                let other = try? claim.law(fans: ClaimedFans(fanIn: n, fanOut: n)),
                let others = try? claim.law(fans: ClaimedFans(fanIn: 2 * n, fanOut: 2 * n))
            else { return false }
            return other.isSame(as: law) && !others.isSame(as: law)
        } ?? .fanIn
    }

    // MARK: Gains

    /// Factors of the standard deviation that the claim has beside its fan.
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
        // sqrt 3 makes 3/sqrt(n) of a limit of sqrt(3/n).
        let isUniform = if case .uniform = law { true } else { false }
        found += others.map { gain in
            Alternative(law.scaled(by: gain), .otherGain(gain), tier: isUniform && gain == 3.0.squareRoot() ? 1 : nil)
        }
        // A gain that was passed as the slope of a leaky rectifier, which has a gain of its own.
        if let scale = claim?.scalingRule?.scale, scale > 1 {
            let factor = (2 / (1 + scale)).squareRoot() / scale.squareRoot()
            found.append(Alternative(law.scaled(by: factor), .slope(scale.squareRoot())))
        }
        // The gain of a leaky rectifier in the place of a plain one's.
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
        // What is missing of a gain is said as that.
        (claim?.withoutArguments ?? []).filter { !$0.argument.hasPrefix("gain") }.compactMap { other, argument in
            law(of: other).map { Alternative($0, .argumentMissing(argument)) }
        }
    }

    /// A bare name means this package's axes. Where PyTorch's function of that name was meant, that is the mistake.
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

    private mutating func addDefaults() {
        guard let claim else { return }
        for (text, framework) in UsualClaims.layerDefaults(for: shape) {
            guard let other = try? Claim(text), other.scheme.name != claim.scheme.name else { continue }
            let isNear = ["", framework].contains(claim.framework) || Self.kin[claim.framework] == framework
            for law in [try? other.law(of: shape), law(of: other)] {
                guard let law else { continue }
                all.append(
                    Alternative(law, .layerDefault(text), tier: isNear ? (text.contains("hidden_size") ? 1 : 0) : 2)
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

    /// Whose layers are commonly used under another's words.
    private static let kin = [
        "gpt_neox": "torch", "t5": "torch", "mup": "torch", "gpt2": "torch", "tf": "keras", "jax": "flax",
    ]

    private mutating func addCatalogue() {
        guard claim != nil else { return }
        for other in UsualClaims.claims(for: shape) {
            guard let law = law(of: other) else { continue }
            // The framework's other initializers, by their names alone, are nearer than those of others.
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

extension ScalingRule.Mode {
    /// As a diagnosis names it.
    fileprivate var name: Alternative.Fan {
        switch self {
        case .fanIn: .fanIn
        case .fanOut: .fanOut
        case .average: .average
        case .geometricAverage: .geometricAverage
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
