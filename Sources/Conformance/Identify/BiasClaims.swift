internal import Claims
internal import WeightFiles

/// The claims of layers' biases that only the weight beside each tells: `fc.bias` beside `fc.weight`.
struct BiasClaims: Sendable {
    /// The shapes of weights with two or more axes, by file and name.
    private let shapes: [ObjectIdentifier: [String: [Int]]]

    init(_ files: [WeightFile]) {
        shapes = Dictionary(
            files.map { file in
                let weights = file.tensors.filter { $0.shape.count > 1 && $0.name.hasSuffix("weight") }
                return (ObjectIdentifier(file), Dictionary(weights.map { ($0.name, $0.shape) }) { first, _ in first })
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The claims for a tensor; none if it is no bias.
    func claims(for tensor: TensorInfo, of file: WeightFile) -> [Claim] {
        guard tensor.shape.count == 1, tensor.name == "bias" || tensor.name.hasSuffix(".bias"),
            let weight = shapes[ObjectIdentifier(file)]?[tensor.name.dropLast("bias".count) + "weight"],
            weight[0] == tensor.shape[0], let inputs = Array(weight.dropFirst()).checkedProduct,
            let claim = try? Claim("torch.nn.Linear.bias(fan_in=\(inputs))")
        else { return [] }
        return [claim]
    }
}
