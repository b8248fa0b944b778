/// The initializers of `torch.nn.init`, under its names and with its numbers.
///
/// Normal laws are not truncated, and shapes are `[out, in, ...]`.
public enum PyTorch {}
