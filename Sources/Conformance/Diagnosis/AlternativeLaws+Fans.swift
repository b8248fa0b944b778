internal import CMath
internal import Claims

/// The claimed scheme over other fans: another mode, another layout, a shard, groups, gates, an omitted kernel.
extension AlternativeLaws {
    /// The same scheme over other fans.
    func fans() -> [Alternative] {
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
            // One of the fans has it, the other does not.
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

    // MARK: - Implementation

    /// Sizes that a receptive field may have, going by the shape: those that the claimed fans count, and those that
    /// stated fans leave out. Stated fans give the layout away: they are the sizes of its ends, or the receptive field
    /// alone if each channel is on its own.
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

    /// The one fan that the law of a formula, or of a call that states its fans, depends on; nil where there is none.
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
