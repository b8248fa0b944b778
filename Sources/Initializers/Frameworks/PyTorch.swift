/// The initializers of `torch.nn.init`, under its names and with its numbers.
///
/// Normal laws are not truncated, and shapes are `[out, in, ...]`.
public enum PyTorch {
    /// `torch.nn.init.xavier_uniform_`: `U(-l, l)` with `l = gain * sqrt(6 / (fanIn + fanOut))`.
    public typealias XavierUniform = NamedScaling<GlorotVariance, UniformLaw, PyTorchLayout>

    /// `torch.nn.init.xavier_normal_`: `N(0, gain^2 * 2 / (fanIn + fanOut))`, not truncated.
    public typealias XavierNormal = NamedScaling<GlorotVariance, NormalLaw, PyTorchLayout>

    /// `torch.nn.init.kaiming_uniform_`: `U(-l, l)` with `l = gain * sqrt(3 / fan)`.
    ///
    /// The default is PyTorch's, a leaky rectifier of slope 0, whose gain is `sqrt(2)`. `nn.Linear` and `nn.Conv2d`
    /// draw their weights with the slope `sqrt(5)`, which gives `U(-1 / sqrt(fanIn), 1 / sqrt(fanIn))`.
    public typealias KaimingUniform = Kaiming<UniformLaw>

    /// `torch.nn.init.kaiming_normal_`: `N(0, gain^2 / fan)`, not truncated.
    ///
    /// The default is PyTorch's, a leaky rectifier of slope 0, whose gain is `sqrt(2)`.
    public typealias KaimingNormal = Kaiming<NormalLaw>

    /// `torch.nn.init.trunc_normal_`: a normal law cut at two absolute values, without rescaling.
    ///
    /// The bounds are values, not standard deviations. With standard deviation 0.02, the default bounds are 100
    /// standard deviations away and cut nothing.
    public typealias TruncNormal = NamedBoundedNormal<UnitSpread>
}
