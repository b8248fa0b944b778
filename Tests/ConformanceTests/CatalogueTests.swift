import TestSupport
import Testing

import Claims
import Conformance
import Initializers
import Stats

@Suite struct CatalogueTests {
    /// Arguments without which a scheme states no law.
    private static let required = [
        "low": "low=-1", "high": "high=1", "value": "value=0.1", "val": "val=0.1", "fan_in": "fan_in=784",
        "layers": "layers=12", "num_layers": "num_layers=24", "n_layers": "n_layers=12", "dim": "dim=768",
        "sparsity": "sparsity=0.5", "hidden_size": "hidden_size=256", "in1_features": "in1_features=64",
        "n_layer": "n_layer=12", "constant": "constant=0.1", "lower": "lower=-2", "upper": "upper=2",
        "layer_id": "layer_id=3", "width_mult": "width_mult=4", "base_width": "base_width=64", "gain": "gain=2",
        "min": "min=-1", "max": "max=1", "mean": "mean=0", "std": "std=0.1", "stdev": "stdev=0.1", "lo": "lo=-1",
        "up": "up=1", "scale": "scale=0.1", "in_channels": "in_channels=16", "in_dim": "in_dim=64",
        "fan_out": "fan_out=784", "equation": "equation='abc,cde->abde'",
    ]

    private static func call(_ name: String, of scheme: Scheme) -> String {
        let arguments = scheme.parameters.filter { $0.defaultValue == ClaimValue.none }.compactMap { required[$0.name] }
        return "\(name)(\(arguments.joined(separator: ", ")))"
    }

    @Test func `every name and alias is read as the scheme that it belongs to`() throws {
        for scheme in Catalogue.schemes {
            for name in [scheme.name] + scheme.aliases + scheme.layerParameters {
                #expect(try Claim(Self.call(name, of: scheme)).scheme.name == scheme.name, "\(name)")
            }
        }
    }

    /// The arguments that a dialect fixes, and the layout that it reads, must reach the initializer, too.
    @Test(.tags(.property)) func `what a dialect's call draws has the law that it claims`() throws {
        for dialect in Catalogue.dialects {
            let names = dialect.parameters.filter { $0.defaultValue == ClaimValue.none }.map(\.name)
            let arguments = names.compactMap { Self.required[$0] }.joined(separator: ", ")
            // A bias' claim may leave its fan-in to the weight beside it, but a draw of it needs the fan-in.
            let isWhole = (try? Claim(dialect.names[0]).initializer(key: Key(seed: 1))) != nil
            let text = isWhole ? dialect.names[0] : "\(dialect.names[0])(\(arguments))"
            let claim = try Claim(text)
            let initializer = try claim.initializer(key: Key(seed: 1))
            for shape in [[784, 256], [768, 256], [3, 5, 7, 11], [12], [256]] {
                guard let law = try? claim.law(of: shape).distribution(),
                    let drawn = try (initializer as? any EntrywiseInitializer)?.law(shape: shape)
                else { continue }
                let claimed = law.variance + law.mean * law.mean
                #expect(abs(Self.secondMoment(drawn) - claimed) <= 1e-9 * claimed, "\(text) at \(shape)")
            }
        }
    }

    private static func secondMoment(_ law: WeightLaw) -> Double {
        switch law {
        case .constant(let value): return value * value
        case .uniform(let low, let high): return (low * low + low * high + high * high) / 3
        case .normal(let mean, let deviation): return mean * mean + deviation * deviation
        case .truncatedNormal(let mean, let deviation, let low, let high):
            guard
                let law = try? TruncatedNormal(
                    parentMean: mean,
                    parentStandardDeviation: deviation,
                    low: low,
                    high: high
                )
            else { return .nan }
            return law.variance + law.mean * law.mean
        }
    }

    @Test func `no name or alias means two schemes`() {
        var owners: [String: [String]] = [:]
        for scheme in Catalogue.schemes {
            for name in [scheme.name] + scheme.aliases + scheme.layerParameters {
                owners[name, default: []].append(scheme.name)
            }
        }
        for (name, schemes) in owners { #expect(schemes.count == 1, "\(name) means \(schemes)") }
        #expect(Catalogue.schemes.count >= 60)
    }

    @Test func `every scheme says its closed form, its source and its Swift call`() {
        for scheme in Catalogue.schemes {
            #expect(!scheme.closedForm.isEmpty && !scheme.source.isEmpty && scheme.swiftCall.contains("("))
            #expect(Set(scheme.parameters.map(\.name)).count == scheme.parameters.count)
        }
    }

    @Test func `spellings that people use are known`() throws {
        let spellings = [
            "nn.init.xavier_uniform_": "torch.nn.init.xavier_uniform_",
            "nn.init.kaiming_normal_": "torch.nn.init.kaiming_normal_",
            "torch.nn.init.xavier_uniform": "torch.nn.init.xavier_uniform_",
            "tf.keras.initializers.GlorotUniform": "keras.GlorotUniform",
            "tf.initializers.HeNormal": "keras.HeNormal", "tf.initializers.he_normal": "keras.HeNormal",
            "tf.glorot_uniform_initializer": "keras.GlorotUniform", "keras.glorot_normal": "keras.GlorotNormal",
            "initializers.he_normal": "jax.nn.initializers.he_normal",
            "jax.nn.initializers.xavier_normal": "jax.nn.initializers.glorot_normal",
            "flax.linen.initializers.lecun_normal": "jax.nn.initializers.lecun_normal",
            "tf.compat.v1.glorot_uniform_initializer": "keras.GlorotUniform",
            "tf.compat.v1.glorot_normal_initializer": "keras.GlorotNormal",
            "tf.random_uniform_initializer": "keras.RandomUniform", "tf.orthogonal_initializer": "keras.Orthogonal",
            "tf.zeros_initializer": "keras.Zeros", "tf.ones_initializer": "keras.Ones",
            "tf.constant_initializer": "keras.Constant", "tf.initializers.glorot_uniform": "keras.GlorotUniform",
            "tf.initializers.lecun_normal": "keras.LecunNormal",
            "tf.initializers.truncated_normal": "keras.TruncatedNormal",
            "tf.initializers.variance_scaling": "keras.VarianceScaling",
            "tf.initializers.orthogonal": "keras.Orthogonal", "tf.initializers.identity": "keras.Identity",
            "tf.initializers.zeros": "keras.Zeros", "tf.initializers.ones": "keras.Ones",
            "tf.keras.initializers.he_uniform": "keras.HeUniform",
            "tf.keras.initializers.orthogonal": "keras.Orthogonal",
            "keras.initializers.OrthogonalInitializer": "keras.Orthogonal",
            "tf.variance_scaling_initializer": "keras.VarianceScaling",
            "torch.nn.init.xavier_normal": "torch.nn.init.xavier_normal_",
            "torch.nn.init.orthogonal": "torch.nn.init.orthogonal_",
            "flax.linen.initializers.zeros_init": "jax.nn.initializers.zeros",
            "flax.nnx.initializers.orthogonal": "jax.nn.initializers.orthogonal",
            "flax.nnx.initializers.he_normal": "jax.nn.initializers.he_normal",
            "flax.linen.BatchNorm.scale": "jax.nn.initializers.ones",
            "flax.linen.BatchNorm.bias": "jax.nn.initializers.zeros",
            "flax.linen.BatchNorm.mean": "jax.nn.initializers.zeros",
            "flax.linen.BatchNorm.var": "jax.nn.initializers.ones",
            "flax.linen.MultiHeadDotProductAttention.out.kernel": "jax.nn.initializers.lecun_normal",
            "flax.linen.MultiHeadDotProductAttention.value.bias": "jax.nn.initializers.zeros",
            "flax.linen.LSTMCell.hf.kernel": "jax.nn.initializers.orthogonal",
            "mlx.nn.LayerNorm.weight": "ones", "mlx.nn.LayerNorm.bias": "zeros", "mlx.nn.RMSNorm.weight": "ones",
            "nn.Conv2d.weight": "torch.nn.Linear.weight", "torch.nn.LayerNorm.weight": "torch.nn.init.ones_",
            "xavier_uniform": "glorot_uniform", "kaiming_normal": "he_normal",
        ]
        for (spelling, scheme) in spellings { #expect(try Claim(spelling).scheme.name == scheme) }
    }

    @Test(
        arguments: [
            "torch.nn.LSTM.weight_ih_l0", "torch.nn.LSTM.weight_hh_l0", "torch.nn.LSTM.bias_ih_l0",
            "nn.GRU.bias_hh_l11",
            "torch.nn.RNN.weight_hh_l3_reverse", "nn.LSTM.weight_hr_l0", "torch.nn.LSTMCell.weight_ih",
        ]
    )
    func `recurrent layers have any number of layers, in both directions`(name: String) throws {
        let law = try Claim("\(name)(hidden_size=256)").law(of: [1024, 256])
        // 1 / sqrt(256): PyTorch's documentation, torch.nn.LSTM.
        #expect(law == .uniform(low: -0.0625, high: 0.0625))
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            "torch.nn.LSTM.weight_ih_l", "torch.nn.LSTM.weight_ih_lx", "torch.nn.LSTM.weight_ih_0",
            "torch.nn.LSTM.weight_ih_reverse", "torch.nn.LSTMCell.weight_ih_l0", "torch.nn.Linear.weight_l0",
            "torch.nn.LSTM._l0", "torch.nn.LSTM.weight_ih_l0_reverse_reverse",
        ]
    )
    func `no other suffix is a layer's number`(name: String) {
        #expect(throws: ClaimError.self) { _ = try Claim("\(name)(hidden_size=256)") }
    }

    @Test(.tags(.knownAnswer))
    func `schemes of layers and of TensorFlow 1 have the published scale`() throws {
        func variance(_ text: String, _ shape: [Int]) throws -> Double {
            try Claim(text).law(of: shape).distribution().variance
        }
        // Attention's kernels are drawn as matrices of fan-in 512, whichever side the heads are on.
        let attention = "flax.linen.MultiHeadDotProductAttention"
        #expect(abs(try variance("\(attention).query.kernel", [512, 8, 64]) * 512 - 1) < 1e-12)
        #expect(abs(try variance("\(attention).value.kernel", [512, 8, 32]) * 512 - 1) < 1e-12)
        #expect(abs(try variance("\(attention).out.kernel", [8, 64, 256]) * 512 - 1) < 1e-12)
        // sqrt(3 / prod(shape[:-1])) times the factor; for a 3 x 3 kernel from 64 channels, sqrt(3 / 576).
        let unit = "tf.uniform_unit_scaling_initializer"
        #expect(abs(try variance(unit, [784, 256]) * 784 - 1) < 1e-12)
        #expect(abs(try variance("\(unit)(factor=1.43)", [3, 3, 64, 128]) * 576 - 1.43 * 1.43) < 1e-12)
        // sqrt(2 / n_inputs), not truncated.
        #expect(
            try Claim("prettytensor.he_init(8, 4, tf.nn.relu6)").law(of: [784, 256])
                == .normal(mean: 0, standardDeviation: 0.5)
        )
        #expect(throws: ClaimError.self) { _ = try Claim("prettytensor.he_init(8, 4, tf.nn.tanh)") }
    }

    @Test func `every scheme of the catalogue is in the standard plan`() throws {
        let planned = Set(try Plan.standard().claims.map(\.scheme.name))
        for scheme in Catalogue.schemes { #expect(planned.contains(scheme.name), "\(scheme.name)") }
    }

    @Test func `every standard claim has a law at every standard shape or says why not`() throws {
        for claim in try Plan.standard().claims {
            for shape in Plan.standardShapes {
                do throws(ClaimError) {
                    let distribution = try? claim.law(of: shape).distribution()
                    // Checks the typed error of the law, too.
                    _ = try claim.law(of: shape)
                    #expect(distribution != nil, "\(claim) at \(shape)")
                } catch {
                    switch error {
                    case .noFans(_, shape): #expect(shape.count < 2)
                    case .unfitShape(_, shape): #expect(claim.scheme.shapeRule != nil)
                    default: Issue.record("\(claim) at \(shape): \(error)")
                    }
                }
            }
        }
    }

    @Test func `fans that the caller states give the closed form with them`() throws {
        let fans = ClaimedFans(fanIn: 300, fanOut: 100)
        let variances: [(String, Double)] = [
            ("keras.GlorotUniform", 2.0 / 400), ("torch.nn.init.kaiming_normal_(mode='fan_out')", 2.0 / 100),
            ("t5.normal", 1.0 / 300), ("t5.normal(d_kv=64)", 1.0 / 19200),
        ]
        for (claim, variance) in variances {
            let law = try Claim(claim).law(fans: fans).distribution()
            #expect(abs(law.variance / variance - 1) < 1e-15, "\(claim): \(law.variance)")
        }
    }

    /// Source: flax/linen/linear.py, DenseGeneral, flattens its kernel to [in, out]; of [128, 8, 64] the fan-in is 128.
    @Test(.tags(.knownAnswer), arguments: ["flax.linen.DenseGeneral.kernel", "flax.nnx.LinearGeneral.kernel"])
    func `a general dense kernel has its first axis as fan-in`(name: String) throws {
        guard case .truncatedNormal(_, let deviation, -2, 2) = try Claim(name).law(of: [128, 8, 64]) else {
            Issue.record("another law")
            return
        }
        // The variance is 1/128 after the cut, which leaves 0.7737413035 of the parent's.
        #expect(abs(deviation * deviation * 0.773_741_303_5 * 128 - 1) < 1e-9)
    }

    @Test(.tags(.negativeControl), arguments: ["torch.nn.LayerNorm.running_var", "keras.layers.EinsumDense.kernel"])
    func `a layer has no parameter that its framework does not give it, or gives it fans that no shape tells`(
        name: String
    ) throws {
        #expect(throws: ClaimError.self) { try Claim(name) }
    }
}
