internal import Claims
internal import Stats
internal import WeightFiles
internal import Substrings

/// What the tensors of a model may be said to be: the calls that are tried on each besides the usual ones, and the
/// framework whose words the model is likely written in.
struct DraftCandidates {
    /// The framework, as the first part of a claim's name.
    let framework: String

    private let configuration: ModelConfiguration?

    /// Scales that people write down for normal and uniform weights.
    private static let scales = [
        "1e-6", "1e-5", "1e-4", "2e-4", "1e-3", "2e-3", "5e-3", "0.006", "0.01", "0.02", "0.05", "0.1",
    ]

    init(_ files: [WeightFile]) {
        configuration = files.lazy.compactMap(\.configuration).first
        framework = Self.framework(of: files)
    }

    /// The calls that are tried on a tensor besides the usual ones, each as a rule would state it.
    ///
    /// - Parameters:
    ///   - name: the tensor's name.
    ///   - shape: the tensor's shape.
    ///   - layers: how many different first numbers the names like this one have.
    ///   - weight: the shape of the weight beside a bias; nil where there is none.
    func further(
        for name: DraftName,
        shape: [Int],
        layers: Int,
        weight: (name: String, shape: [Int])?
    ) -> [(claim: Claim, statement: DraftStatement)] {
        var found: [(claim: Claim, statement: DraftStatement)] = []
        func add(_ text: String, _ statement: DraftStatement? = nil) {
            guard let claim = try? Claim(text) else { return }
            found.append((claim, statement ?? .claim(text: text)))
        }
        if let weight, let bias = Self.biases[framework], let claim = try? Claim(bias),
            let fans = try? claim.fans(besideOf: weight.shape)
        {
            add("\(bias)(fan_in=\(Int(fans.fanIn)))", .claim(text: bias, fansBeside: weight.name))
        }
        for call in Self.calls[framework] ?? [] { add(call) }
        let ranges = Set(configuration?.initializerRange.map { ["\($0)"] } ?? []).subtracting(Self.scales)
        for scale in Self.scales + ranges.sorted() {
            add("normal(0, \(scale))")
            add("uniform(-\(scale), \(scale))")
        }
        // T5's and CLIP's: the root of a width times the heads' size, or times twice the number of layers.
        let depth = configuration?.layerCount ?? layers
        for width in Set(shape.suffix(2)).sorted() where shape.count > 1 {
            add("normal(0, \(width) ** -0.5)")
            for factor in Set([2, 2 * depth, 32, 64, 128]).sorted() where factor > 1 {
                add("normal(0, (\(width) * \(factor)) ** -0.5)")
            }
        }
        guard let number = name.numbers.first else { return found }
        for scale in ["0.02"] + ranges.sorted() {
            // GPT-2's residual projections, and projections whose scale shrinks with the layer's own depth.
            for count in Set([layers, configuration?.layerCount ?? layers]).sorted() where count > 1 {
                add("normal(0, \(scale) / (2 * \(count)) ** 0.5)")
                if scale == "0.02" { add("gpt2.residual(layers=\(count))") }
            }
            for depth in ["2 * (# + 1)", "# + 1"] {
                let text = "normal(0, \(scale) / (\(depth)) ** 0.5)"
                let digits = number.drop { $0 == "0" }
                let own = text.replaced("#", by: digits.isEmpty ? "0" : digits)
                add(own, .claim(text: text.replaced("#", by: "{\(DraftStatement.layer)}")))
                // For the case that only this layer is so.
                add(own)
            }
        }
        return found
    }

    /// The price of a rule in a draft relative to others: the words of the model's own framework come first, then plain
    /// ones.
    func price(of statement: DraftStatement) -> Double {
        guard case .claim(let text, let fansBeside, _) = statement else { return Self.rulePrice }
        let claim = try? Claim(text)
        let own = claim?.framework ?? ""
        var price = Self.rulePrice + (text.contains("(") ? 0.2 : 0) + (fansBeside == nil ? 0.1 : 0)
        if own != framework { price += own.isEmpty ? 0.4 : 0.8 }
        // A few values of a law without bounds may all lie within bounds; further values of it will not.
        switch claim?.example {
        case .truncatedNormal?: price += Self.boundsPrice
        case .uniform? where fansBeside == nil: price += Self.boundsPrice / 4
        default: break
        }
        return price
    }

    /// What bounds must explain, as a logarithm of a likelihood: the chance that no value lies beyond them is at most
    /// 10^-6.
    private static let boundsPrice = 14.0

    /// How much better one more rule must explain the tensors, as a logarithm of a likelihood.
    private static let rulePrice = 8.0

    /// Calls in a framework's models that are not the name of a scheme.
    private static let calls = [
        "torch": ["timm.layers.lecun_normal_"],
        "keras": ["keras.VarianceScaling(scale=1/3, mode='fan_out', distribution='uniform')"],
    ]

    /// A layer's bias by its framework.
    private static let biases = ["torch": "torch.nn.Linear.bias", "mlx": "mlx.nn.Linear.bias"]

    // MARK: - Implementation

    /// The framework, going by the formats and the names of parameters.
    private static func framework(of files: [WeightFile]) -> String {
        if let said = files.lazy.compactMap({ $0.metadata["format"] }).first {
            switch said {
            case "pt": return "torch"
            case "mlx": return "mlx"
            case "flax", "jax": return "flax"
            case "tf", "keras": return "keras"
            default: break
            }
        }
        switch files.first?.format {
        case .keras?: return "keras"
        case .flax?: return "flax"
        case .equinox?: return "equinox"
        case .pytorch?, .pytorchDistributed?: return "torch"
        default: break
        }
        let last = Set(files.flatMap(\.tensors).map { DraftName($0.name).parts.last?.text ?? "" })
        if last.contains("embeddings") || last.contains("gamma") || last.contains("moving_mean") { return "keras" }
        return last.contains("kernel") ? "flax" : "torch"
    }
}
