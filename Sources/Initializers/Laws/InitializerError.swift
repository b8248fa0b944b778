/// The reason why weights cannot be drawn as requested.
public enum InitializerError: Error, Hashable, Sendable {
    /// An argument of a law or of an initializer is outside its domain. `name` is the argument as the call spells it,
    /// `value` is what the call gave, and `expected` describes the domain in words.
    case invalidParameter(name: String, value: Double, expected: String)
    /// The bounds are in the wrong order.
    case reversedBounds(low: Double, high: Double)
    /// No value of the scalar type lies between the bounds.
    case emptyInterval(low: Double, high: Double, scalar: String)
    /// The parent of a truncated normal has hardly any probability between the bounds, which are in its standard
    /// deviations.
    case vanishingProbability(low: Double, high: Double, probability: Double)
    /// The draw would have values up to `extreme`, which the scalar type cannot hold.
    case notRepresentable(extreme: Double, scalar: String)
    /// An offset into a tensor is negative.
    case negativeOffset(Int)
    /// Elements `offset ..< offset + count` are not all in a tensor of `elementCount` elements.
    case rangeOutsideTensor(offset: Int, count: Int, elementCount: Int)
    /// An axis has size 0 or a negative size; `axis` counts from 0.
    case invalidAxisSize(shape: [Int], axis: Int)
    /// The number of elements, or of their bytes, is more than an `Int` holds.
    case tooManyElements(shape: [Int])
    /// The layout does not define fans for a shape with so few axes.
    case tooFewAxes(shape: [Int], minimum: Int)
    /// An axis named by a layout is not one of the shape's.
    case axisOutOfRange(axis: Int, shape: [Int])
    /// A layout names one axis twice, once negative axes are counted from the end.
    case repeatedAxis(axis: Int, shape: [Int])
    /// An initializer does not draw tensors of this shape; `expected` says which shapes it draws.
    case unsupportedShape(shape: [Int], expected: String)
    /// A fan is less than 1; `name` is the argument as the call spells it.
    case invalidFan(name: String, value: Int)
}

extension InitializerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidParameter(let name, let value, let expected):
            "\(name): found \(value), expected \(expected)"
        case .reversedBounds(let low, let high):
            "bounds: found low \(low) and high \(high), expected low below high"
        case .emptyInterval(let low, let high, let scalar):
            "bounds: found no value of \(scalar) between \(low) and \(high), expected at least one"
        case .vanishingProbability(let low, let high, let probability):
            "truncation: found a probability of \(probability) between \(low) and \(high) standard deviations, "
                + "expected at least 1e-290"
        case .notRepresentable(let extreme, let scalar):
            "range: found values up to \(extreme), expected values that are finite in \(scalar)"
        case .negativeOffset(let offset):
            "offset: found \(offset), expected 0 or more"
        case .rangeOutsideTensor(let offset, let count, let elementCount):
            "range: found \(count) elements from offset \(offset), expected a part of the tensor's \(elementCount)"
        case .invalidAxisSize(let shape, let axis):
            "shape \(shape), axis \(axis): found size \(shape.indices.contains(axis) ? "\(shape[axis])" : "none"), "
                + "expected 1 or more"
        case .tooManyElements(let shape):
            "shape \(shape): found more elements than memory can address, expected at most \(Int.max) bytes"
        case .tooFewAxes(let shape, let minimum):
            "shape \(shape): found \(shape.count) axes, expected \(minimum) or more in this layout"
        case .axisOutOfRange(let axis, let shape):
            "layout for shape \(shape): found axis \(axis), expected \(-shape.count) ..< \(shape.count)"
        case .repeatedAxis(let axis, let shape):
            "layout for shape \(shape): found axis \(axis) twice, expected different axes"
        case .unsupportedShape(let shape, let expected):
            "shape: found \(shape), expected \(expected)"
        case .invalidFan(let name, let value):
            "\(name): found \(value), expected 1 or more"
        }
    }
}
