import Initializers
import Testing

/// Every scheme's law for 784 inputs and 256 outputs, as numbers computed from the literature and the frameworks'
/// documentation, not from the package.
@Suite struct SchemeTests {
    /// sd of the unit normal law cut at two standard deviations, as Keras writes it.
    let k = 0.87962566103423978
    let dense = [784, 256]
    let transposed = [256, 784]

    /// Whether two numbers agree that come from one formula with different orders of operations: four units of 2^-53.
    private func near(_ x: Double, _ y: Double) -> Bool {
        (x - y).magnitude <= 4.5e-16 * y.magnitude
    }

    private func expectUniform(_ initializer: any EntrywiseInitializer, _ shape: [Int], _ limit: Double) throws {
        guard case .uniform(let low, let high) = try initializer.law(shape: shape) else {
            Issue.record("\(initializer) is not uniform")
            return
        }
        #expect(low == -high && near(high, limit), "\(initializer): \(high), expected \(limit)")
    }

    private func expectNormal(_ initializer: any EntrywiseInitializer, _ shape: [Int], _ expected: Double) throws {
        guard case .normal(let mean, let standardDeviation) = try initializer.law(shape: shape) else {
            Issue.record("\(initializer) is not normal")
            return
        }
        #expect(mean == 0 && near(standardDeviation, expected), "\(initializer): \(standardDeviation)")
    }

    private func expectTruncated(_ initializer: any EntrywiseInitializer, _ shape: [Int], parent: Double) throws {
        guard
            case .truncatedNormal(let mean, let standardDeviation, let low, let high) = try initializer.law(
                shape: shape
            )
        else {
            Issue.record("\(initializer) is not a truncated normal")
            return
        }
        #expect(mean == 0 && low == -2 && high == 2)
        #expect(near(standardDeviation, parent), "\(initializer): \(standardDeviation), expected \(parent)")
    }

    @Test func `Glorot's laws have the variance 2 over the sum of the fans`() throws {
        // sqrt(6 / 1040) = 0.075955452531275, sqrt(2 / 1040) = 0.04385290096535146
        try expectUniform(GlorotUniform(seed: 1), dense, 0.075955452531275)
        try expectUniform(GlorotUniform(seed: 1, gain: 2), dense, 2 * 0.075955452531275)
        try expectTruncated(GlorotNormal(seed: 1), dense, parent: 0.04385290096535146 / k)
        try expectTruncated(GlorotNormal(seed: 1, gain: 0.5), dense, parent: 0.04385290096535146 / k / 2)
        try expectNormal(GlorotGaussian(seed: 1), dense, 0.04385290096535146)
        try expectUniform(GlorotTanhUniform(seed: 1), dense, 0.075955452531275)
        try expectUniform(GlorotSigmoidUniform(seed: 1), dense, 4 * 0.075955452531275)
        #expect(GlorotUniform(seed: 1) == GlorotUniform(key: Key(seed: 1)))
    }

    @Test func `a bias of n elements has the fans n and n by Keras' rule`() throws {
        // sqrt(6 / 1024) = 0.07654655446197431
        try expectUniform(GlorotUniform(seed: 1), [512], 0.07654655446197431)
        try expectUniform(GlorotUniform(seed: 1), [], 1.7320508075688772)
        #expect(throws: InitializerError.self) { try JAX.GlorotUniform(seed: 1).law(shape: [512]) }
        #expect(throws: InitializerError.self) { try PyTorch.XavierUniform(seed: 1).law(shape: [512]) }
        #expect(throws: InitializerError.self) { try MLX.GlorotUniform(seed: 1).law(shape: [512]) }
    }

    @Test func `He's laws have the variance 2 over the fan in, LeCun's 1`() throws {
        // sqrt(6 / 784) = 0.08748177652797065, sqrt(2 / 784) = 0.050507627227610534
        try expectUniform(HeUniform(seed: 1), dense, 0.08748177652797065)
        try expectTruncated(HeNormal(seed: 1), dense, parent: 0.050507627227610534 / k)
        // sqrt(3 / 784) = 0.06185895741317419, sqrt(1 / 784) = 1 / 28
        try expectUniform(LeCunUniform(seed: 1), dense, 0.06185895741317419)
        try expectTruncated(LeCunNormal(seed: 1), dense, parent: 1 / 28.0 / k)
        try expectNormal(FanInGaussian(seed: 1), dense, 1 / 28.0)
    }

    @Test func `variance scaling knows four fans and three laws`() throws {
        let modes: [(VarianceScaling.Mode, Double)] = [
            (.fanIn, 784), (.fanOut, 256), (.fanAverage, 520), (.fanGeometricAverage, 448),
        ]
        for (mode, n) in modes {
            let variance = 1.5 / n
            let uniform = VarianceScaling(seed: 1, scale: 1.5, mode: mode, distribution: .uniform)
            try expectUniform(uniform, dense, (3 * variance).squareRoot())
            let normal = VarianceScaling(seed: 1, scale: 1.5, mode: mode, distribution: .untruncatedNormal)
            try expectNormal(normal, dense, variance.squareRoot())
            let truncated = VarianceScaling(seed: 1, scale: 1.5, mode: mode, distribution: .truncatedNormal)
            try expectTruncated(truncated, dense, parent: variance.squareRoot() / k)
        }
        for bad in [-1, Double.nan, .infinity] {
            #expect(throws: InitializerError.self) { try VarianceScaling(seed: 1, scale: bad).law(shape: [3, 4]) }
            #expect(throws: InitializerError.self) { try GlorotUniform(seed: 1, gain: bad).law(shape: [3, 4]) }
        }
    }

    @Test func `Keras' and TensorFlow 2's namespaces hold the bare names`() throws {
        #expect(Keras.GlorotUniform(seed: 1) == GlorotUniform(seed: 1))
        #expect(TensorFlow2.HeNormal(seed: 1) == HeNormal(seed: 1))
        try expectTruncated(Keras.LecunNormal(seed: 1), dense, parent: 1 / 28.0 / k)
        try expectUniform(Keras.LecunUniform(seed: 1), dense, 0.06185895741317419)
        try expectTruncated(Keras.VarianceScaling(seed: 1), dense, parent: 1 / 28.0 / k)
        try expectNormal(Keras.RandomNormal(seed: 1), dense, 0.05)
        #expect(Keras.Orthogonal(seed: 1).flattening == .lastAxis)
    }

    @Test func `PyTorch's laws are not truncated and read outputs first`() throws {
        try expectUniform(PyTorch.XavierUniform(seed: 1), transposed, 0.075955452531275)
        try expectUniform(PyTorch.XavierUniform(seed: 1, gain: 5.0 / 3), transposed, 0.075955452531275 * 5 / 3)
        try expectNormal(PyTorch.XavierNormal(seed: 1), transposed, 0.04385290096535146)
        // The default is He's: sqrt(2) sqrt(3 / 784).
        try expectUniform(PyTorch.KaimingUniform(seed: 1), transposed, 0.08748177652797065)
        try expectNormal(PyTorch.KaimingNormal(seed: 1), transposed, 0.050507627227610534)
        try expectNormal(PyTorch.KaimingNormal(seed: 1, mode: .fanOut, nonlinearity: .linear), transposed, 1 / 16.0)
        // nn.Linear: U(-1 / sqrt(fan in), 1 / sqrt(fan in)).
        let slope = PyTorch.Nonlinearity.leakyReLU(negativeSlope: 2.23606797749979)
        try expectUniform(PyTorch.KaimingUniform(seed: 1, nonlinearity: slope), transposed, 1 / 28.0)
        let truncated = try PyTorch.TruncNormal(seed: 1, standardDeviation: 0.5).law(shape: [3])
        #expect(truncated == .truncatedNormal(mean: 0, standardDeviation: 0.5, low: -4, high: 4))
    }

    @Test func `gains are those of calculate_gain`() {
        #expect(PyTorch.Nonlinearity.linear.gain == 1)
        #expect(PyTorch.Nonlinearity.convolution.gain == 1)
        #expect(PyTorch.Nonlinearity.sigmoid.gain == 1)
        #expect(near(PyTorch.Nonlinearity.tanh.gain, 1.6666666666666667))
        #expect(near(PyTorch.Nonlinearity.relu.gain, 1.4142135623730951))
        #expect(near(PyTorch.Nonlinearity.leakyReLU().gain, 1.4141428569978354))
        #expect(near(PyTorch.Nonlinearity.leakyReLU(negativeSlope: 0.2).gain, 1.3867504905630728))
        #expect(PyTorch.Nonlinearity.selu.gain == 0.75)
    }

    @Test func `JAX's laws are Keras', and its plain ones its own`() throws {
        try expectUniform(JAX.GlorotUniform(seed: 1), dense, 0.075955452531275)
        try expectTruncated(JAX.GlorotNormal(seed: 1), dense, parent: 0.04385290096535146 / k)
        try expectUniform(JAX.HeUniform(seed: 1), dense, 0.08748177652797065)
        try expectTruncated(JAX.HeNormal(seed: 1), dense, parent: 0.050507627227610534 / k)
        try expectUniform(JAX.LeCunUniform(seed: 1), dense, 0.06185895741317419)
        try expectTruncated(JAX.LeCunNormal(seed: 1), dense, parent: 1 / 28.0 / k)
        try expectTruncated(JAX.TruncatedNormal(seed: 1), dense, parent: 0.01)
        try expectNormal(JAX.Normal(seed: 1), dense, 0.01)
        #expect(try JAX.Uniform(seed: 1).law(shape: []) == .uniform(low: 0, high: 0.01))
    }

    @Test func `MLX's laws are not truncated, and He's have the gain 1`() throws {
        try expectUniform(MLX.GlorotUniform(seed: 1), transposed, 0.075955452531275)
        try expectNormal(MLX.GlorotNormal(seed: 1), transposed, 0.04385290096535146)
        try expectUniform(MLX.HeUniform(seed: 1), transposed, 0.06185895741317419)
        try expectNormal(MLX.HeNormal(seed: 1), transposed, 1 / 28.0)
        try expectNormal(MLX.HeNormal(seed: 1, mode: .fanOut, gain: 2), transposed, 1 / 8.0)
    }

    @Test func `tf.contrib's normal law has 1.3 for the cut's variance`() throws {
        try expectUniform(TensorFlowContrib.XavierInitializer(seed: 1), dense, 0.075955452531275)
        // sqrt(1.3 * 2 / 1040) = 0.05
        try expectTruncated(TensorFlowContrib.XavierInitializer(seed: 1, uniform: false), dense, parent: 0.05)
        // sqrt(1.3 * 2 / 784)
        let initializer = TensorFlowContrib.VarianceScalingInitializer(seed: 1)
        try expectTruncated(initializer, dense, parent: 0.05758755534498964)
        try expectUniform(
            TensorFlowContrib.VarianceScalingInitializer(seed: 1, factor: 1, uniform: true),
            dense,
            0.06185895741317419
        )
        #expect(throws: InitializerError.tooFewAxes(shape: [], minimum: 1)) {
            try TensorFlowContrib.XavierInitializer(seed: 1).law(shape: [])
        }
    }

    @Test func `PrettyTensor's normal law has 3 in place of 2 and no correction`() throws {
        let fans = try Fans(fanIn: 784, fanOut: 256)
        try expectUniform(PrettyTensor.XavierInit(seed: 1, fans: fans), [7], 0.075955452531275)
        // sqrt(3 / 1040) = 0.053708615552957466
        try expectTruncated(PrettyTensor.XavierInit(seed: 1, uniform: false), dense, parent: 0.053708615552957466)
    }

    @Test func `Caffe's fillers divide by the fan in unless told otherwise`() throws {
        try expectUniform(Caffe.XavierFiller(seed: 1), transposed, 0.06185895741317419)
        try expectUniform(Caffe.XavierFiller(seed: 1, varianceNorm: .fanAverage), transposed, 0.075955452531275)
        try expectNormal(Caffe.MSRAFiller(seed: 1), transposed, 0.050507627227610534)
    }

    @Test func `laws that no shape enters have their frameworks' defaults`() throws {
        try expectUniform(RandomUniform(seed: 1), [], 0.05)
        try expectNormal(RandomNormal(seed: 1), [], 0.05)
        try expectTruncated(TruncatedNormal(seed: 1), [], parent: 0.05)
        try expectTruncated(TruncatedNormal(seed: 1, standardDeviation: 0.1), [], parent: 0.1)
        try expectNormal(TensorFlow1.RandomNormalInitializer(seed: 1), [], 1)
        try expectTruncated(TensorFlow1.TruncatedNormalInitializer(seed: 1), [], parent: 1)
        #expect(try TensorFlow1.RandomUniformInitializer(seed: 1).law(shape: []) == .uniform(low: 0, high: 1))
        #expect(try Zeros()(shape: [2, 3]).scalars == [0, 0, 0, 0, 0, 0])
        #expect(try Ones()(shape: [2]).scalars == [1, 1])
        #expect(try Constant(0.1)(shape: [1]).scalars == [0.1])
    }
}
