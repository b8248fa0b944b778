/// The initializers of `mlx.nn.init`, under its names and with its numbers.
///
/// Normal laws are not truncated, shapes are `[out, ..., in]`, and He's rules have the gain 1 unless another one is
/// given.
public enum MLX {}
