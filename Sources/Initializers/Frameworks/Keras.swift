/// The initializers of `keras.initializers`, under Keras' names (so `LecunNormal`, with a small c).
///
/// Most unqualified names of this package are Keras' own. Here the name says so.
public enum Keras {
    /// `keras.initializers.GlorotUniform`, Keras' default for kernels.
    public typealias GlorotUniform = Initializers.GlorotUniform

    /// `keras.initializers.GlorotNormal`, which is truncated.
    public typealias GlorotNormal = Initializers.GlorotNormal

    /// `keras.initializers.HeUniform`.
    public typealias HeUniform = Initializers.HeUniform

    /// `keras.initializers.HeNormal`, which is truncated.
    public typealias HeNormal = Initializers.HeNormal

    /// `keras.initializers.LecunUniform`.
    public typealias LecunUniform = Initializers.LeCunUniform

    /// `keras.initializers.LecunNormal`, which is truncated.
    public typealias LecunNormal = Initializers.LeCunNormal

    /// `keras.initializers.VarianceScaling`.
    public typealias VarianceScaling = Initializers.VarianceScaling

    /// `keras.initializers.RandomUniform`.
    public typealias RandomUniform = Initializers.RandomUniform

    /// `keras.initializers.RandomNormal`.
    public typealias RandomNormal = Initializers.RandomNormal

    /// `keras.initializers.TruncatedNormal`.
    public typealias TruncatedNormal = Initializers.TruncatedNormal

    /// `keras.initializers.Constant`.
    public typealias Constant = Initializers.Constant

    /// `keras.initializers.Zeros`.
    public typealias Zeros = Initializers.Zeros

    /// `keras.initializers.Ones`.
    public typealias Ones = Initializers.Ones

    /// `keras.initializers.Orthogonal`.
    public typealias Orthogonal = Initializers.Orthogonal

    /// `keras.initializers.Identity`.
    public typealias Identity = Initializers.Identity
}

/// The initializers of TensorFlow 2, `tf.keras.initializers`, which are Keras'.
public typealias TensorFlow2 = Keras
