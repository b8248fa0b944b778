extension JAX {
    /// The releases of JAX between which `jax.nn.initializers` changed bits.
    ///
    /// Uniform and truncated normal laws are the same in both, and so is `jax.random.normal` in single precision and less.
    public enum Release: Hashable, Sendable {
        /// `jax.nn.initializers.normal` and the untruncated rules multiply finished normal numbers by the deviation.
        case upTo0_11

        /// They multiply the root of 2 by the deviation first.
        case since0_12
    }
}
