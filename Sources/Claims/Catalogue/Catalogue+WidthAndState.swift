internal import Stats

/// mup, whose laws depend on a model's width, and Mamba, whose state space has its own matrices.
extension Catalogue {
    /// mup 1.0.0.
    static let maximalUpdates: [Dialect] = [
        // PyTorch's rules as set_base_shapes modifies them: width_mult is the width over the base width.
        Dialect(
            ["mup.init.normal_", "mup.normal_"],
            of: "torch.nn.init.normal_",
            [.init("mean", 0), .init("std", as: "deviation", .number(1)), .init("width_mult", as: "std")],
            converting: { values in
                guard let scale = inverseRootOfWidth(values["std"]) else { return }
                values["std"] = values["deviation"]
                if case .number(let deviation)? = values["std"] { values["std"] = .number(deviation * scale) }
            },
            closedForm: "normal(mean, std/√width_mult); width_mult is 1 where at most one axis is a width",
            source: "mup 1.0.0, mup/init.py, normal_"
        ),
        Dialect(
            ["mup.init.uniform_", "mup.uniform_"],
            of: "torch.nn.init.uniform_",
            [
                .init("a", as: "low", .number(0)), .init("b", as: "high", .number(1)), .init("width_mult", as: "b"),
            ],
            converting: { values in
                guard let scale = inverseRootOfWidth(values["b"]) else { return }
                values["b"] = values["high"]
                if case .number(let low)? = values["low"], case .number(let high)? = values["high"] {
                    (values["a"], values["b"]) = (.number(low * scale), .number(high * scale))
                }
            },
            closedForm: "uniform on [a, b]/√width_mult; width_mult is 1 where at most one axis is a width",
            source: "mup 1.0.0, mup/init.py, uniform_"
        ),
        // Its bounds are divided along with the deviation.
        Dialect(
            ["mup.init.trunc_normal_", "mup.trunc_normal_"],
            of: "torch.nn.init.trunc_normal_",
            [
                .init("mean", 0), .init("std", as: "deviation", .number(1)), .init("a", as: "low", .number(-2)),
                .init("b", as: "high", .number(2)), .init("width_mult", as: "std"),
            ],
            converting: { values in
                guard let scale = inverseRootOfWidth(values["std"]) else { return }
                values["std"] = values["deviation"]
                if case .number(let deviation)? = values["deviation"], case .number(let low)? = values["low"],
                    case .number(let high)? = values["high"]
                {
                    (values["a"], values["b"]) = (.number(low * scale), .number(high * scale))
                    values["std"] = .number(deviation * scale)
                }
            },
            closedForm: "normal(mean, std) truncated at the absolute a and b, std, a and b each over √width_mult",
            source: "mup 1.0.0, mup/init.py, trunc_normal_"
        ),
        Dialect(["mup.init.ones_"], of: "torch.nn.init.ones_", source: "mup 1.0.0, mup/init.py, ones_"),
        Dialect(["mup.init.eye_"], of: "torch.nn.init.eye_", source: "mup 1.0.0, mup/init.py, eye_"),
        // Drawn for the inputs of the base, which no shape of the wider model tells.
        Dialect(
            ["mup.MuReadout.weight", "mup.MuReadout.bias"],
            of: "torch.nn.Linear.bias",
            [.init("base_width", as: "fan_in")],
            closedForm: "uniform on ±1/√base_width, base_width the inputs of the base shape",
            purpose: .maximalUpdate(isOutput: true),
            source: "mup 1.0.0, mup/layer.py, MuReadout: weight and bias *= width_mult**0.5"
        ),
    ]

    /// Mamba's decay rates and steps; other names are dialects of these.
    static let stateTables: [Scheme] = [
        Scheme(
            "mamba_ssm.Mamba.A_log",
            .structure(.tableRows) { _, _, reading throws(ClaimError) in .logarithms(count: reading.columns) },
            words: "every row holds log 1, log 2, …, log n, n the last axis",
            source: "mamba_ssm 2.3.2, modules/mamba_simple.py; Gu et al. 2022, section 4, S4D-Real",
            swift: "LogarithmTable()"
        ),
        Scheme(
            "inverse_softplus_of_log_uniform",
            parameters: [.init("low", 0.001), .init("high", 0.1), .init("floor", 0)],
            .formula(nil) { a, _ throws(ClaimError) in
                let (low, high) = (try a.positive("low"), try a.positive("high"))
                guard low < high else { throw a.invalid("high", "more than low (\(low))") }
                // What lies below the floor is raised to it, which gives it a probability of its own.
                guard try a.nonNegative("floor") <= low else {
                    throw a.invalid("floor", "at most low (\(low)), since no claim states a law with a floor")
                }
                return .transformedUniform(.inverseSoftplus, low: low, high: high)
            },
            words: "ln(exp T - 1), the inverse of softplus, T log-uniform on [low, high]",
            source: "Gu & Dao, arXiv 2312.00752, section 3.6; mamba_ssm 2.3.2, modules/mamba_simple.py, mamba2.py",
            swift: "Mamba.StepBias(seed: 1)"
        ),
        Scheme(
            "logarithm_of_uniform",
            parameters: [.init("low", 1), .init("high", 16)],
            .formula(nil) { a, _ throws(ClaimError) in
                let (low, high) = (try a.nonNegative("low"), try a.positive("high"))
                guard low < high else { throw a.invalid("high", "more than low (\(low))") }
                return .transformedUniform(.logarithm, low: low, high: high)
            },
            words: "ln U, U uniform on [low, high]",
            source: "mamba_ssm 2.3.2, modules/mamba2.py; transformers 5.24.0, models/qwen3_next/modeling_qwen3_next.py",
            swift: "Mamba.DecayLogarithm(seed: 1)"
        ),
    ]

    /// mamba_ssm, and the weights that transformers draws as it does.
    static let stateSpaces: [Dialect] = [
        // dt_rank is the fan-in of [d_inner, dt_rank]; the scale is 1 by default.
        inverseRoot(
            ["mamba_ssm.Mamba.dt_proj.weight"],
            .torch,
            source: "transformers 5.24.0, models/mamba/modeling_mamba.py, init_mamba_weights"
        ),
        // For a module by itself; a MixerModel draws its output projections anew.
        inverseRoot(
            ["in_proj", "x_proj", "conv1d", "out_proj"].map { "mamba_ssm.Mamba.\($0).weight" }
                + ["in_proj", "conv1d", "out_proj"].map { "mamba_ssm.Mamba2.\($0).weight" },
            .torch,
            source: "mamba_ssm 2.3.2, modules/mamba_simple.py, mamba2.py: the defaults of torch.nn.Linear, Conv1d"
        ),
        // transformers draws two projections like those of any other model, and the rest like PyTorch.
        Dialect(
            ["in_proj", "x_proj"].map { "transformers.MambaMixer.\($0).weight" },
            of: "torch.nn.init.normal_",
            [.init("initializer_range", as: "std", .number(0.1))],
            purpose: .layerDefault,
            source: "transformers 5.24.0, models/mamba/configuration_mamba.py, modeling_mamba.py"
        ),
        inverseRoot(
            ["conv1d", "dt_proj", "out_proj"].map { "transformers.MambaMixer.\($0).weight" },
            .torch,
            source: "transformers 5.24.0, models/mamba/modeling_mamba.py, _init_weights, init_mamba_weights"
        ),
        Dialect(
            ["mamba_ssm.MixerModel.out_proj.weight", "mamba_ssm.MixerModel.fc2.weight"],
            of: "variance_scaling",
            [.init("n_layer", as: "scale"), .init("n_residuals_per_layer", as: "residuals", .number(1))],
            fixing: ["mode": .text("fan_in"), "distribution": .text("uniform")],
            fans: .torch,
            converting: { values in
                guard case .number(let layers)? = values["scale"], case .number(let each)? = values["residuals"],
                    layers > 0, each > 0
                else { return }
                values["scale"] = .number(1 / (3 * layers * each))
            },
            leadsWithTensor: false,
            closedForm: "uniform on ±√(1/(fan_in·n_layer·n_residuals_per_layer)), 2 residuals where blocks have an MLP",
            purpose: .residual,
            source: "mamba_ssm 2.3.2, models/mixer_seq_simple.py, _init_weights"
        ),
        Dialect(
            ["mamba_ssm.MixerModel.embedding.weight"],
            of: "torch.nn.init.normal_",
            fixing: ["std": .number(0.02)],
            purpose: .transformer,
            source: "mamba_ssm 2.3.2, models/mixer_seq_simple.py, _init_weights"
        ),
        Dialect(
            ["mamba_ssm.Mamba.dt_proj.bias", "mamba_ssm.Mamba2.dt_bias"],
            of: "inverse_softplus_of_log_uniform",
            [
                .init("dt_min", as: "low", .number(0.001)), .init("dt_max", as: "high", .number(0.1)),
                .init("dt_init_floor", as: "floor", .number(1e-4)),
            ],
            leadsWithTensor: false,
            closedForm: "ln(exp T - 1), the inverse of softplus, T log-uniform on [dt_min, dt_max]",
            purpose: .layerDefault,
            source: "mamba_ssm 2.3.2, modules/mamba_simple.py, mamba2.py"
        ),
        Dialect(
            ["MambaMixer.dt_proj.bias", "FalconMambaMixer.dt_proj.bias", "Mamba2Mixer.dt_bias"].map {
                "transformers.\($0)"
            },
            of: "inverse_softplus_of_log_uniform",
            [
                .init("time_step_min", as: "low", .number(0.001)), .init("time_step_max", as: "high", .number(0.1)),
                .init("time_step_floor", as: "floor", .number(1e-4)),
            ],
            leadsWithTensor: false,
            closedForm: "ln(exp T - 1), the inverse of softplus, T log-uniform on [time_step_min, time_step_max]",
            purpose: .layerDefault,
            source: "transformers 5.24.0, models/mamba/modeling_mamba.py, init_mamba_weights"
        ),
        Dialect(
            ["mamba_ssm.Mamba2.A_log"],
            of: "logarithm_of_uniform",
            fixing: ["low": .number(1), "high": .number(16)],
            leadsWithTensor: false,
            closedForm: "the logarithm of a uniform variable on [1, 16], the default A_init_range",
            purpose: .layerDefault,
            source: "mamba_ssm 2.3.2, modules/mamba2.py"
        ),
        // By states or by heads, whichever the last axis is.
        Dialect(
            ["MambaMixer", "FalconMambaMixer", "JambaMambaMixer", "ZambaMambaMixer"].map {
                "transformers.\($0).A_log"
            },
            of: "mamba_ssm.Mamba.A_log",
            source: "transformers 5.24.0, models/mamba/modeling_mamba.py, init_mamba_weights"
        ),
        Dialect(
            [
                "Mamba2Mixer", "BambaMixer", "Zamba2MambaMixer", "FalconH1Mixer", "GraniteMoeHybridMambaLayer",
                "NemotronHMamba2Mixer",
            ].map {
                "transformers.\($0).A_log"
            },
            of: "mamba_ssm.Mamba.A_log",
            closedForm: "log 1, log 2, …, log n, n the number of heads",
            source: "transformers 5.24.0, models/mamba2/modeling_mamba2.py, init_mamba2_weights"
        ),
        Dialect(
            ["mamba_ssm.Mamba.D", "mamba_ssm.Mamba2.D", "transformers.MambaMixer.D"],
            of: "torch.nn.init.ones_",
            purpose: .layerDefault,
            source:
                "mamba_ssm 2.3.2, modules/mamba_simple.py, mamba2.py; transformers 5.24.0, models/mamba/modeling_mamba.py"
        ),
    ]

    // MARK: - Implementation

    /// 1/sqrt(width_mult); nil if the call does not state it, or states one that is not above 0.
    private static func inverseRootOfWidth(_ width: ClaimValue?) -> Double? {
        guard case .number(let width)? = width, width > 0 else { return nil }
        return 1 / width.squareRoot()
    }
}
