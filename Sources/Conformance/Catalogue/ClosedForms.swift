/// The closed forms that the schemes share, each as its source states it.
enum ClosedForms {
    /// Glorot & Bengio (2010), equation 16: U[-sqrt(6 / (n_j + n_j+1)), sqrt(6 / (n_j + n_j+1))].
    static func glorotLimit(_ fans: ClaimedFans) -> Double { (6 / (fans.fanIn + fans.fanOut)).squareRoot() }

    /// Glorot & Bengio (2010), equation 12: Var W = 2 / (n_i + n_i+1).
    static func glorotVariance(_ fans: ClaimedFans) -> Double { 2 / (fans.fanIn + fans.fanOut) }

    /// He et al. (2015), equation 10: n Var W / 2 = 1.
    static func heVariance(_ fan: Double) -> Double { 2 / fan }

    /// LeCun, Bottou, Orr & Müller (1998), Efficient BackProp, equation 16: sigma_w = m^(-1/2), m the fan-in.
    static func leCunVariance(_ fans: ClaimedFans) -> Double { 1 / fans.fanIn }

    /// Uniform on [-limit, limit].
    static func symmetric(_ limit: Double) -> ClaimedLaw { .uniform(low: -limit, high: limit) }

    /// A law of variance scale / n, as Keras' VarianceScaling documents it.
    static func varianceScaling(scale: Double, fan: Double, distribution: ScalingDistribution) -> ClaimedLaw {
        switch distribution {
        case .uniform: symmetric((3 * scale / fan).squareRoot())
        case .truncatedNormal: .rescaledTruncatedNormal(variance: scale / fan)
        case .untruncatedNormal: .normal(variance: scale / fan)
        }
    }

    /// torch.nn.init.calculate_gain, as its documentation's table has it.
    static func torchGain(_ nonlinearity: String, slope: Double) -> Double? {
        switch nonlinearity {
        case "linear", "sigmoid", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d",
            "conv_transpose3d":
            1
        case "tanh": 5.0 / 3
        case "relu": 2.0.squareRoot()
        case "leaky_relu": (2 / (1 + slope * slope)).squareRoot()
        case "selu": 0.75
        default: nil
        }
    }
}

/// The distributions of a variance-scaling rule.
enum ScalingDistribution: Sendable {
    case uniform, truncatedNormal, untruncatedNormal
}

/// Which fan a variance-scaling rule divides by.
enum FanMode: Sendable {
    case fanIn, fanOut, average, geometricAverage

    func fan(_ fans: ClaimedFans) -> Double {
        switch self {
        case .fanIn: fans.fanIn
        case .fanOut: fans.fanOut
        case .average: fans.average
        case .geometricAverage: (fans.fanIn * fans.fanOut).squareRoot()
        }
    }
}

/// Where the closed forms are stated, in the short form of the report's list of references.
enum Source {
    static let glorot12 = "Glorot & Bengio 2010, eq. 12"
    static let glorot16 = "Glorot & Bengio 2010, eq. 16"
    static let he10 = "He et al. 2015, eq. 10"
    static let leCun = "LeCun et al. 1998, eq. 16"
    static let keras = "Keras documentation, initializers"
    static let torch = "PyTorch documentation, torch.nn.init"
    static let jax = "JAX documentation, jax.nn.initializers"
    static let mlx = "MLX documentation, mlx.nn.init"
    static let tensorflow1 = "TensorFlow 1.15 documentation"
    static let tensorflow2 = "TensorFlow 2 documentation"
    static let contrib = "TensorFlow 1.15, contrib/layers/python/layers/initializers.py"
    static let prettyTensor = "PrettyTensor 0.7.4, layers.py, xavier_init"
    static let caffe = "Caffe, filler.hpp"
    static let tutorials = "LISA lab, Deep Learning Tutorials 0.1, mlp.py"
    static let definition = "by definition"
}
