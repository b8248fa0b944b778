extension JAX.Key {
    /// The key that Flax's Linen draws a parameter with, if this is the key given to `init`.
    ///
    /// ```swift
    /// // model.init(jax.random.key(42), x)["params"]["Dense_0"]["kernel"]
    /// let key = JAX.Key(42).linenParameter(path: ["Dense_0"], number: 1)
    /// ```
    ///
    /// This is the rule of modules that share no random numbers with others; transformations such as `nn.scan` split
    /// keys of their own.
    ///
    /// - Parameters:
    ///   - path: the names of the modules that the parameter is in, outermost first, without the model itself.
    ///   - number: which parameter of its module it is, in the order of declaration; 1 or more. In `nn.Dense`, 1 is
    ///     `kernel` and 2 is `bias`.
    ///   - separatesNames: whether Flax runs with `flax_fix_rng_separator`, which is off by default.
    /// - Complexity: O(*n*) in the length of the path.
    ///
    /// Source: Flax 0.12, `flax/core/scope.py`, `_fold_in_static` and `make_rng`.
    public func linenParameter(path: [String], number: Int, separatesNames: Bool = false) -> JAX.Key {
        derived(through: [.linenParameter(path: path, number: number, separatesNames: separatesNames)])
    }

    /// The key of a call of a stream of Flax's `nnx.Rngs`, if this is the stream's key: `nnx.Rngs(42)` has that of 42.
    ///
    /// - Parameter number: which call; the first is 0. A layer calls once for each parameter that it makes:
    ///   `nnx.Linear` for `kernel`, then for `bias`.
    ///
    /// Source: Flax 0.12, `flax/nnx/rnglib.py`, `RngStream`.
    public func nnxCall(_ number: UInt32) -> JAX.Key { foldIn(number) }
}

extension JAX.Key.Derivation {
    /// What `linenParameter(path:number:separatesNames:)` does.
    package static func linenParameter(
        path: [String],
        number: Int,
        separatesNames: Bool = false
    ) -> JAX.Key.Derivation {
        precondition(number >= 1, "parameters are counted from 1, found \(number)")
        let separator: [UInt8] = separatesNames ? [0] : []
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }.drop { $0 == 0 }
        return .foldIn(SHA1.firstWord(path.flatMap { separator + Array($0.utf8) } + separator + bytes))
    }
}
