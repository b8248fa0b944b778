/// The initial weights of Megatron-LM.
///
/// Source: Shoeybi, Patwary, Puri, LeGresley, Casper and Catanzaro, *Megatron-LM: Training multi-billion parameter
/// language models using model parallelism*, arXiv 1909.08053, section 4.2: normal weights of standard deviation 0.02,
/// scaled by `1 / sqrt(2 N)` before residual layers, where `N` is the number of transformer layers.
public enum Megatron {
    /// `init_method_normal`: `N(0, standardDeviation^2)`, whatever the shape. `standardDeviation` is `init_method_std`,
    /// 0.02 unless given.
    public typealias Normal = GPT2.Normal

    /// `scaled_init_method_normal`: `N(0, standardDeviation^2 / (2 layers))`, for the matrices before a residual sum.
    public typealias ScaledNormal = GPT2.ResidualNormal
}
