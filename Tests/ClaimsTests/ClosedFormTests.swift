import TestSupport
import Testing

import Claims
import Stats

/// Numbers worked out from the published formulas with 40-digit decimal arithmetic, at 784 inputs and 256 outputs.
@Suite struct ClosedFormTests {
    /// [in, out] for frameworks with that layout.
    private static let inOut = [784, 256]

    /// [out, in]: the same layer for PyTorch, MLX and Caffe.
    private static let outIn = [256, 784]

    private static func distribution(_ text: String, _ shape: [Int] = inOut) throws -> any Distribution {
        try Claim(text).law(of: shape).distribution()
    }

    private static func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-14 * abs(b) }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            // sqrt(6 / 1040): Glorot & Bengio (2010), equation 16.
            ("glorot_uniform", inOut, 0.075_955_452_531_274_996_22), ("tanh_uniform", inOut, 0.075_955_452_531_274_996),
            ("keras.GlorotUniform", inOut, 0.075_955_452_531_274_996),
            ("tf.contrib.layers.xavier_initializer", inOut, 0.075_955_452_531_274_996),
            ("prettytensor.xavier_init", inOut, 0.075_955_452_531_274_996),
            ("jax.nn.initializers.glorot_uniform", inOut, 0.075_955_452_531_274_996),
            ("torch.nn.init.xavier_uniform_", outIn, 0.075_955_452_531_274_996),
            ("mlx.nn.init.glorot_uniform", outIn, 0.075_955_452_531_274_996),
            // Four times as wide, and 5/3 times.
            ("sigmoid_uniform", inOut, 0.303_821_810_125_099_984_88),
            ("torch.nn.init.xavier_uniform_(gain=5/3)", outIn, 0.126_592_420_885_458_327_03),
            // sqrt(6 / 784): He et al. (2015), equation 10.
            ("he_uniform", inOut, 0.087_481_776_527_970_646_364), ("keras.HeUniform", inOut, 0.087_481_776_527_970_646),
            ("jax.nn.initializers.he_uniform", inOut, 0.087_481_776_527_970_646),
            ("torch.nn.init.kaiming_uniform_", outIn, 0.087_481_776_527_970_646),
            // With a = sqrt 5 the gain is sqrt(1/3), and the limit is 1 / sqrt(784) = 1/28: torch.nn.Linear's default.
            ("torch.nn.init.kaiming_uniform_(a=math.sqrt(5))", outIn, 0.035_714_285_714_285_714_286),
            // sqrt(3 / 784): LeCun et al. (1998); also MLX's He without a gain, and Caffe's xavier.
            ("lecun_uniform", inOut, 0.061_858_957_413_174_189_055),
            ("mlx.nn.init.he_uniform", outIn, 0.061_858_957_413_174_189_055),
            ("caffe.xavier", outIn, 0.061_858_957_413_174_189_055),
            // sqrt(6 / 256).
            (
                "keras.VarianceScaling(scale=2.0, mode='fan_out', distribution='uniform')", inOut,
                0.153_093_108_923_948_631_14
            ),
            // A bias of 512 counts as (512, 512) in Keras: sqrt(6 / 1024).
            ("keras.GlorotUniform", [512], 0.076_546_554_461_974_315_569),
            // A 3 x 3 kernel from 64 channels: sqrt(6 / 576).
            ("keras.HeUniform", [3, 3, 64, 128], 0.102_062_072_615_965_754_1),
            ("torch.nn.init.kaiming_uniform_", [128, 64, 3, 3], 0.102_062_072_615_965_754_1),
            ("keras.RandomUniform", inOut, 0.05),
        ]
    )
    func `a uniform law is symmetric with the published limit`(text: String, shape: [Int], limit: Double) throws {
        let law = try Self.distribution(text, shape)
        #expect(law is Uniform)
        #expect(Self.isClose(law.support.upperBound, limit), "\(text): \(law.support)")
        #expect(law.support.lowerBound == -law.support.upperBound)
        #expect(Self.isClose(law.variance, limit * limit / 3))
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            // sqrt(2 / 1040).
            ("glorot_gaussian", inOut, 0.043_852_900_965_351_460_736),
            ("torch.nn.init.xavier_normal_", outIn, 0.043_852_900_965_351_460_736),
            ("mlx.nn.init.glorot_normal", outIn, 0.043_852_900_965_351_460_736),
            // sqrt(2 / 784) and 1/28.
            ("torch.nn.init.kaiming_normal_", outIn, 0.050_507_627_227_610_537_457),
            ("caffe.msra", outIn, 0.050_507_627_227_610_537_457),
            ("mlx.nn.init.he_normal", outIn, 0.035_714_285_714_285_714_286),
            ("mlx.nn.init.he_normal(gain=sqrt(2))", outIn, 0.050_507_627_227_610_537_457),
            ("fan_in_gaussian", inOut, 0.035_714_285_714_285_714_286),
            // sqrt(2 / 256).
            (
                "torch.nn.init.kaiming_normal_(mode='fan_out', nonlinearity='relu')", outIn,
                0.088_388_347_648_318_440_55
            ),
            // Gains from calculate_gain's table: sqrt(2 / 1.04), 5/3, 3/4, 1, each over 28.
            ("torch.nn.init.kaiming_normal_(a=0.2)", outIn, 0.049_526_803_234_395_457_323),
            ("torch.nn.init.kaiming_normal_(nonlinearity='tanh')", outIn, 0.059_523_809_523_809_523_81),
            ("torch.nn.init.kaiming_normal_(nonlinearity='selu')", outIn, 0.026_785_714_285_714_285_714),
            ("torch.nn.init.kaiming_normal_(nonlinearity='linear')", outIn, 0.035_714_285_714_285_714_286),
            // sqrt(784 * 256) = 448: the variance is 1/448.
            (
                "jax.nn.initializers.variance_scaling(1.0, 'fan_geo_avg', 'normal')", inOut,
                0.047_245_559_126_153_403_42
            ),
            ("normal(stddev=0.02)", inOut, 0.02), ("keras.RandomNormal", inOut, 0.05),
            ("tf.random_normal_initializer", inOut, 0.05), ("tf.compat.v1.random_normal_initializer", inOut, 1),
            ("torch.nn.init.normal_", outIn, 1), ("jax.nn.initializers.normal", inOut, 0.01),
            ("mlx.nn.init.normal", outIn, 1),
        ]
    )
    func `a normal law has mean 0 and the published standard deviation`(
        text: String,
        shape: [Int],
        deviation: Double
    ) throws {
        let law = try #require(try Self.distribution(text, shape) as? Normal)
        #expect(law.mean == 0)
        #expect(Self.isClose(law.standardDeviation, deviation), "\(text): \(law.standardDeviation)")
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            // The parent is wider by 1 / 0.87962566103423978, which makes the variance 2 / 1040, 2 / 784, 1 / 784.
            ("glorot_normal", 0.049_854_049_180_182_421_412, 0.001_923_076_923_076_923_1),
            ("keras.GlorotNormal", 0.049_854_049_180_182_421_412, 0.001_923_076_923_076_923_1),
            ("jax.nn.initializers.glorot_normal", 0.049_854_049_180_182_421_412, 0.001_923_076_923_076_923_1),
            ("he_normal", 0.057_419_456_326_711_812_019, 0.002_551_020_408_163_265_3),
            ("keras.HeNormal", 0.057_419_456_326_711_812_019, 0.002_551_020_408_163_265_3),
            ("keras.LecunNormal", 0.040_601_686_940_662_731_142, 0.001_275_510_204_081_632_7),
            // The factor of 1.3 makes the parent's variance 2.6 / 1040 = 0.0025, and 2.6 / 784.
            ("tf.contrib.layers.xavier_initializer(uniform=False)", 0.05, 0.001_934_353_258_874_808_1),
            (
                "tf.contrib.layers.variance_scaling_initializer", 0.057_587_555_344_989_640_374,
                0.002_565_978_812_793_112_8
            ),
            // sqrt(3 / 1040).
            ("prettytensor.xavier_init(uniform=False)", 0.053_708_615_552_957_466_038, 0.002_231_946_067_932_470_9),
            // Not rescaled: 0.05^2 times 0.77374130354992324718.
            ("keras.TruncatedNormal", 0.05, 0.001_934_353_258_874_808_1),
            ("truncated_normal", 1, 0.773_741_303_549_923_247_18), ("tf.truncated_normal", 1, 0.773_741_303_549_923_25),
            ("torch.nn.init.trunc_normal_", 1, 0.773_741_303_549_923_25),
        ]
    )
    func `a truncated law is cut at two standard deviations of the published parent`(
        text: String,
        deviation: Double,
        variance: Double
    ) throws {
        let law = try #require(try Self.distribution(text) as? Stats.TruncatedNormal)
        #expect(law.low == -2 && law.high == 2 && law.parentMean == 0)
        #expect(Self.isClose(law.parentStandardDeviation, deviation), "\(text): \(law.parentStandardDeviation)")
        // The moments are integrated numerically, to 1e-14.
        #expect(abs(law.variance / variance - 1) < 3e-14, "\(text): \(law.variance)")
    }

    @Test(.tags(.knownAnswer))
    func `variances relative to Glorot's are those that the literature's factors make`() throws {
        let glorot = 2.0 / 1040
        let ratio = { try Self.distribution($0).variance / glorot }
        // 1.3 x 0.773741 instead of 1; 3/2 x 0.773741; 4^2.
        #expect(abs(try ratio("tf.contrib.layers.xavier_initializer(uniform=False)") - 1.005_863_7) < 5e-8)
        #expect(abs(try ratio("prettytensor.xavier_init(uniform=False)") - 1.160_611_96) < 5e-9)
        #expect(abs(try ratio("sigmoid_uniform") - 16) < 1e-13)
        // In standard deviations: +0.293 % and +7.73 %.
        #expect(abs(try ratio("tf.contrib.layers.xavier_initializer(uniform=False)").squareRoot() - 1.002_93) < 5e-6)
        #expect(abs(try ratio("prettytensor.xavier_init(uniform=False)").squareRoot() - 1.077_3) < 5e-5)
        for text in ["glorot_uniform", "glorot_normal", "glorot_gaussian", "keras.GlorotNormal"] {
            #expect(abs(try ratio(text) - 1) < 3e-14)
        }
        for name in ["fan_in_gaussian", "lecun_uniform", "lecun_normal"] {
            #expect(abs(try ratio(name) - 1040.0 / (2 * 784)) < 3e-14)
        }
    }

    @Test(.tags(.knownAnswer))
    func `namesakes differ where the frameworks differ`() throws {
        // The same standard deviation, one with tails and one without.
        let torch = try Self.distribution("torch.nn.init.xavier_normal_", Self.outIn)
        let keras = try Self.distribution("keras.GlorotNormal")
        #expect(torch is Normal && !torch.isBounded && keras.isBounded)
        #expect(abs(torch.variance / keras.variance - 1) < 3e-14)
        // Published: the truncated law's kurtosis is 2.36554.
        #expect(abs(keras.excessKurtosis + 3 - 2.365_54) < 5e-6)
        // MLX leaves He's gain to the caller.
        let mlx = try Self.distribution("mlx.nn.init.he_normal", Self.outIn)
        #expect(abs(mlx.variance / (try Self.distribution("he_normal").variance) - 0.5) < 3e-14)
        // JAX's uniform starts at 0.
        #expect(try Claim("jax.nn.initializers.uniform").law(of: [2]) == .uniform(low: 0, high: 0.01))
        #expect(try Claim("jax.nn.initializers.uniform(scale=2)").law(of: [2]) == .uniform(low: 0, high: 2))
        // PyTorch's bounds are values, not multiples: +-100 standard deviations at 0.02.
        guard
            case .truncatedNormal(0, 0.02, let low, let high) = try Claim("torch.nn.init.trunc_normal_(std=0.02)")
                .law(of: [2])
        else {
            Issue.record("no truncated law")
            return
        }
        #expect(low == -100 && high == 100)
        // Keras' "normal" is truncated, JAX's is not.
        #expect(try Self.distribution("keras.VarianceScaling(distribution='normal')").isBounded)
        #expect(try Self.distribution("jax.nn.initializers.variance_scaling(1, 'fan_in', 'normal')") is Normal)
        // The same shape has different fans.
        let limits = try ["keras.HeUniform", "torch.nn.init.kaiming_uniform_"].map {
            try Self.distribution($0, [784, 256]).support.upperBound
        }
        #expect(Self.isClose(limits[0], (6.0 / 784).squareRoot()) && Self.isClose(limits[1], (6.0 / 256).squareRoot()))
    }

    @Test(.tags(.knownAnswer))
    func `a deterministic law is its value`() throws {
        for (text, value) in [
            ("zeros", 0), ("keras.Ones", 1), ("constant(0.1)", 0.1), ("torch.nn.init.constant_(w, 3)", 3),
            ("keras.Constant", 0), ("jax.nn.initializers.zeros", 0), ("mlx.nn.init.constant(-2)", -2),
        ] {
            #expect(try Claim(text).law(of: [512]) == .constant(value))
        }
    }
}
