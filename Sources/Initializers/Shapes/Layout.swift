/// Which axes of a weight tensor count its inputs and which its outputs.
///
/// The same shape has different fans in different frameworks: `[256, 784]` has 256 inputs and 784 outputs in Keras, but
/// 784 inputs and 256 outputs in PyTorch.
public enum Layout: Hashable, Sendable {
    /// `[..., in, out]`: Keras, TensorFlow; JAX's dense and HWIO kernels. Axes before the last two are the receptive
    /// field. By Keras' rule a scalar has fans 1 and 1, and a vector of `n` elements has fans `n` and `n`.
    case inputOutput

    /// `[out, in, ...]`: PyTorch's dense and OIHW kernels, Caffe's blobs. Axes after the first two are the receptive
    /// field. At least two axes.
    case outputInput

    /// `[out, ..., in]`: MLX. Axes between are the receptive field. At least two axes.
    case outputFirstInputLast

    /// `[in, out, ...]`: Flax's `DenseGeneral` with one input axis, such as attention's query of
    /// `[in, heads, head size]`. All axes but the first count outputs. At least two axes.
    case inputFirst

    /// JAX's `in_axis`, `out_axis` and `batch_axis`; negative axes count from the end. All other axes are the receptive
    /// field; batch axes count for neither fan.
    case axes(input: [Int], output: [Int], batch: [Int])

    /// JAX's default, `in_axis=-2, out_axis=-1`: like `inputOutput`, but scalars and vectors are errors.
    public static let lastAxes = Layout.axes(input: [-2], output: [-1], batch: [])
}
