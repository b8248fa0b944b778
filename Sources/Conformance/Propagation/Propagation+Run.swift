public import Claims
internal import Initializers
internal import NumberTypes
internal import Stats

extension Propagation {
    /// Passes one batch of inputs forward, and one of gradients back, through a network of each claim's weights.
    ///
    /// Inputs and gradients are standard normal numbers, the same for every claim. The claim's initializer draws the
    /// weights of layer i under a key of their own. Claims run in parallel; the result is the same for any number of
    /// threads, and on every processor.
    ///
    /// Complexity: 2 layers batch width^2 multiplications for each claim.
    ///
    /// - Throws: `ClaimError` and `InitializerError` if a claim has no weights of this shape, `DistributionError` if
    ///   its law has no variance, `PropagationError.notSinglePrecision` for a claim of another type.
    public static func run(_ claims: [Claim], through network: DeepNetwork, seed: UInt64) async throws -> [Propagation]
    {
        for claim in claims where claim.drawnType != .float32 {
            throw PropagationError.notSinglePrecision(claim: claim.text, type: claim.drawnType)
        }
        return try await claims.mapInParallel(atMost: min(2, Machine.threadLimit)) { claim in
            try run(claim, through: network, key: Key(seed: seed).folding("propagation"))
        }
    }

    /// The propagation that a report shows: five layers of 1000 tanh units, as in the paper. The schemes are the
    /// heuristic that the paper starts from (PyTorch's layers still use it), its own scheme, and two that keep neither
    /// signals nor gradients.
    public static func ofTheReport(seed: UInt64) async throws -> [Propagation] {
        let network = try DeepNetwork(layers: 5, width: 1000, activation: .tanh)
        var claims: [Claim] = []
        for text in ["torch.nn.Linear.weight", "glorot_uniform", "he_normal", "normal(stddev=0.02)"] {
            claims.append(try Claim(text))
        }
        return try await run(claims, through: network, seed: seed)
    }

    // MARK: - Implementation

    private static func run(_ claim: Claim, through network: DeepNetwork, key: Key) throws -> Propagation {
        let shape = [network.width, network.width]
        let law = try claim.law(of: shape).distribution()
        let weights = try (0..<network.layerCount).map { layer in
            let initializer = try claim.initializer(key: key.folding(claim.text).folding(layer))
            return DenseMatrix(rows: shape[0], columns: shape[1], entries: try initializer(shape: shape).scalars)
        }
        var signal = try noise(network, key.folding("inputs"))
        var slopes: [[Float]] = []
        let activations = weights.map { weights in
            signal = signal.times(weights)
            slopes.append(network.activation.apply(to: &signal.entries))
            return signal.entries
        }
        signal = try noise(network, key.folding("gradients"))
        var gradients: [[Float]] = []
        for layer in weights.indices.reversed() {
            if layer < weights.count - 1 { signal = signal.times(weights[layer + 1].transposed) }
            for (i, slope) in slopes[layer].enumerated() { signal.entries[i] *= slope }
            gradients.append(signal.entries)
        }
        gradients.reverse()
        let layers = self.layers(activations, gradients, of: network, law: law)
        return Propagation(claim: claim.text, network: network, weightVariance: law.variance, layers: layers)
    }

    private static func layers(
        _ activations: [[Float]],
        _ gradients: [[Float]],
        of network: DeepNetwork,
        law: any Distribution
    ) -> [Layer] {
        let regime = LinearRegime(network: network, gain: Double(network.width) * law.variance)
        let isCentred = law.mean == 0
        let kurtosis = law.excessKurtosis.isFinite ? law.excessKurtosis : 0
        let passed = activations.map { variance($0) }
        let returned = gradients.map { variance($0) }
        let signals = network.activation.bounds ?? range(passed)
        let errors = range(returned)
        let count = network.layerCount
        let (forward, backward) = (regime.activations, regime.gradients)
        return (0..<count).map { i in
            Layer(
                activationVariance: passed[i],
                gradientVariance: returned[i],
                linearActivationVariance: isCentred ? forward[i] : nil,
                linearGradientVariance: isCentred ? backward[i] : nil,
                activationStandardError: regime.standardError(passes: i + 1, excessKurtosis: kurtosis),
                gradientStandardError: regime.standardError(passes: count - 1 - i, excessKurtosis: kurtosis),
                activations: SignalHistogram(activations[i], over: signals),
                gradients: SignalHistogram(gradients[i], over: errors)
            )
        }
    }

    /// Three standard deviations of the widest layer to either side; 1 where there is none.
    private static func range(_ variances: [Double]) -> ClosedRange<Double> {
        let widest = 3 * (variances.max() ?? 0).squareRoot()
        let end = widest > 0 && widest.isFinite ? widest : 1
        return -end...end
    }

    /// Standard normal numbers, a row for each input.
    private static func noise(_ network: DeepNetwork, _ key: Key) throws -> DenseMatrix {
        let shape = [network.batch, network.width]
        let normal = RandomNormal(key: key, mean: 0, standardDeviation: 1)
        return DenseMatrix(rows: shape[0], columns: shape[1], entries: try normal(shape: shape).scalars)
    }

    /// Mean square about the mean; infinite where a signal has left single precision.
    private static func variance(_ values: [Float]) -> Double {
        var (sum, squares) = (0.0, 0.0)
        for value in values {
            sum += Double(value)
            squares += Double(value) * Double(value)
        }
        guard sum.isFinite else { return .infinity }
        let n = Double(values.count)
        return max(0, squares / n - (sum / n) * (sum / n))
    }
}

extension Activation {
    /// The range that all values lie in; nil where they have no bounds.
    fileprivate var bounds: ClosedRange<Double>? {
        switch self {
        case .tanh: -1...1
        case .sigmoid: 0...1
        case .linear, .relu: nil
        }
    }

    /// Replaces sums by their activations, and returns the slopes there.
    fileprivate func apply(to sums: inout [Float]) -> [Float] {
        sums.indices.map { i in
            let s = Double(sums[i])
            let value = value(s)
            sums[i] = Float(value)
            return Float(derivative(s, value: value))
        }
    }
}
