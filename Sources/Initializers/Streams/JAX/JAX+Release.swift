extension JAX {
    /// The releases of JAX between which `jax.nn.initializers` changed bits.
    ///
    /// Uniform laws are the same in all releases. XLA's inverse error function changed, too. In single precision, 3 of
    /// 10,000 normal numbers of JAX 0.4.38 differ from those of 0.10 and later, by at most 3 units in the last place.
    /// In double precision, 4 of 100 numbers of JAX 0.10 differ from those of 0.12, by at most 30 units. 16-bit types
    /// are not affected. The numbers drawn here are the later ones.
    public enum Release: Hashable, Sendable {
        /// `jax.nn.initializers.normal` and the untruncated rules multiply finished normal numbers by the deviation.
        case upTo0_11

        /// They multiply the root of 2 by the deviation first.
        case since0_12
    }
}
