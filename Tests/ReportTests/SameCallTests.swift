import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

@Suite struct SameCallTests {
    /// Whether two laws are the same, up to the nine digits of a call's numbers.
    private static func agree(_ law: ClaimedLaw, _ other: ClaimedLaw) throws -> Bool {
        if law.isStructured { return law == other }
        let (first, second) = (try law.distribution(), try other.distribution())
        let figures = [first, second].map { [$0.mean, $0.variance, $0.support.lowerBound, $0.support.upperBound] }
        return zip(figures[0], figures[1]).allSatisfy {
            $0 == $1 || abs($0 - $1) < min(1e-8 * max(abs($0), abs($1)), .greatestFiniteMagnitude)
        }
    }

    @Test(.tags(.property)) func `every call of another framework states the same law`() throws {
        var counts = (keras: 0, torch: 0, jax: 0)
        for claim in try Plan.standard().claims {
            for shape in [[784, 256], [25, 12288], [3, 3, 64, 128]] {
                // Not every claim has a law for every shape.
                guard let law = try? claim.law(of: shape) else { continue }
                let fans = try claim.fans(of: shape)
                // Frameworks flatten to the same matrix in different ways.
                let matrix = law.isKernel ? nil : try claim.scheme.shapeRule?.matrix(of: shape)
                let otherShape = matrix.map { [$0.rows, $0.columns] } ?? shape
                for calls in [SameCall(claim, shape: shape), SameCall(claim, shape: nil)] {
                    for call in [calls.keras, calls.torch, calls.jax].compactMap({ $0 }) {
                        let other = try Claim(call)
                        let otherLaw = try fans.map { try other.law(fans: $0) } ?? other.law(of: otherShape)
                        #expect(try Self.agree(law, otherLaw), "\(claim) \(shape): \(call)")
                    }
                    counts.keras += calls.keras == nil ? 0 : 1
                    counts.torch += calls.torch == nil ? 0 : 1
                    counts.jax += calls.jax == nil ? 0 : 1
                }
            }
        }
        #expect(counts.keras > 300 && counts.torch > 300 && counts.jax > 300, "\(counts)")
    }

    @Test(.tags(.negativeControl)) func `laws that share a name and differ do not agree`() throws {
        let fans = ClaimedFans(fanIn: 784, fanOut: 256)
        for (first, second) in [
            ("keras.GlorotNormal", "torch.nn.init.xavier_normal_"),
            ("keras.HeUniform", "mlx.nn.init.he_uniform"),
            ("keras.GlorotNormal", "tf.contrib.layers.xavier_initializer(uniform=False)"),
            ("glorot_uniform", "he_uniform"),
        ] {
            #expect(try !Self.agree(try Claim(first).law(fans: fans), try Claim(second).law(fans: fans)))
        }
    }

    /// Fans that no other framework reads off its own tensors: limits by hand, 1/sqrt(64) and sqrt(6 / 768).
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("torch.nn.Bilinear.weight", [10, 64, 32], "0.125"), ("torch.nn.LSTM.weight_ih", [256, 10], "0.125"),
            ("keras.layers.MultiHeadAttention.query.kernel", [256, 8, 64], "0.0883883476"),
            ("sklearn.neural_network.MLPClassifier.intercepts_(512, 256)", [256], "0.0883883476"),
        ]
    )
    func `fans of a framework's own are told in figures`(claim: String, shape: [Int], limit: String) throws {
        let calls = SameCall(try Claim(claim), shape: shape)
        #expect(calls.torch == "torch.nn.init.uniform_(w, -\(limit), \(limit))")
        #expect(calls.keras == "keras.initializers.RandomUniform(-\(limit), \(limit))")
        let general = SameCall(try Claim(claim), shape: nil)
        #expect(general.keras == nil && general.torch == nil && general.jax == nil)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            (
                "glorot_uniform(gain=5/3)", "keras.initializers.VarianceScaling(2.77777778, 'fan_avg', 'uniform')",
                "torch.nn.init.xavier_uniform_(w, gain=1.66666667)",
                "jax.nn.initializers.variance_scaling(2.77777778, 'fan_avg', 'uniform')"
            ),
            (
                "keras.HeNormal", "keras.initializers.HeNormal()", nil, "jax.nn.initializers.he_normal()"
            ),
            (
                "torch.nn.Linear.weight", "keras.initializers.VarianceScaling(0.333333333, 'fan_in', 'uniform')",
                "torch.nn.init.kaiming_uniform_(w, a=sqrt(5))",
                "jax.nn.initializers.variance_scaling(0.333333333, 'fan_in', 'uniform')"
            ),
            (
                "torch.nn.init.eye_", "keras.initializers.Identity()", "torch.nn.init.eye_(w)", nil
            ),
            (
                "normal(mean=1, stddev=0.02)", "keras.initializers.RandomNormal(1, 0.02)",
                "torch.nn.init.normal_(w, 1, 0.02)", nil
            ),
        ] as [(String, String?, String?, String?)]
    )
    func `a framework without the law has no call`(claim: String, keras: String?, torch: String?, jax: String?) throws {
        let calls = SameCall(try Claim(claim), shape: nil)
        #expect(calls.keras == keras)
        #expect(calls.torch == torch)
        #expect(calls.jax == jax)
    }
}

extension ClaimedLaw {
    /// Whether the law is that of a convolution's kernel.
    fileprivate var isKernel: Bool {
        switch self {
        case .dirac, .deltaOrthogonal: true
        default: false
        }
    }
}
