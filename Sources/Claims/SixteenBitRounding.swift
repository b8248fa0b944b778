public import Stats

/// How weights that a claim names become 16-bit values.
public enum SixteenBitRounding: String, CaseIterable, Hashable, Sendable {
    /// This package: drawn wider, rounded once to nearest even, and never beyond the law's bounds.
    case own

    /// Drawn in float32 or wider and rounded once, to nearest even: PyTorch's normal laws, and arrays that were cast.
    case once

    /// PyTorch's uniform laws: drawn in float32 and rounded once. A value rounded up to the upper bound becomes the
    /// lower one. Source: PyTorch, aten/src/ATen/native/cpu/DistributionTemplates.h, uniform_.
    case torchUniform = "torch_uniform"

    /// PyTorch's trunc_normal_: a normal value is rounded to the type, and drawn again until it lies within the bounds.
    /// Source: torch/nn/init.py of PyTorch 2.15, trunc_normal_.
    case roundedThenTruncated = "rounded_then_truncated"

    /// TensorFlow's normal laws: a standard draw is rounded, and then scaled in the type, which rounds again.
    /// Source: tensorflow/python/ops/random_ops.py, random_normal: mul = rnd * stddev.
    case scaledInType = "scaled_in_type"

    /// MLX's normal laws: erfinv(u) is rounded, and then multiplied in the type by sqrt(2) times the standard
    /// deviation.
    /// Source: mlx/random.cpp, normal.
    case scaledByRootTwo = "scaled_by_root_two"

    /// Drawn with only the bits of the type: 128 levels in bfloat16, 1,024 in float16. JAX, Keras on JAX, and
    /// TensorFlow's uniform laws. Source: jax/_src/random.py, uniform: nmant random bits of the mantissa.
    case drawnInType = "drawn_in_type"

    /// MLX's uniform laws: u is rounded to the type, and then scaled and shifted in it, which leaves some hundred
    /// values in bfloat16. Source: mlx/random.cpp, uniform.
    case shiftedInType = "shifted_in_type"

    /// In words, for messages.
    public var summary: String {
        switch self {
        case .own: "rounded once, to nearest even, never beyond the bounds"
        case .once: "drawn wider and rounded once, to nearest even"
        case .torchUniform: "drawn in float32 and rounded once; the rounded upper bound becomes the lower one"
        case .roundedThenTruncated: "rounded to nearest even first, then truncated, the rounded bounds included"
        case .scaledInType: "a standard draw rounded to the type, then scaled in it, which rounds again"
        case .scaledByRootTwo: "erfinv(u) rounded to the type, then times sqrt(2) sd in it, which rounds again"
        case .drawnInType:
            "made from 16-bit uniforms of 128 levels (1,024 in float16), which deviates: draw in float32 and cast"
        case .shiftedInType:
            "rounded to 16 bits, then scaled and shifted in them, which deviates: draw in float32 and cast"
        }
    }

    /// Whether weights made this way follow the claimed law up to rounding.
    public var isExact: Bool { self != .drawnInType && self != .shiftedInType }

    /// The rounding that weights of a law are tested against. For weights of few levels, that of a cast, from which
    /// they deviate.
    public func lattice(for law: ClaimedLaw) -> LatticeLaw.Rounding {
        switch (self, law) {
        case (.own, .uniform): .clampedInside(strict: false)
        case (.own, .truncatedNormal): .clampedInside(strict: true)
        case (.torchUniform, .uniform): .torchUniform
        case (.roundedThenTruncated, .truncatedNormal): .conditionedInside
        case (.scaledInType, .normal), (.scaledInType, .truncatedNormal): .scaled(.standardNormal)
        case (.scaledByRootTwo, .normal): .scaled(.inverseErrorFunction)
        default: .nearestEven
        }
    }
}

/// How a framework makes 16-bit weights of each family of laws, and what a claim in its words admits besides casts and
/// this package's draws.
///
/// This was read in the frameworks' sources, and measured on 10^7 values of PyTorch 2.15, JAX 0.10 and Keras 3.15 on
/// JAX, and on 2 10^6 of TensorFlow 2.21 and MLX 0.32.
private typealias SixteenBitHabit = (
    frameworks: Set<String>, uniform: SixteenBitRounding, normal: SixteenBitRounding, truncated: SixteenBitRounding,
    admitted: [SixteenBitRounding]
)

/// The habits, by the first parts of the claims' names.
private let sixteenBitHabits: [SixteenBitHabit] = [
    // A claim that names no framework admits all.
    ([""], .own, .own, .own, [.torchUniform, .roundedThenTruncated, .scaledInType, .scaledByRootTwo]),
    // The last ones are PyTorch's functions under other names.
    (
        ["torch", "gpt_neox", "t5", "mup", "fvcore", "timm", "peft", "diffusers", "mamba_ssm", "nanogpt"],
        .torchUniform, .once, .roundedThenTruncated,
        [.torchUniform, .roundedThenTruncated]
    ),
    (["jax", "flax", "haiku", "equinox"], .drawnInType, .drawnInType, .drawnInType, []),
    // Keras also runs on PyTorch and TensorFlow.
    (["keras"], .drawnInType, .drawnInType, .drawnInType, [.torchUniform, .roundedThenTruncated, .scaledInType]),
    (["tf", "prettytensor", "gpt2"], .drawnInType, .scaledInType, .scaledInType, [.scaledInType]),
    (["mlx"], .shiftedInType, .scaledByRootTwo, .scaledByRootTwo, [.scaledByRootTwo]),
]

extension Claim {
    /// How the framework that the claim names makes 16-bit weights of a law.
    public func sixteenBitRounding(of law: ClaimedLaw) -> SixteenBitRounding {
        switch law {
        case .uniform: sixteenBitHabit.uniform
        case .truncatedNormal: sixteenBitHabit.truncated
        default: sixteenBitHabit.normal
        }
    }

    /// The laws that 16-bit weights may follow under the claim, each a rounding of `law`, without repetition.
    ///
    /// Whatever the framework, the weights may have been drawn in float32 and cast, which rounds to nearest even, or
    /// kept within the bounds, as this package does. In addition, there is what the named framework does when it draws
    /// in 16 bits.
    package func latticeRoundings(for law: ClaimedLaw) -> [LatticeLaw.Rounding] {
        // A sparse matrix has the rounding of its normal entries.
        let law = if case .sparse(let sparse) = law { sparse.law } else { law }
        var roundings: [LatticeLaw.Rounding] = []
        for rounding in [.once, .own] + sixteenBitHabit.admitted {
            let lattice = rounding.lattice(for: law)
            if !roundings.contains(lattice) { roundings.append(lattice) }
        }
        // A bound that is a value of the type up to the last bits of a Double lies inside or outside depending on how
        // it was computed.
        if case .uniform = law { roundings.append(.clampedInside(strict: true)) }
        return roundings
    }

    private var sixteenBitHabit: SixteenBitHabit {
        sixteenBitHabits.first { $0.frameworks.contains(framework) } ?? ([framework], .once, .once, .once, [])
    }
}
