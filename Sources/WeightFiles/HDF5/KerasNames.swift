/// Names of Keras variables.
enum KerasNames {
    /// The name of a variable.
    ///
    /// - Parameters:
    ///   - path: the names of the groups and the array in the file.
    ///   - classes: the classes of layers by the layers' names, if the file has them.
    ///   - variables: how many arrays the group has.
    static func name(_ path: [String], _ classes: [String: String], variables: Int) -> String {
        // .h5: model_weights/LAYER/PATH, where the path is the variable's.
        if path.first == "model_weights", path.count > 2 { return path.dropFirst(2).joined(separator: "/") }
        guard path.count >= 3, path[path.count - 2] == "vars", let number = Int(path[path.count - 1]),
            let names = classes[path[path.count - 3]].flatMap({ order[$0] }),
            // A layer without some of its variables, such as scale, numbers only those it has.
            names.indices.contains(number), variables == names.count || names == kernelAndBias
        else { return path.joined(separator: "/") }
        return (path.dropFirst(path.first == "layers" ? 1 : 0).dropLast(2) + [names[number]]).joined(separator: "/")
    }

    private static let kernelAndBias = ["kernel", "bias"]

    /// The variables of layers, in the order in which they are built.
    ///
    /// Source: keras 3.15.1, keras/src/layers, `build` of each.
    private static let order: [String: [String]] = {
        var order: [String: [String]] = [
            "Embedding": ["embeddings"], "PReLU": ["alpha"], "RMSNormalization": ["scale"],
            "BatchNormalization": ["gamma", "beta", "moving_mean", "moving_variance"],
            "LayerNormalization": ["gamma", "beta"], "GroupNormalization": ["gamma", "beta"],
        ]
        for name in ["Dense", "EinsumDense"] { order[name] = kernelAndBias }
        for axes in 1...3 {
            for name in ["Conv\(axes)D", "Conv\(axes)DTranspose", "DepthwiseConv\(axes)D"] {
                order[name] = kernelAndBias
            }
            order["SeparableConv\(axes)D"] = ["depthwise_kernel", "pointwise_kernel", "bias"]
        }
        return order
    }()
}
