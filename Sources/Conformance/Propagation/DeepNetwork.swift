public import NumberTypes

/// A network of dense layers of one width without biases: s^i = z^(i-1) W^i, z^i = f(s^i), z^0 the inputs.
public struct DeepNetwork: Hashable, Sendable {
    /// Number of layers.
    public let layerCount: Int

    /// Units of each layer, and of the input.
    public let width: Int

    /// What each layer does to its sums.
    public let activation: Activation

    /// Number of inputs that pass through it.
    public let batch: Int

    /// The most numbers that a run of it holds in memory: 512 MiB.
    static let capacity = 1 << 27

    /// The most layers: each has its histograms.
    static let layerLimit = 10_000

    /// Makes a network.
    ///
    /// - Throws: `PropagationError.invalidNetwork` unless every number is at least 1, there are at most 10,000 layers,
    ///   and weights, signals and slopes fit in 512 MiB.
    public init(layers: Int, width: Int, activation: Activation, batch: Int = 256) throws(PropagationError) {
        for (name, number) in [("layers", layers), ("width", width), ("batch", batch)] where number < 1 {
            throw .invalidNetwork("\(name): found \(number), expected at least 1")
        }
        guard layers <= Self.layerLimit else {
            throw .invalidNetwork("layers: found \(layers), expected at most \(Self.layerLimit)")
        }
        // In Double, which does not overflow here.
        let size = Double(layers) * Double(width) * (Double(width) + 2 * Double(batch))
        guard size <= Double(Self.capacity) else {
            throw .invalidNetwork(
                "layers \(layers), width \(width), batch \(batch): found \(Int(min(size, 1e18))) numbers to hold, "
                    + "expected at most \(Self.capacity)"
            )
        }
        layerCount = layers
        self.width = width
        self.activation = activation
        self.batch = batch
    }
}

/// A network that cannot be run.
public enum PropagationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A size that is not positive, or too large.
    case invalidNetwork(String)

    /// A claim whose weights are not drawn in single precision.
    case notSinglePrecision(claim: String, type: NumberType)

    public var description: String {
        switch self {
        case .invalidNetwork(let reason): reason
        case .notSinglePrecision(let claim, let type):
            "claim '\(claim)': found dtype \(type), expected none: signals are propagated in float32"
        }
    }
}
