public import Stats

/// How the weights that a claim names come to be values of 16 bits.
public enum SixteenBitRounding: String, CaseIterable, Hashable, Sendable {
    /// This package: drawn wider, rounded once to nearest even, and never beyond the law's bounds.
    case own

    /// Drawn in float32 or wider and rounded once, to nearest even: PyTorch's normal laws, and arrays that were cast.
    case once

    /// PyTorch's uniform laws: drawn in float32 and rounded once, and what was rounded up to the upper bound becomes the
    /// lower one. Source: PyTorch, aten/src/ATen/native/cpu/DistributionTemplates.h, uniform_.
    case torchUniform = "torch_uniform"

    /// PyTorch's trunc_normal_: a normal value is rounded to the type, and drawn again until it lies within the bounds.
    /// Source: torch/nn/init.py of PyTorch 2.15, trunc_normal_.
    case roundedThenTruncated = "rounded_then_truncated"

    /// Drawn in float32 or rounded to the type, and then scaled in the type, which rounds again: MLX; TensorFlow's normal
    /// laws. Source: tensorflow/python/ops/random_ops.py, random_normal: mul = rnd * stddev.
    case scaledInType = "scaled_in_type"

    /// Drawn with the bits of the type alone: 128 levels in bfloat16, 1,024 in float16. JAX, Keras on it, and TensorFlow's
    /// uniform laws. Source: jax/_src/random.py, uniform: nmant random bits of the mantissa.
    case drawnInType = "drawn_in_type"

    /// In words, for messages.
    public var summary: String {
        switch self {
        case .own: "rounded once, to nearest even, never beyond the bounds"
        case .once: "drawn wider and rounded once, to nearest even"
        case .torchUniform: "drawn in float32 and rounded once; the rounded upper bound becomes the lower one"
        case .roundedThenTruncated: "rounded to nearest even first and truncated then, the rounded bounds included"
        case .scaledInType: "scaled in 16 bits, so rounded more than once; tested as if once"
        case .drawnInType: "made from 16-bit uniforms of 128 levels (1,024 in float16); tested as if rounded once"
        }
    }

    /// Whether the law of `lattice(for:)` is exactly that of the weights.
    public var isExact: Bool {
        switch self {
        case .own, .once, .torchUniform, .roundedThenTruncated: true
        case .scaledInType, .drawnInType: false
        }
    }

    /// The rounding that weights of a law are tested against: where `isExact` is false, the nearest there is.
    public func lattice(for law: ClaimedLaw) -> LatticeLaw.Rounding {
        switch (self, law) {
        case (.own, .uniform): .clampedInside(strict: false)
        case (.own, .truncatedNormal): .clampedInside(strict: true)
        case (.torchUniform, _): .torchUniform
        case (.roundedThenTruncated, _): .conditionedInside
        case (.own, _), (.once, _), (.scaledInType, _), (.drawnInType, _): .nearestEven
        }
    }
}

extension Claim {
    /// How the framework that the claim names makes 16-bit weights of a law.
    ///
    /// Read from the frameworks' sources, and measured on 10^7 values of PyTorch 2.15, JAX 0.10 and Keras 3.15 on JAX.
    public func sixteenBitRounding(of law: ClaimedLaw) -> SixteenBitRounding {
        let isUniform = if case .uniform = law { true } else { false }
        let isTruncated = if case .truncatedNormal = law { true } else { false }
        return switch framework {
        case "": .own
        // The last three are PyTorch's functions under other names.
        case "torch", "gpt_neox", "t5", "mup": isUniform ? .torchUniform : isTruncated ? .roundedThenTruncated : .once
        case "jax", "flax", "keras": .drawnInType
        case "tf", "prettytensor", "gpt2": isUniform ? .drawnInType : .scaledInType
        case "mlx": .scaledInType
        default: .once
        }
    }

    /// The rounding that 16-bit weights of the framework's own code have.
    public func latticeRounding(for law: ClaimedLaw) -> LatticeLaw.Rounding {
        sixteenBitRounding(of: law).lattice(for: law)
    }

    /// The roundings that a file of 16-bit weights may have. A claim that names no framework speaks of a law: the values
    /// may be this package's, or have been cast from a wider type, which rounds to nearest even.
    func latticeRoundings(for law: ClaimedLaw) -> [LatticeLaw.Rounding] {
        let own = latticeRounding(for: law)
        return framework.isEmpty && own != .nearestEven ? [own, .nearestEven] : [own]
    }
}
