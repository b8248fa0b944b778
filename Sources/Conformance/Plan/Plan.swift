public import Claims

/// The claims to draw, their shapes, and the number of values of each.
public struct Plan: Sendable {
    /// The claims, in the order of the report.
    public let claims: [Claim]

    /// The shapes at which every claim is drawn.
    public let shapes: [[Int]]

    /// More shapes, of small tensors, at which structured claims are drawn: tests across many of them see what a single
    /// one does not show.
    public let structuredShapes: [[Int]]

    /// Number of values drawn in a case. If a tensor is smaller, several are drawn, each under its own key.
    public let sampleCount: Int

    /// Makes a plan.
    ///
    /// - Precondition: `sampleCount` is positive.
    public init(
        claims: [Claim],
        shapes: [[Int]] = Plan.standardShapes,
        structuredShapes: [[Int]] = [],
        sampleCount: Int = Plan.standardSampleCount
    ) {
        precondition(sampleCount > 0, "a sample of \(sampleCount) values")
        self.claims = claims
        self.shapes = shapes
        self.structuredShapes = structuredShapes
        self.sampleCount = sampleCount
    }

    /// Every initializer at every standard shape.
    public static func standard() throws(ClaimError) -> Plan {
        var claims: [Claim] = []
        for text in standardClaims { claims.append(try Claim(text)) }
        return Plan(claims: claims, structuredShapes: standardStructuredShapes)
    }

    /// The shapes at which a claim is drawn: the plan's, whether the claim has a law for them or not; and, for a
    /// structured claim, those of the further ones that it has a law for.
    public func shapes(of claim: Claim) -> [[Int]] {
        guard claim.scheme.shapeRule != nil else { return shapes }
        return shapes + structuredShapes.filter { (try? claim.law(of: $0)) != nil }
    }

    /// The same plan for some claims only.
    ///
    /// - Parameter names: each a framework, such as `keras`; a pattern, such as `torch.nn.init.*`, as in `Glob`; a
    ///   scheme's name or alias; or a claim, whether the plan has it or not.
    /// - Throws: `ClaimError.unknownName`, with the nearest names, for a name that is neither a scheme's nor a
    ///   framework's, and for a pattern that no claim of the plan matches.
    public func only(_ names: [String]) throws(ClaimError) -> Plan {
        var kept: [Claim] = []
        for name in names {
            if let several = try several(name) {
                kept += several
                continue
            }
            let wanted = try Claim.schemeName(of: name)
            let matches = claims.filter { $0.text == name || $0.scheme.name == wanted && !name.contains("(") }
            kept += matches.isEmpty ? [try Claim(name)] : matches
        }
        var seen: Set<String> = []
        return Plan(
            claims: kept.filter { seen.insert($0.text).inserted },
            shapes: shapes,
            structuredShapes: structuredShapes,
            sampleCount: sampleCount
        )
    }

    /// The claims of a framework, or those that match a pattern; nil for a name that is neither.
    private func several(_ name: String) throws(ClaimError) -> [Claim]? {
        // In a call, these characters are arithmetic and lists.
        let isPattern = name.contains { "*?[".contains($0) } && !name.contains("(")
        if isPattern, name.utf8.count <= Glob.lengthLimit {
            let glob = Glob(name)
            let matching = claims.filter { glob.matches($0.text) || glob.matches($0.scheme.name) }
            guard matching.isEmpty else { return matching }
            // The pattern without its wildcards.
            let spelled = String(name.filter { !"*?[]".contains($0) })
            throw .unknownName(
                name,
                nearest: nearest(to: spelled, among: claims.map(\.scheme.name), length: spelled.utf8.count)
            )
        }
        let frameworks = claims.map(\.framework).filter { !$0.isEmpty }
        if frameworks.contains(name) { return claims.filter { $0.framework == name } }
        // A misspelt framework is closer to a framework than to any initializer.
        let near = nearest(to: name, among: frameworks).filter {
            EditDistance.between(Array(name.utf8), $0.utf8, limit: max(1, name.utf8.count / 3)) != nil
        }
        guard !name.contains("("), !near.isEmpty, (try? Claim.schemeName(of: name)) == nil else { return nil }
        throw .unknownName(name, nearest: near)
    }

    /// At most three of some names, nearest first.
    ///
    /// - Parameter length: how many bytes from the beginning of each are compared.
    private func nearest(to name: String, among names: [String], length: Int = .max) -> [String] {
        var seen: Set<String> = []
        let distances = names.filter { seen.insert($0).inserted }.map { other in
            (name: other, distance: EditDistance.between(Array(name.utf8), other.utf8.prefix(length)) ?? .max)
        }
        // The sort is stable: among equally near names, the plan's come first.
        return distances.sorted { $0.distance < $1.distance }.prefix(3).map(\.name)
    }

    /// The same plan with another number of values a case.
    public func drawing(_ sampleCount: Int) -> Plan {
        Plan(claims: claims, shapes: shapes, structuredShapes: structuredShapes, sampleCount: sampleCount)
    }

    /// A dense layer, a wide one, a convolution and a bias.
    public static let standardShapes = [[784, 256], [25, 12288], [3, 3, 64, 128], [512]]

    /// A small square matrix, a small tall one, and a convolution from few channels to as many.
    public static let standardStructuredShapes = [[8, 8], [5, 3], [3, 3, 8, 8]]

    /// 2^22.
    public static let standardSampleCount = 1 << 22

    static let standardClaims =
        [
            "glorot_uniform", "glorot_normal", "glorot_gaussian", "fan_in_gaussian", "sigmoid_uniform", "tanh_uniform",
            "he_uniform", "he_normal", "lecun_uniform", "lecun_normal",
            "variance_scaling(scale=2, mode='fan_geo_avg', distribution='untruncated_normal')", "zeros", "ones",
            "constant(0.1)", "uniform(low=-0.05, high=0.05)", "normal(stddev=0.02)", "truncated_normal(stddev=0.1)",
            "keras.GlorotUniform", "keras.GlorotNormal", "keras.HeUniform", "keras.HeNormal", "keras.LecunUniform",
            "keras.LecunNormal", "keras.VarianceScaling(scale=2.0, mode='fan_out', distribution='uniform')",
            "keras.RandomUniform", "keras.RandomNormal", "keras.TruncatedNormal", "keras.Zeros", "keras.Ones",
            "keras.Constant(0.1)", "keras.layers.LSTM.bias",
            "tf.random_normal_initializer", "tf.compat.v1.random_normal_initializer", "tf.truncated_normal(stddev=0.1)",
            "tf.uniform_unit_scaling_initializer(factor=1.15)",
            "tf.contrib.layers.xavier_initializer", "tf.contrib.layers.xavier_initializer(uniform=False)",
            "tf.contrib.layers.variance_scaling_initializer",
            "prettytensor.xavier_init", "prettytensor.xavier_init(uniform=False)", "prettytensor.he_init",
            "torch.nn.init.xavier_uniform_", "torch.nn.init.xavier_uniform_(gain=5/3)", "torch.nn.init.xavier_normal_",
            "torch.nn.init.kaiming_uniform_", "torch.nn.init.kaiming_uniform_(a=math.sqrt(5))",
            "torch.nn.init.kaiming_normal_(mode='fan_out', nonlinearity='relu')", "torch.nn.init.uniform_",
            "torch.nn.init.normal_", "torch.nn.init.trunc_normal_", "torch.nn.init.trunc_normal_(std=0.02)",
            "torch.nn.init.constant_(0.1)", "torch.nn.init.zeros_", "torch.nn.init.ones_",
            "jax.nn.initializers.glorot_uniform", "jax.nn.initializers.glorot_normal", "jax.nn.initializers.he_uniform",
            "jax.nn.initializers.he_normal", "jax.nn.initializers.lecun_uniform", "jax.nn.initializers.lecun_normal",
            "jax.nn.initializers.variance_scaling(1.0, 'fan_geo_avg', 'normal')", "jax.nn.initializers.uniform",
            "jax.nn.initializers.normal", "jax.nn.initializers.truncated_normal", "jax.nn.initializers.zeros",
            "jax.nn.initializers.ones", "jax.nn.initializers.constant(0.1)",
            "mlx.nn.init.glorot_uniform", "mlx.nn.init.glorot_normal", "mlx.nn.init.he_uniform",
            "mlx.nn.init.he_normal",
            "mlx.nn.init.uniform", "mlx.nn.init.normal", "mlx.nn.init.constant(0.1)",
            "caffe.xavier", "caffe.msra",
            "torch.nn.Linear.weight", "torch.nn.Linear.bias(fan_in=784)", "torch.nn.Embedding.weight",
            "gpt2.normal", "gpt2.residual(layers=12)", "gpt_neox.init_method_normal",
            "gpt_neox.scaled_init_method_normal(sigma=0.02, num_layers=24)", "gpt_neox.small_init_init_method(dim=768)",
            "gpt_neox.wang_init_method(n_layers=12, dim=768)", "t5.normal", "mup.hidden", "mup.output",
            "orthogonal", "orthogonal(gain=1.5)", "keras.Orthogonal", "torch.nn.init.orthogonal_",
            "jax.nn.initializers.orthogonal", "mlx.nn.init.orthogonal",
            "identity", "keras.Identity(gain=0.1)", "torch.nn.init.eye_", "mlx.nn.init.identity",
            "dirac", "torch.nn.init.dirac_", "torch.nn.init.dirac_(groups=3)",
            "sparse(sparsity=0.5)", "torch.nn.init.sparse_(sparsity=0.1)", "mlx.nn.init.sparse(sparsity=0.5)",
            "torch.nn.RNN.weight(hidden_size=256)", "flax.linen.Embed.embedding",
            "flax.linen.MultiHeadDotProductAttention.query.kernel", "mlx.nn.Linear.weight",
            "mlx.nn.Linear.bias(fan_in=784)", "mlx.nn.Embedding.weight",
            "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_IN",
            "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_OUT",
            "deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_AVG", "mamba_ssm.Mamba.A_log",
            "inverse_softplus_of_log_uniform", "logarithm_of_uniform",
            "delta_orthogonal", "jax.nn.initializers.delta_orthogonal(scale=2.0)",
            "tf.contrib.framework.convolutional_delta_orthogonal",
        ] + sixteenBitClaims

    /// The main schemes in the 16-bit types.
    private static let sixteenBitClaims = ["float16", "bfloat16"].flatMap { type in
        [
            "glorot_uniform", "glorot_normal", "glorot_gaussian", "he_uniform", "he_normal", "lecun_uniform",
            "lecun_normal",
        ].map { "\($0)(dtype='\(type)')" }
            + ["uniform(low=-0.05, high=0.05", "normal(stddev=0.02", "truncated_normal(stddev=0.1"].map {
                "\($0), dtype='\(type)')"
            }
    }
}
