/// A scalar type that weights can be drawn in: `Float` and `Double`.
///
/// The requirements whose names begin with an underscore are the type's kernels, concrete so that a call from another
/// module is not generic; they are not meant to be called, and conformances outside this module are not supported.
public protocol WeightScalar: BinaryFloatingPoint, Sendable {
    /// `value` rounded to nearest, ties to even.
    static func _rounding(_ value: Double) -> Self

    /// The value as a double, exactly.
    var _widened: Double { get }

    /// Element `index` of a draw, one at a time: the definition that `_fill` is held to.
    static func _element(_ index: UInt64, transform: WeightTransform, key: Key) -> Self

    /// Writes elements `offset ..< offset + destination.count` of a draw. The memory need not be initialized before.
    static func _fill(
        _ destination: UnsafeMutableBufferPointer<Self>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64
    )
}
