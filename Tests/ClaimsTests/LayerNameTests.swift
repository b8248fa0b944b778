import Claims
import Stats
import TestSupport
import Testing

/// Parameters and functions by their frameworks' names, each with the layout in which the framework stores the tensor.
@Suite struct LayerNameTests {
    private static func u(_ limit: Double) -> ClaimedLaw { .uniform(low: -limit, high: limit) }
    private static func n(_ deviation: Double) -> ClaimedLaw { .normal(mean: 0, standardDeviation: deviation) }
    private static func t(_ deviation: Double) -> ClaimedLaw {
        .truncatedNormal(parentMean: 0, parentStandardDeviation: deviation, low: -2, high: 2)
    }

    /// The standard deviation of a standard normal law cut at 2.
    private static let cut = 0.879_625_661_034_239_78

    private static let torch: [(String, [Int], ClaimedLaw)] = [
        // 1 / sqrt(hidden_size), with a first axis of 4, 3 or 1 times that size: PyTorch, torch.nn.LSTM, GRU, RNN.
        ("torch.nn.LSTM.weight_ih_l0", [1024, 64], u(0.0625)),
        ("nn.LSTM.weight_hh_l3_reverse", [1024, 256], u(0.0625)),
        ("torch.nn.LSTMCell.bias_hh", [1024], u(0.0625)), ("torch.nn.GRU.weight_hh_l1", [768, 256], u(0.0625)),
        ("nn.GRUCell.bias_ih", [768], u(0.0625)), ("torch.nn.RNN.weight_ih_l0", [256, 64], u(0.0625)),
        ("torch.nn.LSTM.weight_hr_l0", [64, 256], u(0.0625)),
        ("torch.nn.LSTM.weight_ih_l0(hidden_size=64)", [784, 256], u(0.125)),
        // 1 / sqrt(in1_features) for [out, in1, in2].
        ("torch.nn.Bilinear.weight", [10, 64, 32], u(0.125)),
        ("torch.nn.PReLU.weight", [1], .constant(0.25)),
        ("torch.nn.Linear.parametrizations.weight.original1", [10, 64], u(0.125)),
        ("torch.nn.ConvTranspose2d.weight", [16, 4, 4, 4], u(0.125)),
        ("timm.layers.lecun_normal_(w)", [784, 256], t(0.0625 / cut)),
        ("variance_scaling_(w, scale=4, mode='fan_in')", [784, 256], n(0.125)),
        (
            "init_weights_vit_timm", [784, 256],
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 0.02, low: -100, high: 100)
        ),
        ("zero_module(conv)", [64, 64, 1, 1], .constant(0)), ("lora_A.weight", [8, 256], u(0.0625)),
        ("peft.lora_B.weight", [256, 8], .constant(0)), ("peft.lora_embedding_B", [64, 8], n(1)),
        ("mamba_ssm.Mamba.dt_proj.weight", [1536, 64], u(0.125)),
        // 0.02 / sqrt(2 * 8).
        ("nanogpt.c_proj.weight(n_layer=8)", [256, 256], n(0.005)), ("nanogpt.Linear.weight", [256, 256], n(0.02)),
    ]

    private static let tensorflow: [(String, [Int], ClaimedLaw)] = [
        // sqrt(6 / (512 + 512)). For tf.keras 2, the first of three axes is a receptive field.
        ("keras.layers.MultiHeadAttention.query.kernel", [512, 8, 64], u((6.0 / 1024).squareRoot())),
        ("keras.layers.MultiHeadAttention.attention_output.kernel", [8, 64, 512], u((6.0 / 1024).squareRoot())),
        ("keras.layers.GroupQueryAttention.query.kernel", [512, 8, 64], u((6.0 / 1024).squareRoot())),
        ("keras.layers.GroupedQueryAttention.key.kernel", [512, 2, 64], u((6.0 / 640).squareRoot())),
        ("tf_keras.layers.MultiHeadAttention.query.kernel", [512, 8, 64], u((6.0 / (512 * 72)).squareRoot())),
        ("keras.layers.MultiHeadAttention.value.bias", [8, 64], .constant(0)),
        ("keras.layers.SpectralNormalization.vector_u", [1, 256], t(0.02)),
        ("keras.layers.PReLU.alpha", [256], .constant(0)), ("keras.layers.RMSNormalization.scale", [256], .constant(1)),
        ("keras.layers.Dense.lora_kernel_a", [96, 8], u(0.25)),
        ("keras.layers.Dense.lora_kernel_b", [8, 96], .constant(0)),
        ("keras.layers.ConvLSTM2D.kernel", [3, 3, 16, 64], u((6.0 / 720).squareRoot())),
        ("tf.get_variable", [784, 256], u((6.0 / 1040).squareRoot())),
    ]

    private static let jax: [(String, [Int], ClaimedLaw)] = [
        ("flax.linen.GRUCell.in.kernel", [64, 256], t(0.125 / cut)),
        ("flax.linen.GRUCell.hn.bias", [256], .constant(0)),
        ("flax.linen.GRUCell.hr.kernel", [64, 64], .orthogonal(gain: 1, rows: 64, columns: 64)),
        ("flax.nnx.GRUCell.dense_h.kernel", [64, 192], .orthogonal(gain: 1, rows: 64, columns: 192)),
        ("flax.nnx.LSTMCell.if_.kernel", [64, 256], t(0.125 / cut)),
        ("flax.nnx.LoRA.lora_a", [96, 8], u(0.25)), ("flax.nnx.LoRA.lora_b", [8, 96], .constant(0)),
        ("flax.linen.PReLU.negative_slope", [1], .constant(0.01)),
        // TruncatedNormal(1 / sqrt(fan_in)), which is the parent's standard deviation; a transposed kernel is [...,
        // out, in].
        ("hk.Linear.w", [64, 256], t(0.125)), ("haiku.Conv2D.w", [4, 4, 16, 32], t(0.0625)),
        ("hk.Conv2DTranspose.w", [4, 4, 32, 16], t(0.0625)), ("hk.Embed.embeddings", [100, 64], t(1)),
        ("hk.Linear.b", [256], .constant(0)), ("hk.LayerNorm.scale", [256], .constant(1)),
        ("hk.initializers.UniformScaling(2)", [48, 256], u(0.5)),
        ("hk.initializers.RandomUniform", [256], .uniform(low: 0, high: 1)),
        ("hk.initializers.Identity(3)", [4, 5], .identity(gain: 3, rows: 4, columns: 5)),
        ("eqx.nn.Linear.weight", [10, 64], u(0.125)), ("equinox.nn.Linear.bias(64)", [10], u(0.125)),
        ("eqx.nn.ConvTranspose2d.weight", [32, 4, 4, 4], u(0.125)), ("eqx.nn.Embedding.weight", [100, 64], n(1)),
        ("eqx.nn.GRUCell.weight_ih", [768, 10], u(0.0625)), ("eqx.nn.GRUCell.bias_n", [256], u(0.0625)),
        ("eqx.nn.LSTMCell.bias", [1024], u(0.0625)),
    ]

    private static let others: [(String, [Int], ClaimedLaw)] = [
        // sqrt(magnitude / n), with [out, in, ...].
        ("mx.init.Xavier('gaussian', 'in', 4)", [784, 256], n(0.125)),
        ("mxnet.initializer.Xavier(factor_type='out', magnitude=4)", [64, 4, 2, 2], u(0.125)),
        ("mx.init.Normal(sigma=0.1)", [3], n(0.1)), ("mx.init.Zero()", [3], .constant(0)),
        ("mx.init.Uniform(0.1)", [3], u(0.1)),
        ("mx.init.Uniform()", [3], u(0.07)), ("mx.init.MSRAPrelu(slope=0)", [784, 256], n((2.0 / 520).squareRoot())),
        ("mx.init.MSRAPrelu('in', slope=1)", [784, 256], n(0.0625)), ("mx.init.One()", [3], .constant(1)),
        ("mx.init.Constant(2)", [3], .constant(2)),
        // A matrix of 784 inputs, a kernel of 32 * 9 inputs and 64 * 9 outputs.
        ("paddle.nn.initializer.XavierUniform()", [784, 256], u((6.0 / 1040).squareRoot())),
        ("paddle.nn.initializer.XavierNormal()", [64, 32, 3, 3], n((2.0 / 864).squareRoot())),
        ("lasagne.init.GlorotUniform(gain=2)", [784, 256], u(2 * (6.0 / 1040).squareRoot())),
        ("lasagne.init.GlorotNormal()", [784, 256], n((2.0 / 1040).squareRoot())),
        ("lasagne.init.Normal()", [3], n(0.01)),
        ("lasagne.init.Constant()", [3], .constant(0)), ("tinygrad.nn.Conv2d.weight", [16, 4, 4, 4], u(0.125)),
        ("tinygrad.nn.Embedding.weight", [784, 256], u((6.0 / 1040).squareRoot())),
        ("Tensor.kaiming_uniform(784, 256, a=1)", [784, 256], u((3.0 / 256).squareRoot())),
        ("Tensor.kaiming_normal(784, 256)", [784, 256], n((2 / 1.0001 / 256).squareRoot())),
        ("Tensor.glorot_uniform(784, 256)", [784, 256], u((6.0 / 1040).squareRoot())),
        ("tinygrad.Tensor.glorot_uniform(64, 32, 3, 3)", [64, 32, 3, 3], u((6.0 / (64 + 288)).squareRoot())),
        ("tinygrad.nn.LSTMCell.weight_ih", [1024, 64], u(0.0625)), ("Tensor.normal(3, 4, std=0.5)", [3, 4], n(0.5)),
        ("Tensor.uniform(3, 4, low=-1, high=1)", [3, 4], u(1)),
        ("tinygrad.nn.ConvTranspose2d.weight", [16, 64, 2, 2], u(0.125)),
        ("init.Xavier()", [784, 256], u((3.0 / 520).squareRoot())),
        // sqrt(6 / (fan_in + fan_out)), with 2 instead of 6 if the activation is logistic.
        ("sklearn.neural_network.MLPClassifier.coefs_", [784, 256], u((6.0 / 1040).squareRoot())),
        (
            "sklearn.neural_network.MLPRegressor.coefs_(activation='logistic')", [784, 256],
            u((2.0 / 1040).squareRoot())
        ),
    ]

    /// Frameworks that share a layout: a matrix [in, out] and a filter [out, in, ...], or a matrix [out, in] and a
    /// filter [..., in, out].
    private static let mixed: [(String, [Int], ClaimedLaw)] = [
        ("paddle.nn.initializer.XavierUniform(gain=2)", [784, 256], u(2 * (6.0 / 1040).squareRoot())),
        ("paddle.nn.initializer.XavierNormal(fan_in=100, fan_out=100)", [784, 256], n(0.1)),
        ("nn.initializer.KaimingNormal()", [64, 32, 3, 3], n((2.0 / 288).squareRoot())),
        ("nn.initializer.KaimingUniform()", [784, 256], u((6.0 / 784).squareRoot())),
        ("paddle.nn.initializer.KaimingNormal(mode='fan_out')", [784, 256], n((2.0 / 256).squareRoot())),
        ("paddle.nn.initializer.KaimingNormal(fan_in=9, mode='fan_out')", [784, 256], n((2.0 / 256).squareRoot())),
        ("paddle.nn.initializer.KaimingNormal(fan_in=50)", [784, 256], n(0.2)),
        (
            "paddle.nn.initializer.KaimingUniform(negative_slope=1, nonlinearity='leaky_relu')", [768, 256],
            u((3.0 / 768).squareRoot())
        ),
        ("nn.initializer.KaimingNormal(nonlinearity='tanh')", [100, 256], n(5.0 / 30)),
        ("paddle.nn.initializer.Uniform()", [3], u(1)), ("nn.initializer.Normal(std=0.02)", [3], n(0.02)),
        (
            "nn.initializer.TruncatedNormal(std=0.02)", [3],
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 0.02, low: -100, high: 100)
        ),
        ("nn.initializer.Constant(0.5)", [3], .constant(0.5)), ("nn.initializer.Constant()", [3], .constant(0)),
        ("paddle.nn.initializer.Orthogonal(2)", [6, 4], .orthogonal(gain: 2, rows: 6, columns: 4)),
        ("paddle.nn.Linear.weight", [784, 256], u((6.0 / 1040).squareRoot())),
        ("paddle.nn.Conv2D.weight", [64, 32, 3, 3], n((2.0 / 288).squareRoot())),
        ("paddle.nn.Embedding.weight", [300, 400], u((6.0 / 700).squareRoot())),
        ("paddle.nn.LSTM.weight_ih", [256, 30], u(0.125)), ("paddle.nn.GRUCell.bias_hh", [192], u(0.125)),
        ("paddle.nn.PReLU.weight", [1], .constant(0.25)), ("paddle.nn.LayerNorm.weight", [8], .constant(1)),
        ("mindspore.common.initializer.XavierUniform(2)", [784, 256], u(2 * (6.0 / 1040).squareRoot())),
        ("mindspore.common.initializer.HeNormal()", [784, 256], n((2.0 / 256).squareRoot())),
        (
            "mindspore.common.initializer.HeUniform(negative_slope=math.sqrt(5))", [784, 256],
            u(0.0625)
        ),
        ("ms.common.initializer.VarianceScaling()", [784, 256], t(0.0625 / cut)),
        ("mindspore.common.initializer.Normal(0.02, 1)", [3], .normal(mean: 1, standardDeviation: 0.02)),
        ("mindspore.common.initializer.Uniform(0.1)", [3], u(0.1)),
        (
            "mindspore.common.initializer.TruncatedNormal(0.02)", [3],
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 0.02, low: -100, high: 100)
        ),
        ("lasagne.init.HeNormal(gain='relu')", [784, 256], n((2.0 / 784).squareRoot())),
        ("lasagne.init.HeUniform()", [64, 32, 3, 3], u((3.0 / 288).squareRoot())),
        ("lasagne.init.HeNormal()", [64, 4, 4, 4], n(0.125)),
        ("lasagne.init.GlorotUniform('relu')", [784, 256], u((12.0 / 1040).squareRoot())),
        ("lasagne.init.Uniform()", [3], u(0.01)),
        ("lasagne.init.Uniform(range=(-0.5, 0.25))", [3], .uniform(low: -0.5, high: 0.25)),
        ("lasagne.init.Uniform(std=1)", [3], u(3.0.squareRoot())),
        ("cntk.initializer.glorot_uniform()", [784, 256], u((6.0 / 1040).squareRoot())),
        ("C.he_normal(scale=2)", [784, 256], n(2 * (2.0 / 784).squareRoot())),
        ("C.xavier()", [768, 256], u(0.0625)), ("cntk.he_uniform()", [64, 32, 3, 3], u((6.0 / 288).squareRoot())),
        ("C.gaussian()", [16, 256], n(0.05)), ("C.uniform(0.1)", [3], u(0.1)), ("C.normal(0.1)", [3], n(0.1)),
        // XAVIER: variance 2 / (fanIn + fanOut); LECUN_UNIFORM: a = 3 / sqrt(fanIn).
        ("WeightInit.XAVIER", [784, 256], n((2.0 / 1040).squareRoot())),
        ("WeightInit.RELU", [784, 256], n((2.0 / 784).squareRoot())),
        ("WeightInit.SIGMOID_UNIFORM", [784, 256], u(4 * (6.0 / 1040).squareRoot())),
        ("WeightInit.LECUN_UNIFORM", [144, 256], u(0.25)), ("WeightInit.UNIFORM", [256, 784], u(0.0625)),
        ("deeplearning4j.WeightInit.XAVIER_UNIFORM", [64, 32, 3, 3], u((6.0 / 864).squareRoot())),
        ("WeightInit.VAR_SCALING_NORMAL_FAN_OUT", [784, 256], n(0.0625)),
        // nfan: [out, in] for a matrix, [..., in, out] for a filter, (1, n) for a vector.
        ("Flux.glorot_uniform(784, 256)", [784, 256], u((6.0 / 1040).squareRoot())),
        ("Flux.glorot_normal", [3, 3, 32, 64], n((2.0 / 864).squareRoot())),
        ("Flux.kaiming_normal(gain=1)", [784, 256], n(0.0625)),
        ("Flux.kaiming_uniform(rng, 10, 96; gain = sqrt(2))", [10, 96], u(0.25)),
        ("Flux.kaiming_normal", [3, 3, 32, 64], n((2.0 / 288).squareRoot())),
        ("WeightInitializers.glorot_uniform(rng, 11)", [11], u((6.0 / 12).squareRoot())),
        ("Flux.truncated_normal(3; std = 0.5, lo = -1, hi = 1)", [3], t(0.5)), ("Flux.zeros32(3)", [3], .constant(0)),
        ("Flux.Dense.weight", [10, 96], u((6.0 / 106).squareRoot())),
        ("Initializer::XavierUniform { gain: 2.0 }", [784, 256], u(2 * (6.0 / 1040).squareRoot())),
        ("Initializer::KaimingNormal { gain: 1.0, fan_out_only: true }", [784, 256], n(0.0625)),
        ("burn::Initializer::KaimingUniform{gain:1.0/sqrt(3.0), fan_out_only:false}", [256, 10], u(0.0625)),
        ("Initializer::Normal { mean: 0.0, std: 0.02 }", [3], n(0.02)), ("Initializer::Zeros", [3], .constant(0)),
        ("burn.nn.Linear.weight", [256, 10], u(0.0625)), ("burn.nn.Conv2d.weight", [10, 4, 8, 8], u(0.0625)),
        ("candle_nn::init::DEFAULT_KAIMING_NORMAL", [784, 256], n((2.0 / 256).squareRoot())),
        ("candle_nn.Linear.weight", [784, 256], n((2.0 / 256).squareRoot())),
        ("candle_nn.Conv2d.bias(in_channels=16)", [3], u(0.25)),
        ("candle_nn::Init::Randn { mean: 0., stdev: 0.02 }", [3], n(0.02)),
        ("candle_nn::Init::Const(0.5)", [3], .constant(0.5)),
        ("tch.nn.Linear.ws", [784, 96], u(0.25)), ("tch::nn::Init::Uniform { lo: -0.5, up: 0.5 }", [3], u(0.5)),
    ]

    /// Recurrent layers of Burn, the parts of Mamba and of mup, and others that users rarely meet.
    private static let seldom: [(String, [Int], ClaimedLaw)] = [
        // XavierNormal of gain 1, with [d_input, d_hidden]; a bias has its weight's deviation.
        ("burn.nn.Lstm.input_gate.input_transform.weight", [784, 256], n((2.0 / 1040).squareRoot())),
        ("burn.nn.BiLstm.reverse.cell_gate.hidden_transform.weight", [64, 64], n(0.125)),
        (
            "burn::nn::Gru::new_gate::input_transform::bias(d_input=784, d_output=256)", [256],
            n((2.0 / 1040).squareRoot())
        ),
        ("burn.nn.Rnn.gate.hidden_transform.weight", [16, 16], n(0.25)),
        ("burn.nn.MultiHeadAttention.query.weight", [256, 10], u(0.0625)),
        ("burn.nn.ConvTranspose2d.weight", [10, 4, 8, 8], u(0.0625)), ("burn.nn.Embedding.weight", [3, 4], n(1)),
        ("burn.nn.RmsNorm.gamma", [8], .constant(1)), ("burn.nn.GroupNorm.beta", [8], .constant(0)),
        // 1 / sqrt(shape[0] + shape[1]), even for a filter.
        ("WeightInit.XAVIER_LEGACY", [48, 16], n(0.125)), ("WeightInit.XAVIER_LEGACY", [48, 16, 5, 5], n(0.125)),
        ("C.truncated_normal(0.5)", [3], t(0.5)), ("cntk.truncated_normal(stdev=0.02)", [3], t(0.02)),
        (
            "sklearn.neural_network.MLPClassifier.intercepts_(fan_in=784, fan_out=256)", [256],
            u((6.0 / 1040).squareRoot())
        ),
        (
            "sklearn.neural_network.MLPRegressor.intercepts_(fan_in=784, fan_out=256, activation='logistic')", [256],
            u((2.0 / 1040).squareRoot())
        ),
        // sqrt(6 / (shape[0] // 3 + shape[1])).
        (
            "timm.models.vision_transformer.init_weights_vit_moco.qkv.weight", [2304, 512],
            u((6.0 / 1280).squareRoot())
        ),
        (
            "timm.models.vision_transformer.init_weights_vit_moco.Linear.weight", [784, 256],
            u((6.0 / 1040).squareRoot())
        ),
        ("timm.models.vision_transformer.init_weights_vit_jax.mlp.bias", [8], n(1e-6)),
        ("timm.models.vision_transformer.init_weights_vit_jax.head.weight", [8, 8], .constant(0)),
        ("mamba_ssm.Mamba.x_proj.weight", [96, 256], u(0.0625)), ("mamba_ssm.Mamba.conv1d.weight", [64, 1, 4], u(0.5)),
        ("mamba_ssm.Mamba2.D", [24], .constant(1)), ("mamba_ssm.MixerModel.embedding.weight", [64, 8], n(0.02)),
        ("transformers.MambaMixer.A_log", [64, 16], .logarithms(count: 16)),
        ("mamba_ssm.Mamba.A_log", [64, 16], .logarithms(count: 16)),
        ("transformers.ZambaMambaMixer.A_log", [2, 32, 16], .logarithms(count: 16)),
        ("transformers.Mamba2Mixer.A_log", [24], .logarithms(count: 24)),
        ("transformers.BambaMixer.A_log", [24], .logarithms(count: 24)),
        ("WeightInit.VAR_SCALING_UNIFORM_FAN_IN", [784, 256], u(3.0 / 784)),
        ("WeightInit.VAR_SCALING_UNIFORM_FAN_IN", [64, 32, 3, 3], u(3.0 / 288)),
        ("deeplearning4j.WeightInit.VAR_SCALING_UNIFORM_FAN_OUT", [784, 256], u(3.0 / 256)),
        ("WeightInit.VAR_SCALING_UNIFORM_FAN_AVG", [784, 256], u(3.0 / 520)),
        ("transformers.MambaMixer.x_proj.weight", [96, 256], n(0.1)),
        ("transformers.MambaMixer.out_proj.weight", [64, 256], u(0.0625)),
        // kaiming_uniform_(a=sqrt(5)) over sqrt(n_residuals_per_layer * n_layer).
        ("mamba_ssm.MixerModel.out_proj.weight(n_layer=16)", [64, 256], u(0.015625)),
        ("mamba_ssm.MixerModel.fc2.weight(n_layer=8, n_residuals_per_layer=2)", [64, 256], u(0.015625)),
        ("mup.init.uniform_(w, a=-1, b=1, width_mult=4)", [8, 8], u(0.5)),
        (
            "mup.init.trunc_normal_(w, std=0.02, width_mult=4)", [8, 8],
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 0.01, low: -100, high: 100)
        ),
        ("mup.init.ones_(w)", [8], .constant(1)), ("mup.MuReadout.bias(base_width=64)", [10], u(0.125)),
        ("mx.init.LSTMBias()", [64], .forgetGate(count: 64)), ("mx.init.LSTMBias(forget_bias=0)", [64], .constant(0)),
        ("onnxblock.blocks.Linear.weight", [10, 20], n(1)), ("onnx.RandomNormal(scale=0.02)", [3], n(0.02)),
        ("onnx.RandomUniform(low=-1.0, high=1.0)", [3], u(1)),
        // Layers that tf-keras, which is Keras 2, shares with Keras 3.
        ("tf_keras.layers.Dense.kernel", [784, 256], u((6.0 / 1040).squareRoot())),
        ("tf_keras.layers.LSTM.recurrent_kernel", [8, 32], .orthogonal(gain: 1, rows: 8, columns: 32)),
        ("tf_keras.initializers.he_normal", [784, 256], t((2.0 / 784).squareRoot() / cut)),
    ]

    /// MLX's layers whose shape tells the hidden size.
    private static let mlx: [(String, [Int], ClaimedLaw)] = [
        ("mlx.nn.LSTM.Wh", [1024, 256], u(0.0625)), ("mlx.nn.LSTM.bias", [1024], u(0.0625)),
        ("mlx.nn.GRU.Wh", [768, 256], u(0.0625)), ("mlx.nn.GRU.b", [768], u(0.0625)),
        ("mlx.nn.GRU.bhn", [256], u(0.0625)), ("mlx.nn.RNN.Whh", [256, 256], u(0.0625)),
        ("mlx.nn.RNN.bias", [256], u(0.0625)), ("mlx.nn.LSTM.Wh(hidden_size=256)", [256, 1024], u(0.0625)),
    ]

    /// Models by the names of their parameters.
    private static let models: [(String, [Int], ClaimedLaw)] = [
        ("torchvision.models.ResNet.Conv2d.weight", [64, 3, 7, 7], n((2.0 / (64 * 49)).squareRoot())),
        ("torchvision.models.DenseNet.Conv2d.weight", [64, 32, 3, 3], n((2.0 / 288).squareRoot())),
        ("torchvision.models.VGG.Linear.weight", [10, 20], n(0.01)),
        ("torchvision.models.EfficientNet.Linear.weight", [64, 1280], u(0.125)),
        ("torchvision.models.MNASNet.Linear.weight", [768, 1280], u(0.0625)),
        ("torchvision.models.SqueezeNet.Conv2d.weight", [64, 96, 1, 1], u(0.25)),
        (
            "torchvision.models.Inception3.Conv2d.weight(stddev=0.5)", [64, 96, 1, 1],
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 0.5, low: -4, high: 4)
        ),
        ("torchvision.models.VisionTransformer.MLPBlock.Linear.weight", [784, 256], u((6.0 / 1040).squareRoot())),
        // 0.02 / sqrt(2 * 8) for the eighth block.
        (
            "timm.models.vision_transformer.VisionTransformer.fix_init_weight(layer_id=7)", [64, 64],
            .truncatedNormal(parentMean: 0, parentStandardDeviation: 0.005, low: -100, high: 100)
        ),
        (
            "timm.models.vision_transformer.init_weights_vit_jax.Linear.weight", [784, 256],
            u((6.0 / 1040).squareRoot())
        ),
        ("timm.models.vision_transformer.init_weights_vit_jax.Conv2d.weight", [9, 4, 8, 8], t(0.0625 / cut)),
        ("llama2c.w3.weight(n_layers=8)", [256, 256], n(0.005)), ("llama2c.Embedding.weight", [256, 256], n(0.02)),
        ("mamba_ssm.Mamba.D", [256], .constant(1)),
        ("mup.init.normal_(w, std=0.02, width_mult=4)", [256, 256], n(0.01)),
        ("mup.MuReadout.weight(base_width=64)", [10, 1024], u(0.125)),
        ("torch.nn.TransformerEncoderLayer.linear1.weight", [2048, 64], u(0.125)),
        ("nn.TransformerEncoderLayer.self_attn.in_proj_weight", [1536, 512], u((6.0 / 2048).squareRoot())),
        ("torch.nn.Transformer.linear1.weight", [2048, 512], u((6.0 / 2560).squareRoot())),
        ("torch.nn.TransformerDecoderLayer.norm3.weight", [64], .constant(1)),
        // Letters that are in the output count outputs.
        ("keras.layers.EinsumDense.kernel('abc,cde->abde')", [512, 8, 64], u((6.0 / 1024).squareRoot())),
        ("keras.layers.EinsumDense.kernel(equation='...x,xy->...y')", [784, 256], u((6.0 / 1040).squareRoot())),
        ("keras.layers.EinsumDense.kernel('abcd,cde->abe')", [8, 64, 512], u((6.0 / 1024).squareRoot())),
        ("keras.layers.EinsumDense.kernel('ab,bc->ac', seed=1)", [784, 256], u((6.0 / 1040).squareRoot())),
        ("keras.layers.EinsumDense.lora_kernel_a", [96, 8], u(0.25)),
        ("keras.layers.ReversibleEmbedding.embeddings", [96, 8], u(0.05)),
        ("hk.GRU.w_h", [256, 768], t(0.0625 / cut)), ("hk.LSTM.w", [256, 768], t(0.0625)),
        ("hk.DepthwiseConv2D.w", [4, 4, 1, 96], t(0.25)), ("hk.GroupNorm.offset", [8], .constant(0)),
        ("eqx.nn.MultiheadAttention.query_proj.weight", [10, 64], u(0.125)),
        ("eqx.nn.LayerNorm.weight", [8], .constant(1)), ("eqx.nn.ConvTranspose1d.bias(fan_in=64)", [8], u(0.125)),
        ("eqx.nn.PReLU.negative_slope", [], .constant(0.25)),
    ]

    @Test(.tags(.knownAnswer)) func `a name has the law and the layout of its framework`() throws {
        let names =
            Self.torch + Self.tensorflow + Self.jax + Self.others + Self.mixed + Self.models + Self.mlx + Self.seldom
        for (text, shape, law) in names {
            let claim = try Claim(text)
            let found = try claim.law(of: shape)
            #expect(
                found.isStructured == law.isStructured && found.isDeterministic == law.isDeterministic,
                "\(text): \(found)"
            )
            let (one, other) = (try found.distribution(), try law.distribution())
            let pairs = [
                (one.mean, other.mean), (one.variance, other.variance), (one.excessKurtosis, other.excessKurtosis),
            ]
            for (a, b) in pairs {
                #expect(a.isNaN && b.isNaN || abs(a - b) <= 1e-12 * max(abs(a), abs(b)), "\(text): \(found)")
            }
            #expect(!claim.source.isEmpty && !claim.scheme.closedForm.isEmpty)
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("torch.nn.LSTM.weight_ih_l0", [1022, 64]), ("torch.nn.GRU.weight_ih_l0", [3, 3, 32, 64]),
            ("torch.nn.GRU.weight_hh_l0", [1024, 256]),
            ("keras.layers.MultiHeadAttention.query.kernel", [512, 512]), ("torch.nn.Bilinear.weight", [64, 64]),
            // As in older versions of MLX: the shape does not tell which axis is which.
            ("mlx.nn.LSTM.Wh", [256, 1024]), ("lasagne.init.HeNormal", [64]), ("WeightInit.XAVIER", [64]),
            ("C.he_normal", [64]), ("WeightInit.XAVIER_LEGACY", [64]),
            ("timm.models.vision_transformer.init_weights_vit_moco.qkv.weight", [2303, 512]),
            // A bias whose call does not state its weight's fans.
            ("sklearn.neural_network.MLPClassifier.intercepts_", [256]),
            ("burn.nn.Gru.new_gate.input_transform.bias", [256]),
        ]
    )
    func `a shape that a layer does not have is refused`(text: String, shape: [Int]) throws {
        let claim = try Claim(text)
        #expect(throws: ClaimError.self) { _ = try claim.law(of: shape) }
    }

    @Test(.tags(.negativeControl)) func `a wrong choice is answered in the framework's own words`() {
        #expect {
            _ = try Claim("mx.init.Xavier(factor_type='sum')")
        } throws: {
            "\($0)".contains("argument factor_type: found 'sum', expected 'in', 'out', 'avg'")
        }
    }
}
