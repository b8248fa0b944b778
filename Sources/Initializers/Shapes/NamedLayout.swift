/// The layout by which a framework reads fans, as a type: the default of a `NamedScaling`.
public protocol NamedLayout {
    /// Which axes are which.
    static var layout: Layout { get }
}

/// `[..., in, out]`, including vectors and scalars: Keras and TensorFlow.
public enum KerasLayout: NamedLayout {
    public static let layout = Layout.inputOutput
}

/// `[..., in, out]`, at least two axes: JAX.
public enum JAXLayout: NamedLayout {
    public static let layout = Layout.lastAxes
}

/// `[out, in, ...]`: PyTorch.
public enum PyTorchLayout: NamedLayout {
    public static let layout = Layout.outputInput
}

/// `[out, ..., in]`: MLX.
public enum MLXLayout: NamedLayout {
    public static let layout = Layout.outputFirstInputLast
}
