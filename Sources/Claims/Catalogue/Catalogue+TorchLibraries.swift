/// Libraries over PyTorch: timm, diffusers, PEFT and others, each in its own words.
extension Catalogue {
    static let torchLibraries: [Dialect] = [
        Dialect(
            ["timm.layers.trunc_normal_", "timm.models.layers.trunc_normal_"],
            of: "torch.nn.init.trunc_normal_",
            [.init("mean", 0), .init("std", 1), .init("a", -2), .init("b", 2)],
            source: "timm 1.0.31, layers/weight_init.py, trunc_normal_"
        ),
        // Its bounds are in standard deviations.
        Dialect(
            ["timm.layers.trunc_normal_tf_", "timm.models.layers.trunc_normal_tf_", "trunc_normal_tf_"],
            of: "truncated_normal",
            [
                .init("mean", 0), .init("std", as: "stddev", .number(1)), .init("a", as: "low", .number(-2)),
                .init("b", as: "high", .number(2)),
            ],
            source: "timm 1.0.31, layers/weight_init.py, trunc_normal_tf_"
        ),
        Dialect(
            ["timm.layers.variance_scaling_", "timm.models.layers.variance_scaling_", "variance_scaling_"],
            of: "variance_scaling",
            [.init("scale", 1), .init("mode", .text("fan_in")), .init("distribution", .text("normal"))],
            fans: .torch,
            source: "timm 1.0.31, layers/weight_init.py, variance_scaling_"
        ),
        scaled(
            ["timm.layers.lecun_normal_", "timm.models.layers.lecun_normal_", "lecun_normal_"],
            leCunTruncated,
            .torch,
            source: "timm 1.0.31, layers/weight_init.py, lecun_normal_"
        ),
        Dialect(
            [
                "timm.layers.init_weight_vit", "timm.models.vision_transformer.init_weights_vit_timm",
                "init_weights_vit_timm",
            ],
            of: "torch.nn.init.trunc_normal_",
            fixing: ["std": .number(0.02)],
            closedForm: "normal(0, 0.02) truncated at the absolute values -2 and 2, not rescaled",
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_timm"
        ),
        // Each block's residual projections are divided by sqrt(2 (layer_id + 1)), and the bounds with them.
        Dialect(
            ["timm.models.vision_transformer.VisionTransformer.fix_init_weight", "fix_init_weight"],
            of: "torch.nn.init.trunc_normal_",
            [.init("layer_id", as: "std")],
            converting: { values in
                guard case .number(let block)? = values["std"] else { return }
                guard block >= 0, block == block.rounded() else {
                    values["std"] = .text("\(block)")
                    return
                }
                let scale = (2 * (block + 1)).squareRoot()
                values["std"] = .number(0.02 / scale)
                (values["a"], values["b"]) = (.number(-2 / scale), .number(2 / scale))
            },
            closedForm: "normal(0, 0.02/√(2·(layer_id+1))) truncated at ±100 sd, layer_id from 0",
            purpose: .residual,
            source: "timm 1.0.31, models/vision_transformer.py, fix_init_weight"
        ),
        // For a Linear and for a Conv2d.
        Dialect(
            ["timm.models.vision_transformer.init_weights_vit_jax.Linear.weight"],
            of: "torch.nn.init.xavier_uniform_",
            purpose: .layerDefault,
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_jax"
        ),
        scaled(
            ["timm.models.vision_transformer.init_weights_vit_jax.Conv2d.weight"],
            leCunTruncated,
            .torch,
            purpose: .layerDefault,
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_jax: lecun_normal_"
        ),
        // A bias is 0, except in a block's two linear layers.
        Dialect(
            ["timm.models.vision_transformer.init_weights_vit_jax.mlp.bias"],
            of: "torch.nn.init.normal_",
            fixing: ["std": .number(1e-6)],
            purpose: .layerDefault,
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_jax"
        ),
        Dialect(
            ["jax.Linear.bias", "jax.Conv2d.bias", "jax.head.weight", "moco.Linear.bias", "timm.Linear.bias"]
                .map { "timm.models.vision_transformer.init_weights_vit_\($0)" },
            of: "torch.nn.init.zeros_",
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_jax, _moco, _timm"
        ),
        Dialect(
            ["timm.models.vision_transformer.init_weights_vit_moco.Linear.weight"],
            of: "torch.nn.init.xavier_uniform_",
            purpose: .layerDefault,
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_moco"
        ),
        scaled(
            ["timm.models.vision_transformer.init_weights_vit_moco.qkv.weight"],
            glorotUniform,
            .packed(3),
            closedForm: "uniform on ±√(6/(rows/3+columns)): queries, keys and values each by themselves",
            purpose: .layerDefault,
            source: "timm 1.0.31, models/vision_transformer.py, init_weights_vit_moco"
        ),
        Dialect(
            ["diffusers.models.controlnets.controlnet.zero_module", "zero_module"],
            of: "torch.nn.init.zeros_",
            purpose: .silent,
            source: "diffusers 0.42.1, models/controlnets/controlnet.py, zero_module"
        ),
        inverseRoot(
            ["peft.lora_A.weight", "lora_A.weight"],
            .torch,
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters: kaiming_uniform_(a=sqrt(5))"
        ),
        Dialect(
            ["peft.lora_B.weight", "lora_B.weight", "peft.lora_embedding_A", "lora_embedding_A"],
            of: "torch.nn.init.zeros_",
            purpose: .silent,
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters"
        ),
        Dialect(
            ["peft.lora_embedding_B", "lora_embedding_B"],
            of: "torch.nn.init.normal_",
            purpose: .layerDefault,
            source: "PEFT 0.21.2, tuners/lora/layer.py, reset_lora_parameters"
        ),
        Dialect(
            ["nanogpt.Linear.weight", "nanogpt.Embedding.weight", "llama2c.Linear.weight", "llama2c.Embedding.weight"],
            of: "gpt2.normal",
            purpose: .transformer,
            source: "nanoGPT, model.py, _init_weights; llama2.c, model.py, _init_weights"
        ),
        Dialect(
            ["llama2c.w3.weight", "llama2c.wo.weight"],
            of: "gpt2.residual",
            [.init("n_layers", as: "layers")],
            closedForm: "normal(0, 0.02/√(2·n_layers))",
            source: "llama2.c, model.py, Transformer: 0.02/sqrt(2 n_layers)"
        ),
        Dialect(
            ["nanogpt.c_proj.weight"],
            of: "gpt2.residual",
            [.init("n_layer", as: "layers")],
            closedForm: "normal(0, 0.02/√(2·n_layer))",
            source: "nanoGPT, model.py, GPT: 0.02/sqrt(2 n_layer)"
        ),
    ]
}
