/// The weights of a vision transformer as timm draws them: `N(0, standardDeviation^2)` cut at the values -2 and 2.
///
/// The bounds are absolute. With standard deviation 0.02 they are 100 standard deviations away and cut nothing.
/// Source: timm, `trunc_normal_(std=.02)` in `init_weights_vit_timm`.
public typealias VisionTransformerNormal = NamedBoundedNormal<TransformerSpread>
