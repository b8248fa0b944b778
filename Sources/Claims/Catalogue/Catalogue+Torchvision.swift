extension Catalogue {
    /// The weights that torchvision's models draw themselves; those that they leave to their layers have the layers'
    /// defaults.
    static let torchvision: [Dialect] = [
        model(
            ["ResNet", "VGG", "MNASNet", "VideoResNet"].map { "\($0).Conv2d" }
                + ["MobileNetV2", "MobileNetV3", "EfficientNet", "RegNet"].map { "\($0).Conv2d" },
            "torch.nn.init.kaiming_normal_",
            ["mode": .text("fan_out"), "nonlinearity": .text("relu")],
            closedForm: "normal of variance 2/fan_out",
            source: "resnet.py, vgg.py, mobilenetv2.py, efficientnet.py and others"
        ),
        model(
            ["DenseNet.Conv2d"],
            "torch.nn.init.kaiming_normal_",
            ["nonlinearity": .text("relu")],
            closedForm: "normal of variance 2/fan_in",
            source: "densenet.py"
        ),
        model(
            ["SqueezeNet.Conv2d"],
            "torch.nn.init.kaiming_uniform_",
            ["nonlinearity": .text("relu")],
            closedForm: "uniform on ±√(6/fan_in)",
            source: "squeezenet.py"
        ),
        model(
            ["VGG", "MobileNetV2", "MobileNetV3", "RegNet", "VideoResNet"].map { "\($0).Linear" },
            "torch.nn.init.normal_",
            ["std": .number(0.01)],
            source: "vgg.py, mobilenetv2.py, mobilenetv3.py, regnet.py, video/resnet.py"
        ),
        scaled(
            ["torchvision.models.EfficientNet.Linear.weight"],
            (1.0 / 3, "fan_out", "uniform"),
            .torch,
            purpose: .layerDefault,
            source: "torchvision 0.29.2, models/efficientnet.py: 1/sqrt(out_features)"
        ),
        scaled(
            ["torchvision.models.MNASNet.Linear.weight"],
            (1, "fan_out", "uniform"),
            .torch,
            purpose: .layerDefault,
            source: "torchvision 0.29.2, models/mnasnet.py: kaiming_uniform_, fan_out, sigmoid"
        ),
        model(
            ["GoogLeNet.Conv2d", "GoogLeNet.Linear"],
            "torch.nn.init.trunc_normal_",
            ["std": .number(0.01)],
            closedForm: "normal(0, 0.01) truncated at the absolute values -2 and 2, not rescaled",
            source: "googlenet.py"
        ),
        model(
            ["Inception3.Conv2d", "Inception3.Linear"],
            "torch.nn.init.trunc_normal_",
            parameters: [.init("stddev", as: "std", .number(0.1))],
            closedForm: "normal(0, stddev) truncated at the absolute values -2 and 2, stddev the layer's, else 0.1",
            source: "inception.py"
        ),
        model(
            ["ConvNeXt.Conv2d", "ConvNeXt.Linear", "SwinTransformer.Linear"],
            "torch.nn.init.trunc_normal_",
            ["std": .number(0.02)],
            closedForm: "normal(0, 0.02) truncated at the absolute values -2 and 2, not rescaled",
            source: "convnext.py, swin_transformer.py"
        ),
        model(
            ["MaxVit.Conv2d", "MaxVit.Linear"],
            "torch.nn.init.normal_",
            ["std": .number(0.02)],
            source: "maxvit.py"
        ),
        Dialect(
            ["torchvision.models.VisionTransformer.MLPBlock.Linear.weight"],
            of: "torch.nn.init.xavier_uniform_",
            purpose: .layerDefault,
            source: "torchvision 0.29.2, models/vision_transformer.py, MLPBlock"
        ),
        Dialect(
            ["torchvision.models.VisionTransformer.heads.head.weight"],
            of: "torch.nn.init.zeros_",
            purpose: .silent,
            source: "torchvision 0.29.2, models/vision_transformer.py"
        ),
    ]

    // MARK: - Implementation

    private static func model(
        _ layers: [String],
        _ scheme: String,
        _ fixed: [String: ClaimValue] = [:],
        parameters: [Scheme.Parameter] = [],
        closedForm: String? = nil,
        source: String
    ) -> Dialect {
        Dialect(
            layers.map { "torchvision.models.\($0).weight" },
            of: scheme,
            parameters,
            fixing: fixed,
            closedForm: closedForm,
            purpose: .layerDefault,
            source: "torchvision 0.29.2, models/\(source)"
        )
    }
}
