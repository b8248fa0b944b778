/// A law as JAX and MLX compute it: a uniform number `u`, `low` or more and below `low + range`, then
/// `u * factor + offset`, or with the inverse error function
/// `clamp(inverse(u) * root, least, greatest) * factor + offset`.
///
/// An offset of -0 changes no value, not even the sign of a zero.
struct UnitLaw<Value: BinaryFloatingPoint & Sendable>: Sendable {
    var range: Value
    var low: Value
    var root: Value = 1
    var least: Value = -.infinity
    var greatest: Value = .infinity
    var factor: Value = 1
    var offset: Value = -0.0

    /// Throws unless the law's numbers, as a framework computed them, are finite.
    func requireFinite<S: WeightScalar>(_ scalar: S.Type) throws(InitializerError) {
        for number in [low, range, root, factor, offset] where !number.isFinite {
            throw .notRepresentable(extreme: Double(number), scalar: "\(S.self)")
        }
    }
}
