/// A scalar type that weights can be drawn in: `Float`, `Double`, `BFloat16`, and `Float16` where Swift has it.
///
/// The requirements whose names begin with an underscore are the type's kernels. They are concrete so that a call from
/// another module is not generic. Do not call them; conformances outside this module are not supported.
public protocol WeightScalar: Comparable, Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// A quiet NaN.
    static var nan: Self { get }

    /// Positive infinity.
    static var infinity: Self { get }

    /// The greatest finite value.
    static var greatestFiniteMagnitude: Self { get }

    /// Whether the value is neither infinite nor NaN.
    var isFinite: Bool { get }

    /// The least value that compares greater.
    var nextUp: Self { get }

    /// The greatest value that compares less.
    var nextDown: Self { get }

    /// The value with the opposite sign.
    static prefix func - (value: Self) -> Self

    /// `value` rounded to nearest, ties to even, once.
    static func _rounding(_ value: Double) -> Self

    /// The value as a double, exactly.
    var _widened: Double { get }

    /// Element `index` of a draw: the definition that `_fill` must match.
    static func _element(_ index: UInt64, transform: WeightTransform, key: Key) -> Self

    /// Writes elements `offset ..< offset + destination.count` of a draw. The memory need not be initialized.
    static func _fill(
        _ destination: UnsafeMutableBufferPointer<Self>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64,
        instructionSet: InstructionSet
    )
}

extension WeightScalar {
    /// Writes elements of a draw with the best instructions available.
    static func _fill(
        _ destination: UnsafeMutableBufferPointer<Self>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64
    ) {
        _fill(destination, transform: transform, key: key, startingAt: offset, instructionSet: .best)
    }
}
