extension PyTorch {
    /// An activation and the gain that PyTorch recommends for the layer before it, `torch.nn.init.calculate_gain`.
    public enum Nonlinearity: Hashable, Sendable {
        /// Gain 1.
        case linear
        /// Convolutions, of any number of dimensions.
        case convolution
        /// Gain 1.
        case sigmoid
        /// 5/3.
        case tanh
        /// `sqrt(2)`.
        case relu
        /// `sqrt(2 / (1 + negativeSlope^2))`. The slope is 0.01 unless given, as in `calculate_gain`;
        /// `kaiming_uniform_` and `kaiming_normal_` use 0 instead.
        case leakyReLU(negativeSlope: Double = 0.01)
        /// 3/4.
        case selu

        /// The factor of the standard deviation.
        ///
        /// - Complexity: O(1).
        public var gain: Double { squaredGain.squareRoot() }

        /// The factor of the variance.
        var squaredGain: Double {
            switch self {
            case .linear, .convolution, .sigmoid: 1
            case .tanh: 25.0 / 9
            case .relu: 2
            case .leakyReLU(let negativeSlope): 2 / (1 + negativeSlope * negativeSlope)
            case .selu: 9.0 / 16
            }
        }
    }
}
