import Claims
import Stats
import TestSupport
import Testing

/// Calls collected from public code, and the law that each means for a tensor of shape [784, 256]: fans of 784 and 256
/// for Keras, TensorFlow, JAX and Haiku, of 256 and 784 for PyTorch and MXNet.
@Suite struct RealCallTests {
    private static func c(_ value: Double) -> ClaimedLaw { .constant(value) }
    private static func n(_ mean: Double, _ deviation: Double) -> ClaimedLaw {
        .normal(mean: mean, standardDeviation: deviation)
    }
    private static func u(_ low: Double, _ high: Double) -> ClaimedLaw { .uniform(low: low, high: high) }
    private static func t(_ mean: Double, _ deviation: Double, _ low: Double = -2, _ high: Double = 2) -> ClaimedLaw {
        .truncatedNormal(parentMean: mean, parentStandardDeviation: deviation, low: low, high: high)
    }

    /// Uniform, normal and truncated laws about 0 by their variance. 0.879625... is the standard deviation that the cut
    /// leaves of a standard normal law, as JAX and Keras write it.
    private static func uv(_ variance: Double) -> ClaimedLaw {
        u(-(3 * variance).squareRoot(), (3 * variance).squareRoot())
    }
    private static func nv(_ variance: Double) -> ClaimedLaw { n(0, variance.squareRoot()) }
    private static func tv(_ variance: Double) -> ClaimedLaw {
        t(0, variance.squareRoot() / 0.879_625_661_034_239_78)
    }
    private static func orthogonal(_ gain: Double) -> ClaimedLaw { .orthogonal(gain: gain, rows: 784, columns: 256) }

    private static let rootTwo = 2.0.squareRoot()

    private static let torch: [(String, ClaimedLaw)] = [
        ("nn.init.kaiming_normal_(m.weight)", nv(2.0 / 256)), ("nn.init.xavier_normal_(m.weight)", nv(2.0 / 1040)),
        ("torch.nn.init.kaiming_normal_(m.weight, nonlinearity='relu')", nv(2.0 / 256)),
        ("nn.init.constant_(m.bias, 0)", c(0)),
        ("nn.init.kaiming_normal_(m.weight, mode='fan_out', nonlinearity='relu')", nv(2.0 / 784)),
        ("nn.init.kaiming_normal_(m.weight.data, nonlinearity='relu')", nv(2.0 / 256)),
        (
            "nn.init.kaiming_normal_(m.weight,\n                        mode='fan_in',\n                        nonlinearity='relu')",
            nv(2.0 / 256)
        ),
        ("nn.init.zeros_(m.bias)", c(0)), ("nn.init.ones_(m.weight)", c(1)),
        ("nn.init.kaiming_normal_(m.weight, mode=\"fan_out\", nonlinearity=\"relu\")", nv(2.0 / 784)),
        ("nn.init.constant_(m.weight, 1)", c(1)), ("nn.init.constant_(m.bn3.weight, 0)", c(0)),
        ("nn.init.normal_(m.weight, 0, 0.01)", n(0, 0.01)),
        ("nn.init.kaiming_normal_(m.weight, mode=\"fan_out\")", nv(2.0 / 784)),
        ("nn.init.xavier_uniform_(m.weight)", uv(2.0 / 1040)), ("nn.init.normal_(m.bias, std=1e-6)", n(0, 1e-6)),
        ("nn.init.zeros_(self.conv_proj.bias)", c(0)), ("nn.init.zeros_(self.heads.head.weight)", c(0)),
        ("nn.init.trunc_normal_(self.relative_position_bias_table, std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.init.trunc_normal_(m.weight, std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.init.trunc_normal_(self.cls, std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.init.trunc_normal_(self.spatial_pos_embed, std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.init.trunc_normal_(self.mask_token, std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.init.trunc_normal_(self.embed, std=.02)", t(0, 0.02, -100, 100)),
        ("nn.init.trunc_normal_(self.linear.weight, std=0.1)", t(0, 0.1, -20, 20)),
        ("nn.init.constant_(self.linear.bias, 0)", c(0)),
        ("nn.init.trunc_normal_(self.fusion_final_weight, std=0.02)", t(0, 0.02, -100, 100)),
        ("torch.nn.init.xavier_uniform_(self.proj.weight)", uv(2.0 / 1040)),
        ("nn.init.xavier_uniform_(self.classifier.weight)", uv(2.0 / 1040)),
        ("nn.init.zeros_(self.classifier.bias)", c(0)),
        ("nn.init.xavier_uniform_(self.target_emb.weight)", uv(2.0 / 1040)),
        ("nn.init.xavier_uniform_(self.weight)", uv(2.0 / 1040)),
        ("nn.init.xavier_uniform_(self.in_proj_weight)", uv(2.0 / 1040)),
        ("torch.nn.init.xavier_uniform_(self.fc.weight.data)", uv(2.0 / 1040)),
        ("nn.init.uniform_(self.weight_logsigma, -5,-4)", u(-5, -4)),
        ("nn.init.xavier_uniform_(self.conv_A.weight)", uv(2.0 / 1040)), ("nn.init.zeros_(self.conv_B.weight)", c(0)),
        ("nn.init.xavier_uniform_(self.att.view(1, -1).unsqueeze(0))", uv(2.0 / 1040)),
        ("nn.init.xavier_uniform_(self.x_embedding1.weight.data)", uv(2.0 / 1040)),
        ("nn.init.xavier_uniform_(m.weight, gain=0.1)", uv(0.01 * 2 / 1040)),
        ("nn.init.xavier_uniform_(m.weight, gain=2.24)", uv(2.24 * 2.24 * 2 / 1040)),
        ("init.xavier_uniform_(m.weight, gain=np.sqrt(2))", uv(4.0 / 1040)), ("init.constant_(m.bias, 0)", c(0)),
        ("nn.init.xavier_uniform_(m.weight, gain=nn.init.calculate_gain('tanh'))", uv(25.0 / 9 * 2 / 1040)),
        ("nn.init.xavier_uniform_(m.weight, gain=2 ** (1. / 2))", uv(4.0 / 1040)),
        ("nn.init.xavier_uniform_(m.weight, gain=1)", uv(2.0 / 1040)),
        ("nn_init.xavier_uniform_(m.weight, gain=1 / math.sqrt(2))", uv(1.0 / 1040)),
        ("nn_init.zeros_(m.bias)", c(0)), ("nn.init.xavier_uniform_(m.weight, gain=0.7)", uv(0.49 * 2 / 1040)),
        ("nn.init.xavier_uniform_(m.weight, gain=0.5)", uv(0.25 * 2 / 1040)),
        ("torch.nn.init.normal_(self._embedding.weight, std=1e-4)", n(0, 1e-4)),
        ("nn.init.normal_(self.emb.weight, std=0.02)", n(0, 0.02)), ("nn.init.normal_(self.w_v, std=0.02)", n(0, 0.02)),
        ("nn.init.normal_(self.null_ctx, std=0.02)", n(0, 0.02)),
        ("nn.init.normal_(self.future_tokens.weight, mean=0.0, std=0.02)", n(0, 0.02)),
        ("nn.init.normal_(self.value_head.weight, std=0.01)", n(0, 0.01)),
        ("nn.init.normal_(self.mask_token, std=0.02)", n(0, 0.02)),
        ("nn.init.normal_(self.embedding.weight, mean=0, std=1)", n(0, 1)),
        ("nn.init.normal_(self.sim_map.weight, mean=2.5, std=0.1)", n(2.5, 0.1)),
        ("nn.init.normal_(self.token_embedding.weight, std=0.02)", n(0, 0.02)),
        ("torch.nn.init.normal_(module.weight, mean=0.0, std=0.02)", n(0, 0.02)),
        ("torch.nn.init.zeros_(module.bias)", c(0)),
        ("torch.nn.init.normal_(p, mean=0.0, std=0.02/math.sqrt(2 * 12))", n(0, 0.02 / 24.0.squareRoot())),
        ("nn.init.kaiming_uniform_(lora_A.weight, a=math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("nn.init.zeros_(lora_B.weight)", c(0)),
        ("nn.init.kaiming_uniform_(self.fc1.weight, mode='fan_in', nonlinearity='relu')", uv(2.0 / 256)),
        ("nn.init.kaiming_uniform_(W)", uv(2.0 / 256)),
        ("nn.init.kaiming_uniform_(self.down_proj.weight, a=math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("nn.init.kaiming_uniform_(param, a=math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("nn.init.kaiming_uniform_(self.down.weight, a=np.sqrt(5))", uv(1.0 / 3 / 256)),
        ("nn.init.zeros_(self.up.weight)", c(0)),
        (
            "nn.init.kaiming_uniform_(\n                    self.category_embeddings.weight, a=math.sqrt(5)\n                )",
            uv(1.0 / 3 / 256)
        ),
        ("nn.init.kaiming_uniform_(m.weight)", uv(2.0 / 256)),
        ("nn.init.kaiming_uniform_(w_a.weight, a=math.sqrt(5))", uv(1.0 / 3 / 256)),
        (
            "nn.init.kaiming_uniform_(\n            conv.weight, a=0, mode='fan_in', nonlinearity='relu')",
            uv(2.0 / 256)
        ),
        ("nn.init.kaiming_uniform_(self.lora_A[adapter_name].weight, a=math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("nn.init.zeros_(self.lora_B[adapter_name].weight)", c(0)),
        ("nn.init.normal_(self.lora_embedding_B[adapter_name])", n(0, 1)),
        ("init.kaiming_uniform_(module.conv1d.weight, a=math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("nn.init.xavier_normal_(module.weight)", nv(2.0 / 1040)), ("nn.init.uniform_(m.bias)", u(0, 1)),
        ("nn.init.xavier_normal_(ly.weight)", nv(2.0 / 1040)),
        ("torch.nn.init.xavier_normal_(self.E.weight.data)", nv(2.0 / 1040)),
        ("nn.init.xavier_normal_(self.pos_prototypes)", nv(2.0 / 1040)),
        ("torch.nn.init.xavier_normal_(layer.weight, gain=0.01)", nv(1e-4 * 2 / 1040)),
        ("nn.init.constant_(p, 0.)", c(0)), ("nn.init.constant_(self.head_rho.bias, 5000.0)", c(5000)),
        ("nn.init.constant_(self.encoder[-1].bias, 0)", c(0)), ("nn.init.constant_(self.linear_1.bias,0)", c(0)),
        ("nn.init.uniform_(value, -1, 1)", u(-1, 1)),
        ("nn.init.uniform_(self.output_layer.weight, -3e-3, 3e-3)", u(-3e-3, 3e-3)),
        ("nn.init.uniform_(param.data, -0.08, 0.08)", u(-0.08, 0.08)),
        ("nn.init.orthogonal_(module.weight, gain=2 ** .5)", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("nn.init.orthogonal_(self.proj.weight)", orthogonal(1)),
        ("nn.init.eye_(self.proj.weight)", .identity(gain: 1, rows: 784, columns: 256)),
        ("torch.nn.init.orthogonal_(self.conv1d.weight.data, gain=1)", orthogonal(1)),
        ("nn.init.orthogonal_(m.weight.data)", orthogonal(1)), ("nn.init.orthogonal_(param.data)", orthogonal(1)),
        ("torch.nn.init.orthogonal_(l.weight)  # use a principled initialization", orthogonal(1)),
        ("nn.init.xavier_uniform_(param.data)", uv(2.0 / 1040)),
        ("trunc_normal_tf_(module.weight, std=.02)", t(0, 0.02)),
        ("trunc_normal_(m.weight, std=.02)", t(0, 0.02, -100, 100)),
    ]

    /// Tensors' methods, and functions that draw without a layer.
    private static let methods: [(String, ClaimedLaw)] = [
        ("module.weight.data.normal_(mean=0.0, std=0.02)", n(0, 0.02)),
        ("embed_layer.weight.data.normal_(mean=0, std=0.1)", n(0, 0.1)), ("m.weight.data.normal_(0, 0.01)", n(0, 0.01)),
        ("m.bias.data.zero_()", c(0)), ("m.weight.data.fill_(1)", c(1)), ("module.bias.data.zero_()", c(0)),
        ("self.bias.data.fill_(0)", c(0)), ("self.scale.data.fill_(1)", c(1)),
        ("self.temp_learnable.weight.data.fill_(4)", c(4)), ("layer.bias.data.normal_(0.0, 0.001)", n(0, 0.001)),
        ("m.bias.data.fill_(0.1)", c(0.1)), ("m.weight.data.normal_(0.00, 0.01)", n(0, 0.01)),
        ("self.weight.data.uniform_(-0.1,0.1)", u(-0.1, 0.1)), ("m.weight.data.uniform_(-0.1, 0.1)", u(-0.1, 0.1)),
        ("m.bias.data.fill_(0)", c(0)), ("self.decoder.bias.data.fill_(0)", c(0)),
        ("self.embedding.weight.data.uniform_(-1./512, 1./512)", u(-1.0 / 512, 1.0 / 512)),
        ("self.decoder.bias.data.zero_()", c(0)), ("m.bias.data.fill_(0.0)", c(0)),
        ("np.random.normal(0, 0.1)", n(0, 0.1)), ("np.random.normal(0, 0.5)", n(0, 0.5)),
        ("np.random.normal(0, 1, data.shape)", n(0, 1)), ("np.random.uniform(-0.01, 0.01)", u(-0.01, 0.01)),
        ("np.random.uniform(-0.02, 0.02, W_pos.shape)", u(-0.02, 0.02)),
        ("np.random.uniform(-0.5, 0.5, self.positions.shape)", u(-0.5, 0.5)),
        ("np.random.uniform(-0.1, 0.1, size=2)", u(-0.1, 0.1)),
        ("np.random.uniform(-0.1, 0.1, n_simulations)", u(-0.1, 0.1)),
        ("np.random.randn(fan_out, fan_in)", n(0, 1)), ("torch.randn(3, 5)", n(0, 1)),
    ]

    private static let tensorflow: [(String, ClaimedLaw)] = [
        ("tf.truncated_normal([vocabulary_size, embedding_dim])", t(0, 1)),
        ("tf.truncated_normal([out_channels], .0, .001)", t(0, 0.001)),
        ("tf.truncated_normal([5, 5, 3, 32], dtype=tf.float32, stddev=1e-1, name='weights')", t(0, 0.1)),
        ("tf.truncated_normal([user_num, emb_size])", t(0, 1)),
        (
            "tf.truncated_normal([filter_size, filter_size, in_channel, n_filter],\n                                stddev=0.1)",
            t(0, 0.1)
        ),
        ("tf.truncated_normal([config.feat_hash_dim, config.hidden_dim], stddev=0.05, dtype=tf.float32)", t(0, 0.05)),
        ("tf.truncated_normal([2,3],stddev=2, mean=0, seed=1)", t(0, 2)),
        (
            "tf.truncated_normal([5, 5, NUM_CHANNELS, 32],  # 5x5 filter, depth 32.\n    stddev=0.1,\n    seed=SEED)",
            t(0, 0.1)
        ),
        ("tf.random_normal([2,3],stddev=2, mean=0, seed=1)", n(0, 2)),
        ("tf.random_normal([2, 3], stddev=1.0, dtype=tf.float64)", n(0, 1)), ("tf.random_normal([D, 30])", n(0, 1)),
        ("tf.random_normal([num_input, num_hidden_1], dtype=tf.float64)", n(0, 1)),
        ("tf.random_normal([input_size_i, output_size_i], stddev=0.1)", n(0, 0.1)),
        ("tf.compat.v1.random_normal([2,1])", n(0, 1)), ("tf.random_normal([784, 10])", n(0, 1)),
        ("tf.random_normal([batch_size, noise_dims])", n(0, 1)), ("tf.random_normal([1000, 1000])", n(0, 1)),
        ("tf.random_uniform([feature_size, 1], 0.0, 1.0)", u(0, 1)),
        ("tf.random_uniform([1], minval=0.75, maxval=1.25, dtype=tf.float32, seed=None)", u(0.75, 1.25)),
        ("tf.random_uniform((batch_size, 90))", u(0, 1)), ("tf.random_uniform([3])", u(0, 1)),
        ("tf.random_uniform(())", u(0, 1)), ("tf.random_normal_initializer(stddev=0.02)", n(0, 0.02)),
        ("tf.random_normal_initializer(1., 0.02)", n(1, 0.02)),
        ("tf.random_normal_initializer(mean=0., stddev=0.01)", n(0, 0.01)),
        ("tf.random_normal_initializer(stddev=0.01)", n(0, 0.01)),
        ("tf.random_normal_initializer(0., 0.02)", n(0, 0.02)),
        ("tf.random_normal_initializer(-0.05, 0.05)", n(-0.05, 0.05)),
        ("tf.truncated_normal_initializer(stddev=0.1)", t(0, 0.1)),
        ("tf.truncated_normal_initializer(seed=rand_seed, stddev=0.05, dtype=tf.float32)", t(0, 0.05)),
        ("tf.truncated_normal_initializer(stddev=0.02)", t(0, 0.02)),
        ("tf.truncated_normal_initializer(stddev = 0.1)", t(0, 0.1)), ("tf.zeros_initializer()", c(0)),
        ("tf.truncated_normal_initializer(mean=0.0, stddev=1.0)", t(0, 1)),
        ("tf.truncated_normal_initializer(mean=0.0, stddev=0.005)", t(0, 0.005)),
        ("tf.truncated_normal_initializer()", t(0, 1)),
        ("tf.truncated_normal_initializer(stddev=0.02, seed = tf_op_seed)", t(0, 0.02)),
        ("tf.truncated_normal_initializer(stddev=0.01)", t(0, 0.01)), ("tf.constant_initializer(0.)", c(0)),
        ("tf.constant_initializer(0.05)", c(0.05)), ("tf.contrib.layers.xavier_initializer()", uv(2.0 / 1040)),
        ("tf.contrib.layers.xavier_initializer(uniform=False)", t(0, (1.3 * 2 / 1040).squareRoot())),
        ("initializers.xavier_initializer()", uv(2.0 / 1040)),
        ("tf.contrib.layers.variance_scaling_initializer()", t(0, (1.3 * 2 / 784).squareRoot())),
        (
            "initializers.variance_scaling_initializer(factor=2.0,mode='FAN_IN')    # MSRA init. = He init",
            t(0, (1.3 * 2 / 784).squareRoot())
        ),
        (
            "tf.contrib.layers.variance_scaling_initializer(\n        mode=\"FAN_AVG\"\n    )",
            t(0, (1.3 * 2 / 520).squareRoot())
        ),
        ("tf.variance_scaling_initializer(scale=2.0)", tv(2.0 / 784)),
        ("tf.get_variable('W',[9216,4096])", uv(2.0 / 1040)),
        (
            "tf.initializers.variance_scaling(\n    scale=2.0, mode=\"fan_in\", distribution=\"normal\"\n)",
            tv(2.0 / 784)
        ),
        ("tf.initializers.orthogonal()", orthogonal(1)), ("tf.initializers.he_normal()", tv(2.0 / 784)),
        ("tf.initializers.RandomUniform(minval=-0.1, maxval=0.1)(shape=[10, 5])", u(-0.1, 0.1)),
    ]

    private static let keras: [(String, ClaimedLaw)] = [
        ("tf.keras.initializers.RandomNormal(mean=0., stddev=0.01)", n(0, 0.01)),
        ("tf.keras.initializers.Ones()", c(1)),
        ("tf.keras.initializers.Zeros()", c(0)), ("tf.keras.initializers.HeNormal()", tv(2.0 / 784)),
        ("tf.keras.initializers.RandomNormal(mean=0.0, stddev=0.05, seed=None)", n(0, 0.05)),
        ("tf.keras.initializers.RandomNormal()", n(0, 0.05)),
        ("keras.initializers.RandomNormal(stddev=0.02)", n(0, 0.02)),
        ("keras.initializers.RandomNormal(mean=0.0, stddev=0.05)", n(0, 0.05)),
        ("tf.keras.initializers.RandomNormal(0, 1)", n(0, 1)),
        ("keras.initializers.TruncatedNormal(mean=0, stddev=0.5, seed=42)", t(0, 0.5)),
        ("tf.keras.initializers.TruncatedNormal(mean=0.0001, stddev=0.0002)", t(0.0001, 0.0002)),
        ("tf.keras.initializers.TruncatedNormal(stddev=0.02)", t(0, 0.02)),
        ("keras.initializers.TruncatedNormal(stddev=0.02)", t(0, 0.02)),
        ("tf.keras.initializers.TruncatedNormal(stddev=0.01)", t(0, 0.01)),
        ("tf.keras.initializers.TruncatedNormal(stddev=1.0)", t(0, 1)),
        (
            "tf.keras.initializers.VarianceScaling(\n            scale=1.0, mode='fan_in', distribution='truncated_normal'\n        )",
            tv(1.0 / 784)
        ),
        (
            "tf_keras.initializers.VarianceScaling(\n            scale=2, mode='fan_out', distribution='untruncated_normal')",
            nv(2.0 / 256)
        ),
        ("tf.keras.initializers.VarianceScaling(scale=2.0,\n    mode=(\"fan_avg\")\n    )", tv(2.0 / 520)),
        ("tf.keras.initializers.VarianceScaling(scale=0.01, seed=42)", tv(0.01 / 784)),
        ("tf.keras.initializers.Constant(0)", c(0)), ("tf.keras.initializers.VarianceScaling()", tv(1.0 / 784)),
        ("keras.initializers.VarianceScaling(scale=1./3., mode='fan_in', distribution='uniform')", uv(1.0 / 3 / 784)),
        ("tf.keras.initializers.Orthogonal()", orthogonal(1)),
        ("keras.initializers.Orthogonal(np.sqrt(2.0))", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("initializers.Orthogonal(gain=1.0)", orthogonal(1)),
        ("tf.keras.initializers.Orthogonal(gain=0.1)", orthogonal(0.1)),
        ("tf.keras.initializers.RandomUniform(-4, -1)", u(-4, -1)),
        ("tf.keras.initializers.RandomUniform(seed=7)", u(-0.05, 0.05)),
        ("initializers.RandomUniform(minval=-0.5, maxval=0.5, seed=42)", u(-0.5, 0.5)),
        ("tf.keras.initializers.RandomUniform(minval = 0.0, maxval = 1.0)", u(0, 1)),
        ("tf.keras.initializers.RandomUniform(minval=-3e-3,maxval=3e-3)", u(-3e-3, 3e-3)),
        ("tf.keras.initializers.RandomUniform(minval=-0.05, maxval=0.05, seed=42)", u(-0.05, 0.05)),
        ("tf.keras.initializers.RandomUniform(minval=-0.01, maxval=0.01)", u(-0.01, 0.01)),
        ("K.initializers.RandomUniform(-0.01,0.01,seed=1)", u(-0.01, 0.01)),
        ("K.initializers.glorot_uniform(seed=1)", uv(2.0 / 1040)), ("keras.initializers.Zeros()", c(0)),
        ("keras.initializers.glorot_uniform(seed=self.seed)", uv(2.0 / 1040)),
        ("initializers.glorot_uniform(seed=1)", uv(2.0 / 1040)), ("initializers.glorot_uniform()", uv(2.0 / 1040)),
        ("tf.keras.initializers.glorot_uniform()", uv(2.0 / 1040)),
        ("tf.keras.initializers.he_uniform()", uv(2.0 / 784)),
        ("K.initializers.he_normal(seed=None)", tv(2.0 / 784)), ("tf.keras.initializers.he_normal()", tv(2.0 / 784)),
        ("keras.initializers.glorot_normal(seed=None)", tv(2.0 / 1040)),
        ("keras.initializers.he_normal(seed=None) ## He", tv(2.0 / 784)), ("K.initializers.he_normal()", tv(2.0 / 784)),
        ("initializers.he_normal()", tv(2.0 / 784)), ("initializers.he_normal(seed=0)", tv(2.0 / 784)),
        ("tf.contrib.keras.initializers.he_normal()", tv(2.0 / 784)),
    ]

    private static let jax: [(String, ClaimedLaw)] = [
        ("nn.initializers.xavier_uniform()", uv(2.0 / 1040)), ("nn.initializers.orthogonal(scale=1.0)", orthogonal(1)),
        ("nn.initializers.constant(0)", c(0)), ("nn.initializers.normal(stddev=0.1)", n(0, 0.1)),
        ("nn.initializers.zeros", c(0)), ("nn.initializers.zeros_init()", c(0)),
        ("nn.initializers.lecun_normal()", tv(1.0 / 784)), ("nn.initializers.normal(stddev=1e-6)", n(0, 1e-6)),
        ("jax.nn.initializers.orthogonal(scale=np.sqrt(2))", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("jax.nn.initializers.normal(stddev=0.01)", n(0, 0.01)), ("jax.nn.initializers.he_uniform()", uv(2.0 / 784)),
        ("jax.nn.initializers.normal(stddev=0.1)", n(0, 0.1)), ("jax.nn.initializers.ones", c(1)),
        ("jax.nn.initializers.variance_scaling(2.0, \"fan_out\", \"normal\")", nv(2.0 / 256)),
        ("jax.nn.initializers.glorot_uniform()", uv(2.0 / 1040)),
        (
            "jax.nn.initializers.variance_scaling(\n    scale=2, mode=\"fan_avg\", distribution=\"uniform\"\n)",
            uv(2.0 / 520)
        ),
        ("jax.nn.initializers.variance_scaling(1.0, 'fan_in', 'uniform')", uv(1.0 / 784)),
        ("jax.nn.initializers.variance_scaling(scale=0.1, mode=\"fan_avg\", distribution=\"uniform\")", uv(0.1 / 520)),
        ("nnx.initializers.variance_scaling(\n            1.0, 'fan_avg', 'uniform',\n        )", uv(1.0 / 520)),
        ("jax.nn.initializers.orthogonal(scale=1.0)", orthogonal(1)),
        ("jnn.initializers.orthogonal(jnp.sqrt(2))", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("jax.nn.initializers.orthogonal(jnp.sqrt(2.0))", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("jax.nn.initializers.orthogonal(0.01)", orthogonal(0.01)), ("nn.initializers.orthogonal()", orthogonal(1)),
        ("nn.initializers.orthogonal(scale=1.414)", orthogonal(1.414)), ("jax.nn.initializers.constant(0.0)", c(0)),
        ("nn.initializers.glorot_uniform()", uv(2.0 / 1040)), ("jnn.initializers.glorot_uniform()", uv(2.0 / 1040)),
        ("jax.nn.initializers.glorot_uniform()(key, linear.weight.shape)", uv(2.0 / 1040)),
        ("jax.nn.initializers.glorot_uniform(dtype=dtype)", uv(2.0 / 1040)),
        ("hk.initializers.VarianceScaling(1.0, 'fan_avg', 'truncated_normal')", tv(1.0 / 520)),
        ("hk.initializers.RandomNormal()", n(0, 1)),
        ("hk.initializers.VarianceScaling(1.0, 'fan_avg', 'uniform')", uv(1.0 / 520)),
        ("hk.initializers.VarianceScaling(scale=2.0)", tv(2.0 / 784)), ("hk.initializers.Constant(0.0)", c(0)),
        ("hk.initializers.TruncatedNormal(stddev=0.02)", t(0, 0.02)),
        ("hk.initializers.VarianceScaling(mode='fan_in', scale=1.)", tv(1.0 / 784)),
        ("hk.initializers.Orthogonal()", orthogonal(1)), ("hk.initializers.TruncatedNormal(0.01)", t(0, 0.01)),
        ("mx.init.Xavier()", uv(1.0 / 520)), ("mx.init.Xavier(magnitude=2.)", uv(2.0 / 3 / 520)),
        ("mx.init.Xavier(magnitude=2)", uv(2.0 / 3 / 520)), ("mx.init.Xavier(factor_type='in')", uv(1.0 / 256)),
        ("mx.init.Xavier(factor_type=\"in\", magnitude=2.34)", uv(2.34 / 3 / 256)),
        ("mx.init.Xavier(magnitude=3)", uv(1.0 / 520)),
        ("mx.init.Normal()", n(0, 0.01)), ("mx.init.Uniform(scale=0.1)", u(-0.1, 0.1)),
        ("mx.init.Uniform(1)", u(-1, 1)), ("mx.init.Normal(0.01)", n(0, 0.01)),
        ("mx.init.Xavier(magnitude=2.24)", uv(2.24 / 3 / 520)),
    ]

    private static let further: [(String, ClaimedLaw)] = [
        ("torch.nn.init.kaiming_normal_(m.weight)", nv(2.0 / 256)),
        ("nn.init.kaiming_normal_(m.weight, a=0, mode='fan_out')", nv(2.0 / 784)),
        ("nn.init.constant_(m.bias, 0.0)", c(0)), ("nn.init.constant_(m.bias, 0.1)", c(0.1)),
        ("nn.init.kaiming_normal_(m.weight, mode=\"fan_in\", nonlinearity=\"relu\")", nv(2.0 / 256)),
        ("nn.init.kaiming_normal_(m.weight, mode='fan_in', nonlinearity='relu')", nv(2.0 / 256)),
        ("nn.init.kaiming_normal_(weight_matrix_dim, nonlinearity = 'relu')", nv(2.0 / 256)),
        ("nn.init.normal_(m.weight.data, 0.0, 0.02)", n(0, 0.02)), ("init.normal_(m.weight, std=0.001)", n(0, 0.001)),
        ("nn.init.normal_(m.weight, std=0.01)", n(0, 0.01)),
        ("nn.init.normal_(m.weight, mean =0, std=0.01)", n(0, 0.01)),
        ("nn.init.normal_(m.weight, 0.0, 0.02)", n(0, 0.02)), ("nn.init.normal_(m.weight, std=0.001)", n(0, 0.001)),
        ("nn.init.trunc_normal_(m.weight, std=.02)", t(0, 0.02, -100, 100)),
        ("torch.nn.init.trunc_normal_(m.weight, mean=0.0, std=1.0, a=- 2.0, b=2.0)", t(0, 1)),
        ("torch.nn.init.trunc_normal_(m.weight, std=.02)", t(0, 0.02, -100, 100)),
        ("nn.init.trunc_normal_(m.weight, mean=0.0, std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.init.uniform_(module, -np.pi, np.pi)  # Quantum rotation angles", u(-Double.pi, Double.pi)),
        ("nn.init.uniform_(model.seq[1].weight)", u(0, 1)), ("nn.init.uniform_(model.seq[1].bias)", u(0, 1)),
        ("init.uniform_(m.weight, -0.1, 0.1)", u(-0.1, 0.1)), ("nn.init.uniform_(m.weight, -0.1, 0.1)", u(-0.1, 0.1)),
        ("nn.init.constant_(m.weight[padding_idx], 0)", c(0)), ("mod.bias.zero_()", c(0)),
        ("nn.init.uniform_(mod.weight, -1e-4, 1e-4)", u(-1e-4, 1e-4)),
        ("nn.init.uniform_(m.bias.data, 0.0, 0.1)", u(0, 0.1)), ("torch.nn.init.uniform_(m.weight)", u(0, 1)),
        ("m.bias.data.fill_(0.01)", c(0.01)),
        (
            "nn.init.xavier_uniform_(self._h1.weight,\n                                gain=nn.init.calculate_gain('relu'))",
            uv(4.0 / 1040)
        ),
        (
            "nn.init.orthogonal_(m.weight, gain=nn.init.calculate_gain(\"relu\"))",
            .orthogonal(gain: rootTwo, rows: 784, columns: 256)
        ),
        (
            "nn.init.xavier_uniform_(\n                self.relational_embedding,\n                gain=nn.init.calculate_gain('relu')\n        )",
            uv(4.0 / 1040)
        ),
        ("nn.init.xavier_normal_(self.users_feature)", nv(2.0 / 1040)),
        ("torch.nn.init.xavier_normal_(self.linear_o.weight)", nv(2.0 / 1040)),
        ("torch.nn.init.constant_(self.linear_o.bias, 0)", c(0)),
        ("nn.init.xavier_normal_(self.spatial_projection.weight)", nv(2.0 / 1040)),
        ("nn.init.xavier_normal_(self.W_U)", nv(2.0 / 1040)),
        ("nn.init.xavier_normal_(self.experts.gate_proj.data)", nv(2.0 / 1040)),
        ("nn.init.xavier_normal_(self.loc[0].weight)", nv(2.0 / 1040)),
        ("torch.nn.init.xavier_normal_(self.conv1.weight)", nv(2.0 / 1040)),
        ("nn.init.xavier_normal_(self.W, gain=1)", nv(2.0 / 1040)),
        ("nn.init.ones_(self.gamma_fc.weight)", c(1)), ("torch.nn.init.ones_(norm.weight)", c(1)),
        ("nn.init.ones_(module.weight)", c(1)), ("nn.init.zeros_(module.bias)", c(0)), ("nn.init.ones_(self.g)", c(1)),
        ("nn.init.ones_(self.fc1.bias[self.fc1.bias.shape[0] // 2:])", c(1)),
        ("nn.init.orthogonal_(self.codes)", orthogonal(1)),
        ("nn.init.orthogonal_(self.actor_head.weight, gain=0.01)", orthogonal(0.01)),
        ("nn.init.orthogonal_(self.policy_head.weight, gain=0.01)", orthogonal(0.01)),
        ("nn.init.orthogonal_(self.weight)", orthogonal(1)),
        ("init.orthogonal_(self.comp_linear.weight.data)", orthogonal(1)),
        ("init.orthogonal_(self.conv_g1_w)", orthogonal(1)),
        ("nn.init.orthogonal_(self.actor.weight, gain=0.01)", orthogonal(0.01)),
        ("self.value_head.weight.data.fill_(0.0)", c(0)), ("self.value_head.bias.data.fill_(0.0)", c(0)),
        ("bn.bias.data.fill_(0.)", c(0)), ("bn.weight.data.fill_(1.)", c(1)), ("m.weight.data.fill_(1.0)", c(1)),
        ("module.weight.data.fill_(1.0)", c(1)), ("model.weight.data.fill_(1)", c(1)),
        ("model.weight.data.fill_(0)", c(0)),
        ("np.random.uniform(low=-1.0, high=1.0, size=n)", u(-1, 1)),
        ("np.random.uniform(low=-5, high=5, size=[10000])", u(-5, 5)),
        ("np.random.uniform(low=-0.05,high=0.05,size=(4,))", u(-0.05, 0.05)),
        ("np.random.uniform(low=-0.1, high=0.1, size=(2,))", u(-0.1, 0.1)),
        ("nn.initializers.normal(stddev=1.0)", n(0, 1)), ("nn.initializers.normal(stddev=0.01)", n(0, 0.01)),
        ("nn.initializers.normal(stddev=0.001)", n(0, 0.001)), ("nn.initializers.normal(0.02)", n(0, 0.02)),
        ("nn.initializers.normal(stddev=0.02)", n(0, 0.02)),
        ("jax.nn.initializers.normal(stddev=0.5 ** 0.5)", n(0, 0.5.squareRoot())),
        ("jax.nn.initializers.normal()", n(0, 0.01)), ("jax.nn.initializers.constant(0.01)", c(0.01)),
        ("nn.initializers.constant(0.0)", c(0)), ("nn.initializers.constant(0.001)", c(0.001)),
        ("jax.nn.initializers.constant(-3.0)", c(-3)), ("nn.initializers.constant(1e-4)", c(1e-4)),
        ("nn.initializers.constant(1, jnp.float16)", c(1)), ("nn.initializers.constant(1e-6)", c(1e-6)),
        ("nnx.initializers.glorot_uniform()", uv(2.0 / 1040)),
        ("nnx.initializers.truncated_normal(stddev=0.02)", t(0, 0.02)),
        ("nnx.initializers.he_normal()", tv(2.0 / 784)), ("nnx.initializers.zeros_init()", c(0)),
        ("nnx.initializers.normal(1.0)(rngs.params(), (config.num_heads, config.num_buckets))", n(0, 1)),
        ("nnx.initializers.normal()(rngs.params(), shape)", n(0, 0.01)),
        ("nnx.initializers.lecun_normal()", tv(1.0 / 784)),
        ("nnx.initializers.normal(stddev=0.02)", n(0, 0.02)), ("jax.nn.initializers.lecun_normal()", tv(1.0 / 784)),
        ("nn.initializers.lecun_normal()(key, shape, dtype)", tv(1.0 / 784)),
        ("jax.nn.initializers.lecun_uniform()", uv(1.0 / 784)),
        ("jax.nn.initializers.lecun_normal(dtype=global_defs.tReal)", tv(1.0 / 784)),
        ("jax.random.normal(\n            rng_w, shape=(config.feat_dim, config.latent_dim)\n        )", n(0, 1)),
        ("jax.random.normal(kk[i], (N, 12))", n(0, 1)), ("jax.random.normal(key, state.vel.shape)", n(0, 1)),
        ("jax.random.normal(key2, shape=sample_shape)", n(0, 1)),
        ("jax.random.normal(key, shape=(natoms, 3))", n(0, 1)),
        ("jax.random.normal(keys[3], (config.fusion_hidden_dim, config.num_classes), dtype=jnp.float32)", n(0, 1)),
        ("jax.random.normal(key_x, (BATCH_SIZE, D_DIM))", n(0, 1)), ("jax.random.normal(key, (100, 1))", n(0, 1)),
        ("tf.keras.initializers.lecun_normal(seed=None)", tv(1.0 / 784)),
        ("tf.compat.v1.keras.initializers.lecun_normal()", tv(1.0 / 784)),
        ("tf.keras.initializers.Constant(-5.0)", c(-5)),
        ("initializers.Constant(0.01)", c(0.01)), ("tf.keras.initializers.Constant(0.1)", c(0.1)),
        ("keras.initializers.HeUniform()", uv(2.0 / 784)), ("tf.keras.initializers.HeUniform()", uv(2.0 / 784)),
        ("tf.keras.initializers.GlorotNormal(seed=None)", tv(2.0 / 1040)),
        ("tf.keras.initializers.GlorotNormal()", tv(2.0 / 1040)), ("initializers.GlorotNormal()", tv(2.0 / 1040)),
        ("keras.initializers.GlorotNormal(seed=seed)", tv(2.0 / 1040)),
        ("tf.keras.initializers.he_uniform", uv(2.0 / 784)),
        ("tf.keras.initializers.he_uniform(seed = 1)", uv(2.0 / 784)),
        ("tf.keras.initializers.RandomUniform()", u(-0.05, 0.05)),
        ("tf.keras.initializers.RandomUniform(0, 2 * np.pi)", u(0, 2 * Double.pi)),
        ("tf.random_uniform_initializer(minval=-0.1, maxval=0.1)", u(-0.1, 0.1)),
        ("tf.random_uniform_initializer(minval=0.90,maxval=1.1,dtype=tf.float32)", u(0.9, 1.1)),
        ("tf.random_uniform_initializer(-0.1, 0.1, seed=2)", u(-0.1, 0.1)),
        ("tf.random_uniform_initializer(-0.05, 0.05)", u(-0.05, 0.05)),
        ("tf.random_uniform_initializer(-0.01, 0.01)", u(-0.01, 0.01)), ("tf.random.normal([3])", n(0, 1)),
        ("tf.random.normal([16, NOISE_DIM])", n(0, 1)), ("tf.random.normal([self.in_features,1])", n(0, 1)),
        ("tf.random.normal([10, 1])", n(0, 1)), ("tf.random.normal([label_shape[0]], 0.0, 1.0)", n(0, 1)),
        ("tf.random.normal([n], stddev=0.05, seed=42)", n(0, 0.05)),
        (
            "tf.random.truncated_normal(\n                    [BOTTLENECK_TENSOR_SIZE, class_count], stddev=0.001)",
            t(0, 0.001)
        ),
        ("tf.random.truncated_normal(shape=self.shape)", t(0, 1)),
        ("tf.random.truncated_normal(shape=[num_feature, 1])", t(0, 1)),
        ("tf.random.truncated_normal(dtype=tf.float32, shape=shape, mean=0, stddev=0.01)", t(0, 0.01)),
        ("tf.random.truncated_normal(weights_shape, stddev=0.01, seed=1)", t(0, 0.01)),
        ("tf.random.truncated_normal([784, 10], stddev=0.1)", t(0, 0.1)),
        ("tf.random.truncated_normal([channels], mean=1.0, stddev=0.02)", t(1, 0.02)),
        ("tf.contrib.layers.xavier_initializer_conv2d()", uv(2.0 / 1040)),
        ("tf.contrib.layers.xavier_initializer_conv2d(dtype=self.floattype)", uv(2.0 / 1040)),
        ("tf.contrib.layers.xavier_initializer_conv2d(uniform=False)", t(0, (1.3 * 2 / 1040).squareRoot())),
        ("tf.glorot_uniform_initializer()", uv(2.0 / 1040)),
        ("tf.glorot_uniform_initializer(\n    seed=None,\n    dtype=tf.float32\n)", uv(2.0 / 1040)),
        ("tf.glorot_normal_initializer()", tv(2.0 / 1040)), ("tf.constant_initializer(0.0)", c(0)),
        ("tf.compat.v1.glorot_uniform_initializer()((10, 10))", uv(2.0 / 1040)),
        ("tf.glorot_uniform_initializer()(( shape[0], shape[-1], output_dim))", uv(2.0 / 1040)),
        ("nn.initializer.XavierUniform()", uv(2.0 / 1040)),
        ("nn.initializer.XavierUniform()(layer.weight)", uv(2.0 / 1040)),
    ]

    /// Paddle, MindSpore, Lasagne, CNTK, Flux, Burn, candle, tch, tinygrad, and JAX with axes. A matrix is [in, out]
    /// for Paddle, Lasagne, CNTK and Burn, and [out, in] for all others except JAX, whose axes state it.
    private static let others: [(String, ClaimedLaw)] = [
        ("nn.initializer.KaimingNormal()", nv(2.0 / 784)),
        (
            "paddle.nn.initializer.KaimingNormal(\n            negative_slope=0, nonlinearity=\"leaky_relu\"\n        )",
            nv(2.0 / 784)
        ),
        ("nn.initializer.KaimingNormal(0.0, mode='fan_out', nonlinearity='relu')(m.weight)", nv(2.0 / 256)),
        ("paddle.nn.initializer.TruncatedNormal(std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.initializer.TruncatedNormal(\n    mean=0.0, std=0.02)", t(0, 0.02, -100, 100)),
        ("nn.initializer.TruncatedNormal(std=.02)", t(0, 0.02, -100, 100)),
        ("nn.initializer.KaimingUniform()", uv(2.0 / 784)), ("paddle.nn.initializer.KaimingUniform()", uv(2.0 / 784)),
        // The slope belongs to a leaky rectifier, but the default is a plain one.
        ("paddle.nn.initializer.KaimingUniform(negative_slope=math.sqrt(5))", uv(2.0 / 784)),
        ("paddle.nn.initializer.Uniform(low=0.0, high=2 * np.pi)", u(0, 2 * Double.pi)),
        ("nn.initializer.Uniform()", u(-1, 1)), ("nn.initializer.Uniform(low=-0.01, high=0.01)", u(-0.01, 0.01)),
        ("nn.initializer.Uniform(-0.1, 0.1)", u(-0.1, 0.1)), ("nn.initializer.Constant(1.0)", c(1)),
        ("paddle.nn.initializer.Uniform(\n    low=-0.5, high=0.5\n)", u(-0.5, 0.5)),
        ("lasagne.init.HeNormal(gain='relu')", nv(2.0 / 784)), ("lasagne.init.HeNormal('relu')", nv(2.0 / 784)),
        ("lasagne.init.HeNormal(gain = 'relu')", nv(2.0 / 784)), ("lasagne.init.HeNormal(gain=1)", nv(1.0 / 784)),
        ("lasagne.init.GlorotUniform()", uv(2.0 / 1040)), ("lasagne.init.GlorotUniform(gain='relu')", uv(4.0 / 1040)),
        ("lasagne.init.Uniform()", u(-0.01, 0.01)), ("lasagne.init.Uniform(range=0.1)", u(-0.1, 0.1)),
        // The second argument is the standard deviation, which takes precedence over the range.
        ("lasagne.init.Uniform(-3e-3, 3e-3)", uv(9e-6)), ("lasagne.init.Constant(0.)", c(0)),
        ("lasagne.init.Orthogonal()", orthogonal(1)),
        ("lasagne.init.Orthogonal(\"relu\")", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("lasagne.init.Orthogonal('relu')", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("ms.common.initializer.HeUniform(math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("ms.common.initializer.HeUniform(negative_slope=math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("mindspore.common.initializer.HeUniform(math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("ms.common.initializer.HeUniform()", uv(2.0 / 256)), ("ms.common.initializer.XavierUniform()", uv(2.0 / 1040)),
        ("mindspore.common.initializer.XavierUniform()", uv(2.0 / 1040)),
        ("mindspore.common.initializer.XavierUniform(gain = 1)", uv(2.0 / 1040)),
        ("C.glorot_uniform()", uv(2.0 / 1040)),
        (
            "burn::nn::Initializer::KaimingUniform {\n    gain: 0.5,\n    fan_out_only: false,\n}", uv(0.25 / 784)
        ),
        ("Initializer::KaimingUniform {\n    gain: 1.0,\n    fan_out_only: true,\n}", uv(1.0 / 256)),
        ("Initializer::KaimingUniform {\n    gain: 2.0_f64.sqrt(),\n    fan_out_only: false,\n}", uv(2.0 / 784)),
        ("Initializer::KaimingUniform { gain: 1.0_f64 / 3.0_f64.sqrt(), fan_out_only: false }", uv(1.0 / 3 / 784)),
        ("Initializer::Orthogonal { gain: 2.0_f64.sqrt() }", .orthogonal(gain: rootTwo, rows: 784, columns: 256)),
        ("Initializer::XavierNormal { gain: 1.0 }", nv(2.0 / 1040)),
        ("Initializer::XavierNormal { gain: 1.52 }", nv(1.52 * 1.52 * 2 / 1040)),
        ("Initializer::XavierNormal { gain: 0.1 }", nv(0.01 * 2 / 1040)),
        ("Initializer::XavierNormal { gain: 2.0 }", nv(8.0 / 1040)),
        ("Initializer::Normal {\n    mean: 0.0,\n    std: 0.001,\n}", n(0, 0.001)),
        ("Initializer::Normal {\n    mean: 0.0,\n    std: 0.5,\n}", n(0, 0.5)),
        ("Initializer::Normal {\n    mean: 0.0,\n    std: 0.02,\n}", n(0, 0.02)),
        ("candle_nn::Init::Randn { mean: 0.0, stdev: 0.02 }", n(0, 0.02)),
        ("candle_nn::Init::Randn {\n    mean: 0.0,\n    stdev: 0.01,\n}", n(0, 0.01)),
        ("candle_nn::Init::Randn {\n    mean: 0.0,\n    stdev: 1.0,\n}", n(0, 1)),
        ("nn::Init::Uniform { lo: -0.1, up: 0.1 }", u(-0.1, 0.1)),
        ("nn::Init::Uniform { lo: -0.25, up: 0.25 }", u(-0.25, 0.25)),
        ("nn::Init::Uniform { lo: 0f64, up: 1f64 }", u(0, 1)), ("tch::nn::Init::Uniform { lo: 0., up: 1. }", u(0, 1)),
        ("Flux.kaiming_normal(rng)", nv(2.0 / 256)), ("Flux.kaiming_normal(gain=0.0001f0)", nv(1e-8 / 256)),
        ("Flux.kaiming_normal(3, 2)", nv(2.0 / 256)), ("Flux.kaiming_normal(gain = 2.0)", nv(4.0 / 256)),
        ("Flux.kaiming_normal(Random.GLOBAL_RNG, 784, 256)", nv(2.0 / 256)),
        ("Flux.glorot_uniform(rng)", uv(2.0 / 1040)), ("Flux.glorot_uniform(1, h_size)", uv(2.0 / 1040)),
        ("Flux.glorot_uniform(N, M)", uv(2.0 / 1040)), ("Flux.glorot_uniform(20, d)", uv(2.0 / 1040)),
        ("Flux.glorot_uniform(feature_size, 3)", uv(2.0 / 1040)), ("Flux.glorot_normal(gain=1)", nv(2.0 / 1040)),
        ("Flux.glorot_normal(gain = 0.0005)", nv(2.5e-7 * 2 / 1040)), ("Flux.glorot_normal(gain=100)", nv(2e4 / 1040)),
        ("Tensor.kaiming_uniform(784, 128)", uv(2 / 1.0001 / 256)),
        ("Tensor.kaiming_uniform(n_inputs, n_outputs)", uv(2 / 1.0001 / 256)),
        ("Tensor.kaiming_uniform(out_features, in_features, a=math.sqrt(5))", uv(1.0 / 3 / 256)),
        ("Tensor.kaiming_uniform(self.hidden_dim, 4, a=math.sqrt(5), requires_grad=True)", uv(1.0 / 3 / 256)),
        ("Tensor.glorot_uniform(vocab_size, embed_size)", uv(2.0 / 1040)),
        ("Tensor.glorot_uniform(5, 3)", uv(2.0 / 1040)),
        ("mx.init.MSRAPrelu()", nv(2 / 1.0625 / 520)), ("init.MSRAPrelu('in', 0)", nv(2.0 / 256)),
        ("mx.init.MSRAPrelu(slope=0.0)", nv(2.0 / 520)),
        ("jax.nn.initializers.he_uniform(in_axis=1, out_axis=0)", uv(2.0 / 256)),
        ("initializers.he_normal(in_axis=1, out_axis=0)", tv(2.0 / 256)),
        ("initializers.he_uniform(in_axis=1, out_axis=0)", uv(2.0 / 256)),
        ("initializers.glorot_normal(in_axis=1, out_axis=0)", tv(2.0 / 1040)),
        ("jax.nn.initializers.he_uniform(in_axis=0, out_axis=1)", uv(2.0 / 784)),
        ("jax.nn.initializers.he_uniform(in_axis = 0, out_axis=1)", uv(2.0 / 784)),
        ("jax.nn.initializers.he_uniform(in_axis=-2, out_axis=-1)", uv(2.0 / 784)),
        ("nn.initializers.lecun_normal(in_axis=-1, out_axis=-2)", tv(1.0 / 256)),
        // The outputs' axis is also -1: 256 times a receptive field of 784 / 256.
        ("jax.nn.initializers.he_uniform(in_axis=-1)", uv(2.0 / 784)),
        ("tf_keras.initializers.glorot_normal()", tv(2.0 / 1040)),
        ("tf_keras.initializers.GlorotUniform()", uv(2.0 / 1040)),
        ("tf_keras.initializers.RandomNormal(\n              stddev=0.01)", n(0, 0.01)),
        ("tf_keras.initializers.RandomNormal(stddev=0.02)", n(0, 0.02)),
        ("tf_keras.initializers.TruncatedNormal(stddev=0.02)", t(0, 0.02)),
        ("tf_keras.initializers.Zeros()", c(0)),
        (
            "tf_keras.initializers.VarianceScaling(\n              scale=2, mode='fan_out', distribution='untruncated_normal')",
            nv(2.0 / 256)
        ),
        ("WeightInit.XAVIER_LEGACY", nv(1.0 / 1040)),
        ("np.random.default_rng(0).normal(0, 0.02, size=(784, 256))", n(0, 0.02)),
        ("np.random.default_rng(seed=42).normal(loc=0.0, scale=0.1, size=(784, 256))", n(0, 0.1)),
        ("np.random.default_rng().uniform(-0.1, 0.1, (784, 256))", u(-0.1, 0.1)),
        ("np.random.RandomState(1234).uniform(low=-0.05, high=0.05, size=(784, 256))", u(-0.05, 0.05)),
        ("np.random.Generator(np.random.PCG64(7)).standard_normal((784, 256))", n(0, 1)),
        ("default_rng(1).standard_normal(size=(784, 256))", n(0, 1)),
        ("rng.normal(0, 0.02, size=(784, 256))", n(0, 0.02)),
        ("keras.layers.Dense(256, activation='relu')", uv(2.0 / 1040)),
        ("tf.keras.layers.Dense(256, activation=tf.nn.relu, input_shape=(784,))", uv(2.0 / 1040)),
        ("layers.Dense(256, kernel_initializer='he_normal', bias_initializer='zeros')", tv(2.0 / 784)),
        ("tf.keras.layers.Dense(256, kernel_initializer=tf.keras.initializers.HeUniform(seed=1))", uv(2.0 / 784)),
        ("layers.Conv2D(32, (3, 3), padding='same', activation='relu')", uv(2.0 / 1040)),
        ("nn.Dense(features=256)", tv(1.0 / 784)), ("nnx.Linear(784, 256, rngs=rngs)", tv(1.0 / 784)),
        ("tf.get_variable('W', [784, 256], initializer=tf.contrib.layers.xavier_initializer())", uv(2.0 / 1040)),
        // TensorFlow 1's function of that name has standard deviation 1, TensorFlow 2's has 0.05.
        ("tf.get_variable(\"W\", shape=[784, 256], initializer=tf.random_normal_initializer())", n(0, 1)),
        ("tf.get_variable('W', [784, 256], initializer=tf.truncated_normal_initializer(stddev=0.1))", t(0, 0.1)),
        // The documented law, not the one that is drawn.
        ("WeightInit.VAR_SCALING_UNIFORM_FAN_IN", u(-3.0 / 784, 3.0 / 784)),
        ("WeightInit.VAR_SCALING_UNIFORM_FAN_OUT", u(-3.0 / 256, 3.0 / 256)),
        ("WeightInit.VAR_SCALING_UNIFORM_FAN_AVG", u(-3.0 / 520, 3.0 / 520)),
    ]

    /// Calls with axes that a matrix does not have, and the call of a bias.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            // From the documentation: in_size * receptive field = n * n / (n n).
            ("jax.nn.initializers.he_uniform(in_axis=-1)", [256], u(-6.0.squareRoot(), 6.0.squareRoot())),
            (
                "nn.initializers.lecun_normal(in_axis=-2, out_axis=-1, batch_axis=(0, 1))", [3, 8, 256, 32],
                tv(1.0 / 256)
            ),
            ("nn.initializers.lecun_normal(in_axis=-2, out_axis=-1, batch_axis=(0,))", [2, 64, 16], tv(1.0 / 64)),
            ("nn.initializers.lecun_normal(in_axis=(-3, -2), out_axis=-1)", [8, 32, 512], tv(1.0 / 256)),
            ("jax.nn.initializers.he_uniform(in_axis=-1, out_axis=(-3,-2))", [4, 8, 64], uv(2.0 / 64)),
        ]
    )
    func `axes are the call's own`(text: String, shape: [Int], law: ClaimedLaw) throws {
        let found = try Claim(text).law(of: shape)
        #expect(Self.isClose(found, law), "\(text): \(found)")
    }

    @Test(.tags(.knownAnswer)) func `calls of public code are understood`() throws {
        let calls = Self.torch + Self.methods + Self.tensorflow + Self.keras + Self.jax + Self.further + Self.others
        #expect(Set(calls.map(\.0)).count == calls.count && calls.count > 500)
        for (text, law) in calls {
            let found = try Claim(text).law(of: [784, 256])
            #expect(Self.isClose(found, law), "\(text): \(found)")
        }
    }

    /// A text with names for numbers, arithmetic with them, or another tensor states no law.
    @Test(
        .tags(.negativeControl),
        arguments: [
            ("m.weight.data.normal_(0, math.sqrt(2. / n))", "a number"),
            ("m.weight.data.normal_(mean=0.0, std=np.sqrt(2.0 / fan_out))", "a number"),
            ("module.weight.data.normal_(mean=0.0, std=0.02 * init_scale)", "a number"),
            ("self.encoder.weight.data.uniform_(-initrange, initrange)", "a number"),
            ("nn.init.uniform_(self.bias, -bound, bound)", "a number"),
            ("nn.init.constant_(lin.bias, -radius_init)", "a number"),
            ("torch.nn.init.constant_(layer.bias, bias_const)", "write the value"),
            ("torch.nn.init.orthogonal_(layer.weight, std)", "write the value"),
            ("torch.nn.init.xavier_normal_(m.weight.data, gain=init_gain)", "write the value"),
            ("nn.initializers.orthogonal(scale=1.0, column_axis=0)", "torch.nn.init.orthogonal_"),
            ("tf.random_normal_initializer(mean=0.0, stddev=embedding_width**-0.5)", "','"),
            ("tf.keras.initializers.TruncatedNormal(stddev=stddev)", "write the value"),
            // mup's laws depend on the base shapes that the model has been given.
            ("mup.init.uniform_(param, -0.1, 0.1)", "width_mult"), ("mup.init.uniform_(param, a=-a, b=a)", "a number"),
            ("mup.init.normal_(m.weight, std=1.0)", "width_mult"),
            ("mup.init.trunc_normal_(m.weight, std=.02)", "width_mult"),
            ("mup.init.kaiming_uniform_(p, a=math.sqrt(5))", "PyTorch's law where"),
            ("hk.initializers.Constant(np.log(np.exp(1.) - 1.))", "a number"),
            ("nn.initializers.variance_scaling(scale, \"fan_avg\", \"uniform\")", "expected"),
            ("hk.initializers.VarianceScaling(self._init_scale)", "write the value"),
            ("np.random.normal(0, rmse, len(y_test))", "expected"), ("np.random.normal(0, X)", "write the value"),
            ("nn.initializers.normal(stddev=1.0 / np.sqrt(LATENT_DIM))", "a number"),
            ("tf.random_uniform_initializer(-config.init_scale, config.init_scale)", "a number"),
            ("nn.init.uniform_(m.weight, a=-gain, b=gain)", "a number"),
            ("nn.init.normal_(m.weight.data, 0.0, gain)", "write"),
            ("jax.nn.initializers.normal(stddev)", "write the value"),
            ("tf.keras.initializers.Constant(logit(output_value))", "a number"),
            ("nn.initializers.normal(self.divfree_head_init_std)", "write the value"),
            ("nn.initializers.orthogonal(scale)", "write the value"),
            ("jax.nn.initializers.orthogonal(scale)", "write"),
            ("keras.initializers.VarianceScaling(200/current_size)", "a number"),
            ("tf.get_variable('W', shape, initializer=init)", "initializer"),
            ("keras.layers.Dense(64, kernel_initializer=init)", "its call"),
            ("keras.layers.Dense(64, bias_initializer='ones')", "found argument bias_initializer"),
            ("keras.layers.Dense(64, kernel_initializer=keras.layers.Dense(3, kernel_initializer='zeros'))", "found"),
            ("nn.Dense(10, kernel_init=nn.initializers.zeros)", "kernel_init"),
            ("np.random.default_rng(0)", "the generator's method"),
            ("np.random.default_rng(0).integers(3)", "np.random.integers"),
            ("nn.initializer.Normal(mean=0.0, std=initializer_range)", "write the value"),
            ("nn.initializer.Normal(std=hidden**-0.5)", "expected"),
            ("nn.initializer.Uniform(-stdv, stdv)", "a number"),
            ("paddle.nn.initializer.Normal(mean=0.0, std=std)", "write the value"),
            ("lasagne.init.HeNormal(hevar)", "write the value"),
            ("lasagne.init.Uniform(args.INIT_RANGE)", "write the value"),
            ("Initializer::XavierNormal { gain }", "write the value"),
            ("candle_nn::Init::Uniform {\n    lo: -bound,\n    up: bound,\n}", "a number"),
            ("candle_nn::Init::Randn { mean: 0.0, stdev: 1.0 / (n_embd as f64).sqrt() }", "expected"),
            ("Initializer::Normal {\n    mean: 0.0,\n    std: embedding_std,\n}", "write the value"),
        ]
    )
    func `a call that says no law is refused`(text: String, word: String) {
        #expect {
            _ = try Claim(text)
        } throws: {
            "\($0)".contains(word)
        }
    }

    private static func isClose(_ a: ClaimedLaw, _ b: ClaimedLaw) -> Bool {
        func near(_ x: [Double], _ y: [Double]) -> Bool {
            zip(x, y).allSatisfy { abs($0 - $1) <= 1e-12 * max(abs($0), abs($1)) }
        }
        switch (a, b) {
        case (.uniform(let low, let high), .uniform(let otherLow, let otherHigh)):
            return near([low, high], [otherLow, otherHigh])
        case (.normal(let mean, let deviation), .normal(let otherMean, let otherDeviation)):
            return near([mean, deviation], [otherMean, otherDeviation])
        case (
            .truncatedNormal(let mean, let deviation, let low, let high),
            .truncatedNormal(let otherMean, let otherDeviation, let otherLow, let otherHigh)
        ):
            return near([mean, deviation, low, high], [otherMean, otherDeviation, otherLow, otherHigh])
        case (.orthogonal(let gain, let rows, let columns), .orthogonal(let otherGain, let otherRows, let otherColumns)):
            return near([gain], [otherGain]) && (rows, columns) == (otherRows, otherColumns)
        default:
            return a == b
        }
    }
}
