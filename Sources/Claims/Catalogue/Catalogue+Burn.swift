extension Catalogue {
    /// Burn's layers pass fans to its initializers: a dense weight is [in, out], a filter [out, in, ...].
    static let burn: [Dialect] =
        [
            burn("XavierUniform", "fan_avg", "uniform", closedForm: "uniform on ±gain·√(6/(fan_in+fan_out))"),
            burn("XavierNormal", "fan_avg", "normal", closedForm: "normal of variance gain²·2/(fan_in+fan_out)"),
            burn("KaimingUniform", nil, "uniform", closedForm: "uniform on ±gain·√(3/n), n = fan_in, or fan_out"),
            burn("KaimingNormal", nil, "normal", closedForm: "normal of variance gain²/n, n = fan_in, or fan_out"),
        ]
        + [
            factory(burn("Constant"), of: "constant", [.init("value", .none)]),
            Dialect(burnNames("Zeros"), of: "zeros", source: burnSource),
            Dialect(burnNames("Ones"), of: "ones", source: burnSource),
            factory(burn("Uniform"), of: "uniform", [.init("min", as: "low"), .init("max", as: "high")]),
            factory(burn("Normal"), of: "normal", [.init("mean", .none), .init("std", as: "stddev")]),
            factory(burn("Orthogonal"), of: "torch.nn.init.orthogonal_", [.init("gain", .none)]),
        ] + burnLayers

    // MARK: - Implementation

    /// The defaults of Burn's layers: KaimingUniform of gain 1/sqrt(3), except in recurrent layers, which have
    /// XavierNormal.
    private static let burnLayers: [Dialect] = [
        // A layer with LinearLayout::Col passes its outputs as inputs.
        inverseRoot(
            ["burn.nn.Linear.weight"]
                + ["query", "key", "value", "output"].map { "burn.nn.MultiHeadAttention.\($0).weight" }
                + ["linear_inner", "linear_outer"].map { "burn.nn.PositionWiseFeedForward.\($0).weight" },
            .jax,
            source: "\(layerSource)/linear.rs, attention/mha.rs, transformer/pwff.rs"
        ),
        // A transposed filter is [in, out, ...]; its fan-in is counted from the outputs.
        inverseRoot(
            ["Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]
                .map { "burn.nn.\($0).weight" },
            .torch,
            source: "\(layerSource)/conv"
        ),
        Dialect(
            ["Linear", "Conv1d", "Conv2d", "Conv3d"].map { "burn.nn.\($0).bias" },
            of: "torch.nn.Linear.bias",
            [.init("fan_in", .none)],
            source: "\(layerSource)/linear.rs, conv"
        ),
        scaled(
            gates("weight"),
            glorotNormal,
            .jax,
            purpose: .layerDefault,
            source: "\(layerSource)/rnn/gate_controller.rs: XavierNormal, [d_input, d_output]"
        ),
        // A bias has its weight's deviation.
        scaled(
            gates("bias"),
            glorotNormal,
            .jax,
            [.init("d_input", as: "fan_in"), .init("d_output", as: "fan_out")],
            closedForm: "normal(0, √(2/(d_input+d_output)))",
            purpose: .layerDefault,
            source: "\(layerSource)/rnn/gate_controller.rs, linear.rs"
        ),
        Dialect(
            ["burn.nn.Embedding.weight"],
            of: "normal",
            purpose: .layerDefault,
            source: "\(layerSource)/embedding.rs: Normal of mean 0, std 1"
        ),
        Dialect(
            ["BatchNorm", "GroupNorm", "LayerNorm", "RmsNorm"].map { "burn.nn.\($0).gamma" },
            of: "ones",
            source: "\(layerSource)/norm"
        ),
        Dialect(
            ["BatchNorm", "GroupNorm", "LayerNorm"].map { "burn.nn.\($0).beta" },
            of: "zeros",
            source: "\(layerSource)/norm"
        ),
    ]

    private static let layerSource = "Burn 0.22, burn-nn/src/modules"

    /// A parameter of every transform of every gate of every recurrent layer; a BiLstm has two Lstms.
    private static func gates(_ parameter: String) -> [String] {
        let lstm = ["input", "forget", "output", "cell"].map { "\($0)_gate" }
        let layers =
            [("Rnn", ["gate"]), ("Lstm", lstm), ("Gru", ["update_gate", "reset_gate", "new_gate"])]
            + ["forward", "reverse"].map { ("BiLstm.\($0)", lstm) }
        return layers.flatMap { layer, gates in
            gates.flatMap { gate in
                ["input", "hidden"].map { "burn.nn.\(layer).\(gate).\($0)_transform.\(parameter)" }
            }
        }
    }

    private static func burn(_ name: String) -> (names: [String], source: String) { (burnNames(name), burnSource) }

    private static func burnNames(_ name: String) -> [String] {
        ["burn.Initializer", "Initializer", "burn.nn.Initializer", "burn.module.Initializer"].map { "\($0).\(name)" }
    }

    private static let burnSource = "Burn, burn-core/src/module/initializer.rs"

    /// - Parameter mode: nil where `fan_out_only` tells it.
    private static func burn(
        _ name: String,
        _ mode: String?,
        _ distribution: String,
        closedForm: String
    ) -> Dialect {
        factory(
            burn(name),
            of: "variance_scaling",
            [.init("gain", as: "scale", .none)]
                + (mode == nil ? [.init("fan_out_only", as: "mode", .boolean(false))] : []),
            fixing: mode.map { ["mode": .text($0), "distribution": .text(distribution)] }
                ?? ["distribution": .text(distribution)],
            fans: .denseOrFilter,
            converting: { values in
                squaringGain(&values)
                if case .boolean(let isFanOut)? = values["mode"] {
                    values["mode"] = .text(isFanOut ? "fan_out" : "fan_in")
                }
            },
            closedForm: closedForm
        )
    }
}
