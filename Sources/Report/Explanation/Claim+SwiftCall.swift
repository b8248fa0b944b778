internal import Claims
internal import Stats

extension Claim {
    /// This package's call that draws the law, for a scheme that has another example: by the claim's rule if a layout
    /// reads its fans, else by the shape's law in figures; nil if neither is known.
    func swiftCall(shape: [Int]?) -> String? {
        if let rule = ruleOfLayers, let layout = scheme.fanRule.flatMap({ Self.layout($0, shape) }) {
            let (mode, family) = (Self.name(rule.mode), Self.name(rule.family))
            let scale = Self.number(rule.ownScale)
            return "VarianceScaling(seed: 1, scale: \(scale), mode: .\(mode), distribution: .\(family)\(layout))"
        }
        let law = dependsOnShape ? shape.flatMap { try? self.law(of: $0) } : example
        return law.flatMap(Self.inFigures)
    }

    // MARK: - Implementation

    private static func inFigures(_ law: ClaimedLaw) -> String? {
        switch law {
        case .constant(let value) where value != 0 && value != 1:
            return "Constant(\(number(value)))"
        case .uniform(let low, let high):
            return "RandomUniform(seed: 1, low: \(number(low)), high: \(number(high)))"
        case .normal(let mean, let deviation):
            return "RandomNormal(seed: 1, mean: \(number(mean)), standardDeviation: \(number(deviation)))"
        case .truncatedNormal(let mean, let deviation, -2, 2):
            return "TruncatedNormal(seed: 1, mean: \(number(mean)), standardDeviation: \(number(deviation)))"
        case .truncatedNormal(let mean, let deviation, let low, let high):
            let parent = "mean: \(number(mean)), standardDeviation: \(number(deviation))"
            let bounds = "low: \(number(mean + low * deviation)), high: \(number(mean + high * deviation))"
            return "PyTorch.TruncNormal(seed: 1, \(parent), \(bounds))"
        case .transformedUniform(let transform, let low, let high):
            let name = transform == .logarithm ? "Mamba.DecayLogarithm" : "Mamba.StepBias"
            return "\(name)(seed: 1, low: \(number(low)), high: \(number(high)))"
        case .constant, .orthogonal, .identity, .dirac, .forgetGate, .logarithms, .sparse, .deltaOrthogonal:
            return nil
        }
    }

    private static func name(_ mode: ScalingRule.Mode) -> String {
        switch mode {
        case .fanIn: "fanIn"
        case .fanOut: "fanOut"
        case .average: "fanAverage"
        case .geometricAverage: "fanGeometricAverage"
        }
    }

    private static func name(_ family: ScalingRule.Family) -> String {
        switch family {
        case .uniform: "uniform"
        case .normal: "untruncatedNormal"
        case .truncatedNormal: "truncatedNormal"
        }
    }

    /// The layout's argument, empty for the default one; nil if no layout reads the fans.
    private static func layout(_ rule: FanRule, _ shape: [Int]?) -> String? {
        let isKernel = (shape?.count ?? 0) > 2
        switch rule {
        case .keras, .contrib: return ""
        case .jax, .caller: return ", layout: .lastAxes"
        case .torch, .caffe: return ", layout: .outputInput"
        case .mlx: return ", layout: .outputFirstInputLast"
        case .inputFirst: return ", layout: .inputFirst"
        case .paddle, .denseOrFilter: return isKernel ? ", layout: .outputInput" : ""
        case .julia: return isKernel ? "" : ", layout: .outputInput"
        case .axes, .gates, .stateGates, .firstTwo, .packed, .beside: return nil
        }
    }

    /// A number with enough digits for single precision.
    private static func number(_ value: Double) -> String { Numerals.format(value, digits: 9) }
}
