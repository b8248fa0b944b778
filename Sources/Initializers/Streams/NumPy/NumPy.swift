/// NumPy's generators, bit for bit: `numpy.random.default_rng` and the older `numpy.random.RandomState`.
///
/// Many tutorials, course notes and libraries draw initial weights with NumPy, whatever computes with them later.
///
/// | Python | here |
/// | --- | --- |
/// | `rng = np.random.default_rng(1)` | `var rng = NumPy.Generator(seed: 1)` |
/// | `np.random.seed(1)` | `var state = NumPy.RandomState(seed: 1)` |
/// | `rng.uniform(-l, l, (n, m)).astype(np.float32)` | `try rng.draw(.uniform(low: -l, high: l), shape: [n, m])` |
/// | `np.random.randn(n, m) * 0.01` | `try state.draw(.normal(mean: 0, standardDeviation: 0.01), shape: [n, m], as: Double.self)` |
public enum NumPy {}
