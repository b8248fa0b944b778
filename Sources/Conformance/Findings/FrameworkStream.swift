/// A framework's way from a seed to weights: its generator, its transforms and its rule for seeds.
///
/// Where two draw the same numbers, as Keras on NumPy does with `default_rng`, the likelier one comes first.
public enum FrameworkStream: String, CaseIterable, Hashable, Sendable {
    /// PyTorch on a processor with AVX2: `torch.manual_seed`.
    case torch

    /// JAX since 0.5: `jax.random.key`.
    case jax

    /// Keras 3's initializers on TensorFlow.
    case kerasTensorFlow = "keras-tensorflow"

    /// Keras 3's initializers on PyTorch.
    case kerasTorch = "keras-torch"

    /// Keras 3's initializers on JAX.
    case kerasJAX = "keras-jax"

    /// TensorFlow 2's initializers: stateless operations with the seed pair [seed, 0].
    case tensorflow

    /// TensorFlow 1's initializers: operations with a seed of their own in a graph without one.
    case tensorflow1 = "tensorflow-1"

    /// `np.random.default_rng`.
    case numpy

    /// `np.random.seed` and `np.random.RandomState`.
    case numpyLegacy = "numpy-legacy"

    /// Keras 3's initializers on NumPy.
    case kerasNumPy = "keras-numpy"

    /// MLX: `mx.random.seed`.
    case mlx

    /// PyTorch without vector instructions.
    case torchScalar = "torch-scalar"

    /// JAX before 0.5, or with `jax_threefry_partitionable` off.
    case jaxOriginal = "jax-original"

    /// Caffe's fillers, with Boost 1.64 or later: `Caffe.set_random_seed`.
    case caffe

    /// The call that sets a seed, as people write it.
    public func call(seed: UInt64) -> String {
        switch self {
        case .torch: "torch.manual_seed(\(seed))"
        case .torchScalar: "torch.manual_seed(\(seed)) without AVX2"
        case .jax: "jax.random.key(\(seed))"
        case .jaxOriginal: "jax.random.key(\(seed)) before JAX 0.5"
        case .mlx: "mx.random.seed(\(seed))"
        case .tensorflow: "tf.random.stateless_…(seed=[\(seed), 0])"
        case .tensorflow1: "TensorFlow 1 with seed=\(seed)"
        case .numpy: "np.random.default_rng(\(seed))"
        case .numpyLegacy: "np.random.seed(\(seed))"
        case .kerasTensorFlow: "Keras on TensorFlow with seed=\(seed)"
        case .kerasJAX: "Keras on JAX with seed=\(seed)"
        case .kerasTorch: "Keras on PyTorch with seed=\(seed)"
        case .kerasNumPy: "Keras on NumPy with seed=\(seed)"
        case .caffe: "Caffe with random_seed: \(seed)"
        }
    }

    /// The framework whose claims the stream draws, as the first part of their names.
    var framework: String {
        switch self {
        case .torch, .torchScalar: "torch"
        case .jax, .jaxOriginal: "jax"
        case .mlx: "mlx"
        case .tensorflow, .tensorflow1: "tf"
        case .numpy, .numpyLegacy: "numpy"
        case .kerasTensorFlow, .kerasJAX, .kerasTorch, .kerasNumPy: "keras"
        case .caffe: "caffe"
        }
    }
}
