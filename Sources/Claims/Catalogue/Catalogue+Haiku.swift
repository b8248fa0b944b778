/// Haiku's modules and initializers.
extension Catalogue {
    static let haiku: [Dialect] = [
        // Not rescaled, unlike its VarianceScaling.
        scaled(
            // A depthwise filter is [..., 1, channels · multiplier]; an LSTM's weight is that of a Linear over inputs
            // and state.
            ["Linear", "Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D", "DepthwiseConv3D", "LSTM"]
                .flatMap { hk("\($0).w") },
            (ClaimedLaw.truncatedVarianceFactor, "fan_in", "truncated_normal"),
            .keras,
            purpose: .layerDefault,
            source: "Haiku 0.0.17, basic.py, Linear, conv.py, ConvND, and others: TruncatedNormal(1/sqrt(fan_in))"
        ),
        // [..., out, in]
        scaled(
            ["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"].flatMap { hk("\($0).w") },
            (ClaimedLaw.truncatedVarianceFactor, "fan_in", "truncated_normal"),
            .axes(input: [-1], output: [-2], batch: []),
            purpose: .layerDefault,
            source: "Haiku 0.0.17, conv.py, ConvNDTranspose: TruncatedNormal(1/sqrt(fan_in))"
        ),
        Dialect(
            hk("Embed.embeddings"),
            of: "truncated_normal",
            purpose: .layerDefault,
            source: "Haiku 0.0.17, embed.py, Embed: TruncatedNormal()"
        ),
        Dialect(
            [
                "Linear.b", "Conv1D.b", "Conv2D.b", "Conv3D.b", "Conv1DTranspose.b", "Conv2DTranspose.b",
                "Conv3DTranspose.b", "DepthwiseConv1D.b", "DepthwiseConv2D.b", "DepthwiseConv3D.b", "GRU.b", "LSTM.b",
                "Bias.b", "LayerNorm.offset", "BatchNorm.offset", "GroupNorm.offset",
            ].flatMap { hk($0) },
            of: "jax.nn.initializers.zeros",
            source: "Haiku 0.0.17, basic.py, conv.py, depthwise_conv.py, recurrent.py, layer_norm.py and others"
        ),
        Dialect(
            ["LayerNorm.scale", "BatchNorm.scale", "GroupNorm.scale", "RMSNorm.scale"].flatMap { hk($0) },
            of: "jax.nn.initializers.ones",
            source: "Haiku 0.0.17, layer_norm.py, batch_norm.py, group_norm.py, rms_norm.py"
        ),
        scaled(
            hk("GRU.w_i") + hk("GRU.w_h"),
            leCunTruncated,
            .keras,
            purpose: .layerDefault,
            source: "Haiku 0.0.17, recurrent.py, GRU: VarianceScaling()"
        ),
        factory(
            haiku("VarianceScaling"),
            of: "jax.nn.initializers.variance_scaling",
            [.init("scale", 1), .init("mode", .text("fan_in")), .init("distribution", .text("truncated_normal"))],
            fans: .keras
        ),
        factory(
            haiku("UniformScaling"),
            of: "tf.uniform_unit_scaling_initializer",
            [.init("scale", as: "factor", .number(1))]
        ),
        factory(haiku("RandomNormal"), of: "normal", [.init("stddev", 1), .init("mean", 0)]),
        factory(
            haiku("TruncatedNormal"),
            of: "truncated_normal",
            [
                .init("stddev", 1), .init("mean", 0), .init("lower", as: "low", .number(-2)),
                .init("upper", as: "high", .number(2)),
            ]
        ),
        factory(
            haiku("RandomUniform"),
            of: "uniform",
            [.init("minval", as: "low", .number(0)), .init("maxval", as: "high", .number(1))]
        ),
        factory(haiku("Constant"), of: "constant", [.init("constant", as: "value")]),
        factory(
            haiku("Orthogonal"),
            of: "orthogonal",
            [.init("scale", as: "gain", .number(1))],
            closedForm: orthogonalForm("scale")
        ),
        factory(haiku("Identity"), of: "identity", [.init("gain", 1)]),
    ]

    // MARK: - Implementation

    private static func haiku(_ name: String) -> (names: [String], source: String) {
        (hk("initializers.\(name)"), "Haiku 0.0.17, initializers.py, \(name)")
    }

    private static func hk(_ name: String) -> [String] { ["haiku.\(name)", "hk.\(name)"] }
}
