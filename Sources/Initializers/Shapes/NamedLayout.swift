/// The layout that a framework reads fans by, as a type: what a `NamedScaling` has unless it is given another one.
public protocol NamedLayout {
    /// Which axes are which.
    static var layout: Layout { get }
}

/// `[..., in, out]`, vectors and scalars too: Keras and TensorFlow.
public enum KerasLayout: NamedLayout {
    public static let layout = Layout.inputOutput
}

/// `[..., in, out]`, two axes at least: JAX.
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
