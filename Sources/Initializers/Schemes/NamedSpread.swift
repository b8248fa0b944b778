/// The default standard deviation of a framework's plain normal laws, as a type.
public protocol NamedSpread {
    /// The standard deviation.
    static var standardDeviation: Double { get }
}

/// 0.05: Keras and TensorFlow 2.
public enum KerasSpread: NamedSpread {
    public static let standardDeviation = 0.05
}

/// 1: TensorFlow 1, PyTorch, and T5's embeddings.
public enum UnitSpread: NamedSpread {
    public static let standardDeviation = 1.0
}

/// 0.01: JAX.
public enum JAXSpread: NamedSpread {
    public static let standardDeviation = 0.01
}

/// 0.02: GPT-2, Megatron-LM, vision transformers and most transformers after them.
public enum TransformerSpread: NamedSpread {
    public static let standardDeviation = 0.02
}
