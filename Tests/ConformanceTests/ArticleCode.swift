import Claims
import Conformance
import Initializers
import Stats
import TestSupport
import Testing

/// The code of the articles and the README, for the compiler to check: every block stands in this file, line by line.
@Suite struct ArticleCode {
    @Test func `weights are drawn whole and in parts`() throws {
        let weights = try GlorotUniform(seed: 1)(shape: [784, 256])
        let layer = GlorotNormal(key: Key(seed: 1).folding("encoder/w1"))
        var part = [Float](repeating: 0, count: 1000)
        var span = part.mutableSpan
        try layer.fill(&span, shape: [784, 256], startingAt: 100_000)

        #expect(weights.scalars.count == 784 * 256)
        #expect(try layer(shape: [784, 256]).scalars[100_000..<101_000] == part[...])
    }

    @Test func `a framework's own numbers are drawn`() throws {
        // torch.manual_seed(1); torch.nn.init.xavier_uniform_(torch.empty(256, 784))
        var generator = PyTorch.Generator(manualSeed: 1)
        let fans = try Fans(fanIn: 784, fanOut: 256)
        let rule = StreamLaw.Scaling(.gain(1), mode: .fanAverage, distribution: .uniform, fans: fans)
        let weight = try generator.draw(.scaling(rule), shape: [256, 784])

        // jax.nn.initializers.normal(0.02)(jax.random.split(jax.random.key(42))[0], (100,))
        let embedding = try JAX.Key(42).split()[0].draw(.normal(mean: 0, standardDeviation: 0.02), shape: [100])

        #expect(weight.scalars.allSatisfy { abs($0) < 0.08 } && embedding.scalars.count == 100)
    }

    @Test func `each tensor has a key of its own`() throws {
        let key = Key(seed: 1)
        let first = try HeNormal(key: key.folding("encoder/w1"))(shape: [784, 256])
        let second = try HeNormal(key: key.folding("encoder/w2"))(shape: [784, 256])

        #expect(first != second)
    }

    @Test func `an initializer is a case of variance scaling`() throws {
        // Half of Glorot's variance: 1 / (784 + 256), and the limit is the root of three times that.
        let limit = (3.0 / 1040).squareRoot()
        let weights = try HalfGlorotUniform(key: Key(seed: 1))(shape: [784, 256], as: Double.self).scalars
        #expect(weights.allSatisfy { abs($0) < limit } && weights.contains { abs($0) > 0.999 * limit })
    }

    @Test func `a sample is tested against a law`() throws {
        let values = try RandomNormal(seed: 1, standardDeviation: 0.02)(shape: [1000], as: Double.self).scalars
        let weights = try RandomNormal(seed: 1, standardDeviation: 0.02)(shape: [1 << 16]).scalars

        let law = try Normal(mean: 0, standardDeviation: 0.02)
        let result = try KolmogorovSmirnov.test(values, against: law)
        print(result.statistic, result.pValue.value)

        let outcome = try Battery(resolution: .framework).run(on: ArraySample(weights), against: law)
        print(outcome[.kolmogorovSmirnov]?.pValue.value ?? .nan, outcome[.scale]?.statistic ?? .nan)

        let sensitivity = Sensitivity(count: 1 << 22, law: law, level: 1e-6, resolution: .framework)
        print(sensitivity.scale, sensitivity.mean, sensitivity.distance)

        #expect(result.pValue.value > 1e-6)
        #expect(outcome.results.filter { $0.tier == .rigorous }.allSatisfy { $0.pValue.value > 1e-6 })
        #expect(sensitivity.scale < 0.004)
    }

    @Test func `the README draws whole tensors, in double precision, and parts of them`() throws {
        let weights = try GlorotUniform(seed: 1)(shape: [784, 256])
        let weight = weights[3, 5]
        let precise = try GlorotNormal(seed: 1)(shape: [784, 256], as: Double.self)

        let layer = GlorotUniform(key: Key(seed: 1).folding("encoder/w1"))
        func part(of layer: GlorotUniform) throws -> [Float] {
            var part = [Float](repeating: 0, count: 1000)
            var span = part.mutableSpan
            try layer.fill(&span, shape: [784, 256], startingAt: 100_000)
            return part
        }

        let values = weights.scalars
        let law = try Normal(mean: 0, standardDeviation: 0.02)
        let outcome = try Battery(resolution: .framework).run(on: ArraySample(values), against: law)
        print(outcome[.kolmogorovSmirnov]?.pValue.value ?? .nan, outcome[.scale]?.statistic ?? .nan)

        #expect(weight == weights.scalars[3 * 256 + 5])
        #expect(precise.scalars.count == 784 * 256)
        #expect(try layer(shape: [784, 256]).scalars[100_000..<101_000] == part(of: layer)[...])
        #expect(outcome[.scale]?.pValue.value == 0)
    }

    @Test func `the README's calls draw what they stand beside`() throws {
        let dense = try GlorotUniform(seed: 1)(shape: [784, 256])
        let kernel = try Keras.HeNormal(seed: 1)(shape: [3, 3, 64, 128])
        #expect(dense.shape == [784, 256] && kernel.shape == [3, 3, 64, 128])
        let pairs: [(claim: String, initializer: any Initializer)] = [
            (
                "tf.contrib.layers.xavier_initializer(uniform=False)",
                TensorFlowContrib.XavierInitializer(seed: 1, uniform: false)
            ),
            ("nn.init.xavier_uniform_(w, gain=5/3)", PyTorch.XavierUniform(seed: 1, gain: 5.0 / 3)),
            (
                "nn.init.kaiming_normal_(w, nonlinearity='relu')",
                PyTorch.KaimingNormal(seed: 1, nonlinearity: .relu)
            ),
            ("jax.nn.initializers.lecun_normal()", JAX.LeCunNormal(seed: 1)),
            ("keras.initializers.Orthogonal(gain=2, seed=1)", Orthogonal(seed: 1, gain: 2)),
            ("nn.init.orthogonal_(w)", Orthogonal(seed: 1, flattening: .firstAxis)),
            ("nn.init.sparse_(w, sparsity=0.1)", Sparse(seed: 1, sparsity: 0.1)),
            ("mlx.nn.init.he_uniform()", MLX.HeUniform(seed: 1)),
            ("prettytensor.xavier_init(uniform=False)", PrettyTensor.XavierInit(seed: 1, uniform: false)),
        ]
        for (claim, initializer) in pairs {
            // The catalogue's initializer for the call, whose law the report tests, draws the same bits.
            let named = try Claim(claim).initializer(key: Key(seed: 1))
            #expect(try initializer(shape: [64, 32]) == named(shape: [64, 32]), "\(claim)")
        }
    }

    @Test func `a claim states a law and a plan tests it`() async throws {
        let claim = try Claim("torch.nn.init.xavier_uniform_(gain=5/3)")
        let law = try claim.law(of: [256, 784])

        let plan = try Plan.standard().only(["keras.GlorotUniform"]).drawing(1 << 16)
        let run = try await ConformanceRun.run(plan, seed: 2026, defects: [])
        let conforming = run.cases.count { $0.verdict == .conforms }

        let limit = 5.0 / 3 * (6.0 / 1040).squareRoot()
        #expect(try abs(law.distribution().support.upperBound - limit) < 1e-15)
        #expect(conforming == run.cases.count)
    }
}

/// Half of Glorot's variance.
enum HalfGlorotVariance: FixedVariance {
    static let scale = 0.5
    static let mode = VarianceScaling.Mode.fanAverage
}

/// Glorot's uniform law at half the variance.
typealias HalfGlorotUniform = NamedScaling<HalfGlorotVariance, UniformLaw, KerasLayout>
