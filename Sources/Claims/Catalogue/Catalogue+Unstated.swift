extension Catalogue {
    /// The names that are known but whose laws no claim states, framework by framework.
    package static let unstated: [Unstated] = [
        Unstated(
            names: ["mup.init.xavier_uniform_", "mup.init.xavier_normal_"],
            reason:
                "its deviation is gain·√(2/(base_fan_in + base_fan_out)/width_mult), and no argument of the call has the "
                + "base's fans; state the deviation",
            nearest: ["mup.init.normal_(std=0.02, width_mult=4)", "mup.init.uniform_(a=-0.02, b=0.02, width_mult=4)"],
            source: "mup 1.0.0, mup/init.py, xavier_uniform_, xavier_normal_"
        ),
        Unstated(
            names: ["mup.init.kaiming_uniform_", "mup.init.kaiming_normal_"],
            reason:
                "PyTorch's law where both axes are widths and mode is 'fan_in', and another where one axis is, which no "
                + "argument of the call tells",
            nearest: ["torch.nn.init.kaiming_uniform_", "torch.nn.init.kaiming_normal_", "mup.MuReadout.weight"],
            source: "mup 1.0.0, mup/init.py, kaiming_uniform_, kaiming_normal_"
        ),
        Unstated(
            names: [
                "onnxruntime.training", "onnxruntime.training.onnxblock", "onnxruntime.training.ORTModule", "ORTModule",
            ]
                + ["onnxruntime.training.artifacts.generate_artifacts"],
            reason:
                "ONNX Runtime keeps the weights that a model was exported with; write the call of the framework that drew "
                + "them, or of the operator",
            nearest: ["torch.nn.Linear.weight", "onnxblock.blocks.Linear.weight", "onnx.RandomNormal"],
            source: "ONNX Runtime 1.19.2, onnxruntime/training"
        ),
        Unstated(
            names: ["cntk.initializer.bilinear", "cntk.bilinear", "C.initializer.bilinear", "C.bilinear"]
                + ["mxnet.init.Bilinear", "mxnet.initializer.Bilinear", "mx.init.Bilinear", "mx.initializer.Bilinear"],
            reason: "a table of interpolation weights, and no claim states a table",
            nearest: ["cntk.initializer.he_normal", "mxnet.init.Xavier"],
            source: "CNTK 2.7, Source/ComputationNetworkLib/InputAndParamNodes.cpp; MXNet 1.9.1, initializer.py"
        ),
        Unstated(
            names: ["mxnet", "mx"].flatMap { ["\($0).init.Orthogonal", "\($0).initializer.Orthogonal"] },
            reason: "singular vectors of uniform numbers, whose law is not that of a random rotation",
            nearest: ["torch.nn.init.orthogonal_(gain=1.414)"],
            source: "MXNet 1.9.1, initializer.py, Orthogonal"
        ),
        Unstated(
            names: ["lasagne.init.Sparse"],
            reason: "its sparsity is the share of entries that are not 0; write PyTorch's, with 1 minus that share",
            nearest: ["torch.nn.init.sparse_(sparsity=0.9, std=0.01)"],
            source: "Lasagne 0.1, init.py, Sparse"
        ),
    ]

    /// Why no claim states the law of this name; nil if one does, or if nobody knows the name.
    static func refusal(of name: String) -> ClaimError? {
        unstatedByName[name].map { .unstated(name, because: $0.reason, nearest: $0.nearest) }
    }

    // MARK: - Implementation

    private static let unstatedByName = table(unstated, by: \.names)
}
