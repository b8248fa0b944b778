/// How the variance of activations and of back-propagated gradients changes from layer to layer in a network at
/// initialization, beside the closed form of the linear regime.
///
/// Source: X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS
/// 2010, section 4.2.1 and figures 6 and 7.
public struct Propagation: Sendable {
    /// The claim whose initializer drew the weights.
    public let claim: String

    /// The network.
    public let network: DeepNetwork

    /// Var[W] in closed form.
    public let weightVariance: Double

    /// The layers, from the one after the input on.
    public let layers: [Layer]

    /// What a layer passes on.
    public struct Layer: Sendable {
        /// Var[z^i] over the inputs' variance, which is 1.
        public let activationVariance: Double

        /// Var[dCost/ds^i], where dCost/dz^d, the input above the last layer, is noise of variance 1.
        public let gradientVariance: Double

        /// The closed form of Var[z^i]; nil for weights whose mean is not 0.
        public let linearActivationVariance: Double?

        /// The closed form of Var[dCost/ds^i]; nil for weights whose mean is not 0.
        public let linearGradientVariance: Double?

        /// The relative standard error of the variance of activations of a linear network.
        public let activationStandardError: Double

        /// The relative standard error of the variance of gradients of a linear network.
        public let gradientStandardError: Double

        /// The activations.
        public let activations: SignalHistogram

        /// The gradients.
        public let gradients: SignalHistogram
    }
}
