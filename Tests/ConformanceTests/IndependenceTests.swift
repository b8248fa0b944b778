import TestSupport
import Testing

import Claims
import Conformance
import Initializers

/// The law that a claim states from the literature, and the law that the package's initializer states for itself, are
/// written separately, by different rules. Neither is read from the other, and they must agree.
@Suite struct IndependenceTests {
    /// The parameters of a law, the first of which tells the laws apart.
    private static func parameters(_ law: ClaimedLaw) -> [Double] {
        switch law {
        case .constant(let value): [0, value]
        case .uniform(let low, let high): [1, low, high]
        case .normal(let mean, let deviation): [2, mean, deviation]
        case .truncatedNormal(let mean, let deviation, let low, let high): [3, mean, deviation, low, high]
        // Structured draws have no law of a single entry to compare, and functions of uniform ones no weight law.
        case .transformedUniform, .identity, .dirac, .forgetGate, .logarithms, .sparse, .orthogonal, .deltaOrthogonal:
            []
        }
    }

    private static func parameters(_ law: WeightLaw) -> [Double] {
        switch law {
        case .constant(let value): [0, value]
        case .uniform(let low, let high): [1, low, high]
        case .normal(let mean, let deviation): [2, mean, deviation]
        case .truncatedNormal(let mean, let deviation, let low, let high): [3, mean, deviation, low, high]
        }
    }

    /// Within 1e-14: some ten roundings, including a constant of 17 digits.
    private static func agree(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-14 * abs($0) }
    }

    private static let shapes = Plan.standardShapes + [[8, 5, 3, 2], [1, 1], [2, 3, 4], [11, 1, 7, 5, 3], [1]]

    private static let more = [
        "glorot_uniform(gain=5/3)", "glorot_normal(gain=0.7)", "xavier_normal(sqrt(2))",
        "variance_scaling(0.4, 'fan_out', 'uniform')", "variance_scaling(3, 'fan_avg', 'truncated_normal')",
        "keras.VarianceScaling(2, 'fan_avg', 'normal')", "keras.VarianceScaling(2, 'fan_in', 'untruncated_normal')",
        "keras.TruncatedNormal(0.3, 2)", "keras.RandomNormal(mean=1, stddev=0.2)", "keras.RandomUniform(0, 3)",
        "truncated_normal(0.5, 2, -1, 3)", "normal(3, 0.1)", "uniform(-2, 5)",
        "tf.contrib.layers.variance_scaling_initializer(1.0, 'FAN_AVG', True)",
        "tf.contrib.layers.variance_scaling_initializer(factor=1.43, mode='FAN_OUT')",
        "prettytensor.xavier_init(300, 100)", "prettytensor.xavier_init(300, 100, uniform=False)",
        "torch.nn.init.xavier_normal_(gain=sqrt(2))",
        "torch.nn.init.kaiming_normal_", "torch.nn.init.kaiming_normal_(a=0.2)",
        "torch.nn.init.kaiming_uniform_(mode='fan_out', nonlinearity='tanh')",
        "torch.nn.init.kaiming_normal_(nonlinearity='selu')", "torch.nn.init.kaiming_normal_(nonlinearity='linear')",
        "torch.nn.init.kaiming_normal_(nonlinearity='sigmoid')",
        "torch.nn.init.kaiming_uniform_(nonlinearity='conv2d')",
        "torch.nn.init.kaiming_uniform_(a=3, nonlinearity='relu')", "torch.nn.init.trunc_normal_(0.1, 0.5, -1, 0.7)",
        "torch.nn.init.normal_(1, 0.3)", "torch.nn.init.uniform_(-1, 2)",
        "jax.nn.initializers.variance_scaling(2.0, 'fan_avg', 'uniform')",
        "jax.nn.initializers.variance_scaling(2.0, 'fan_out', 'truncated_normal')",
        "jax.nn.initializers.truncated_normal(0.2, jnp.float32, -1, 3)", "jax.nn.initializers.uniform(scale=0.5)",
        "mlx.nn.init.glorot_uniform(gain=3)", "mlx.nn.init.glorot_normal(gain=0.5)",
        "mlx.nn.init.he_uniform('fan_out', 2)", "mlx.nn.init.he_normal(mode='fan_out', gain=sqrt(2))",
        "caffe.xavier(variance_norm='AVERAGE')", "caffe.xavier(variance_norm='FAN_OUT')",
        "caffe.msra(variance_norm='FAN_OUT')", "caffe.msra(variance_norm='AVERAGE')",
    ]

    @Test(.tags(.property))
    func `the literature's law and the initializer's law agree in every parameter`() throws {
        var compared = 0
        for claim in try Plan.standard().claims + Self.more.map({ try Claim($0) }) {
            // Structured draws have no law of a single entry to compare.
            guard let initializer = try claim.initializer(key: Key(seed: 1)) as? any EntrywiseInitializer else {
                continue
            }
            for shape in Self.shapes {
                guard let stated = try? claim.law(of: shape) else { continue }
                let drawn = try initializer.law(shape: shape)
                #expect(
                    Self.agree(Self.parameters(stated), Self.parameters(drawn)),
                    "\(claim) at \(shape): claimed \(stated), drawn \(drawn)"
                )
                compared += 1
            }
        }
        #expect(compared > 600, "\(compared) laws compared")
    }

    /// PrettyTensor's caller counts the fans, so its rule does not cover a vector. The initializer, which must draw
    /// something if none are passed, reads a vector as Keras does; such a case is never drawn.
    @Test(.tags(.property))
    func `where the claim has no fans the initializer throws`() throws {
        var refused = 0
        for claim in try Plan.standard().claims where claim.scheme.fanRule != .caller {
            guard let initializer = try claim.initializer(key: Key(seed: 1)) as? any EntrywiseInitializer else {
                continue
            }
            for shape in [[512], [1], []] {
                guard (try? claim.law(of: shape)) == nil else { continue }
                #expect(throws: InitializerError.self, "\(claim) at \(shape)") { _ = try initializer.law(shape: shape) }
                refused += 1
            }
        }
        #expect(refused > 30, "\(refused) shapes refused")
    }

    @Test(.tags(.negativeControl))
    func `a limit off by 0.1 % would not agree`() {
        let a = Self.parameters(ClaimedLaw.uniform(low: -1, high: 1))
        #expect(!Self.agree(a, Self.parameters(WeightLaw.uniform(low: -1.001, high: 1.001))))
        #expect(!Self.agree(a, Self.parameters(WeightLaw.normal(mean: -1, standardDeviation: 1))))
        #expect(Self.agree(a, Self.parameters(WeightLaw.uniform(low: -1, high: 1))))
    }
}
