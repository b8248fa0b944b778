/// A tensor of weights: a shape and its elements in row-major order, with the last axis varying fastest.
public struct Weights<Scalar: WeightScalar>: Sendable, Equatable {
    /// The sizes of the axes, outermost first; `[]` is a scalar.
    public let shape: [Int]
    /// The elements; their number is the product of the shape.
    public let scalars: [Scalar]

    /// The element at an index: `weights[3, 5]` in a matrix, `weights[]` in a scalar.
    ///
    /// To read many elements, use `scalars`: it needs no index computation.
    ///
    /// - Parameter index: a number for every axis, outermost first, each at least 0 and less than the axis's size.
    /// - Precondition: the index is within the shape.
    /// - Complexity: O(rank).
    public subscript(_ index: Int...) -> Scalar {
        precondition(
            index.count == shape.count,
            "index \(index) has \(index.count) axes; shape \(shape) has \(shape.count)"
        )
        var position = 0
        for (axis, size) in shape.enumerated() {
            precondition(
                0 <= index[axis] && index[axis] < size,
                "index \(index) is outside shape \(shape) in axis \(axis)"
            )
            position = position * size + index[axis]
        }
        return scalars[position]
    }
}

extension Weights {
    /// The number of elements of a shape, whose bytes `Int` can count.
    static func elementCount(_ shape: [Int]) throws(InitializerError) -> Int {
        let count = try Fans.elementCount(shape)
        guard !count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride).overflow else {
            throw .tooManyElements(shape: shape)
        }
        return count
    }

    /// A tensor whose memory `draw` fills, or leaves as it is if it throws.
    init(
        shape: [Int],
        drawing draw: (UnsafeMutableBufferPointer<Scalar>) throws(InitializerError) -> Void
    ) throws(InitializerError) {
        let count = try Self.elementCount(shape)
        var failure: InitializerError?
        let scalars = [Scalar](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            do throws(InitializerError) {
                try draw(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
                initializedCount = count
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        self.init(shape: shape, scalars: scalars)
    }
}

extension Weights: CustomStringConvertible {
    /// The scalar type, the shape and the first six elements.
    public var description: String {
        let first = scalars.prefix(6).map { "\($0)" }.joined(separator: ", ")
        return "Weights<\(Scalar.self)> \(shape): \(first)\(scalars.count > 6 ? ", …" : "")"
    }
}
