/// The number of inputs that reach an output of a layer, and of outputs that an input reaches.
public struct Fans: Hashable, Sendable {
    /// The inputs of one output, 1 or more.
    public let fanIn: Int
    /// The outputs of one input, 1 or more.
    public let fanOut: Int

    /// The fans that a caller knows.
    ///
    /// - Throws: `InitializerError.invalidFan` if one is less than 1.
    /// - Complexity: O(1).
    public init(fanIn: Int, fanOut: Int) throws(InitializerError) {
        guard fanIn >= 1 else { throw .invalidFan(name: "fanIn", value: fanIn) }
        guard fanOut >= 1 else { throw .invalidFan(name: "fanOut", value: fanOut) }
        self.fanIn = fanIn
        self.fanOut = fanOut
    }

    /// The fans of a weight tensor: the input axes, or the output axes, times the receptive field.
    ///
    /// - Parameters:
    ///   - shape: the sizes of the axes, outermost first; `[]` is a scalar.
    ///   - layout: which axes are which.
    /// - Throws: `InitializerError`: `invalidAxisSize` for an axis of size 0 or less; `tooManyElements` if the product
    ///   of the sizes overflows; `tooFewAxes`, `axisOutOfRange` or `repeatedAxis` if the layout does not fit the shape.
    /// - Complexity: O(*k*^2) in the number of axes that the layout names, and O(rank).
    public init(shape: [Int], layout: Layout = .inputOutput) throws(InitializerError) {
        let count = try Self.elementCount(shape)
        if case .inputOutput = layout, shape.count < 2 {
            try self.init(fanIn: count, fanOut: count)
            return
        }
        let (input, output, batch) = try layout.axes(shape)
        try self.init(shape, count, input: input, output: output, batch: batch)
    }

    // MARK: - Implementation

    /// The number of elements of a shape, whose axes must all have a size of 1 or more.
    package static func elementCount(_ shape: [Int]) throws(InitializerError) -> Int {
        var count = 1
        for (axis, size) in shape.enumerated() {
            guard size >= 1 else { throw .invalidAxisSize(shape: shape, axis: axis) }
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard !overflow else { throw .tooManyElements(shape: shape) }
            count = product
        }
        return count
    }

    /// Throws unless a shape has elements `offset ..< offset + count`.
    static func requireRange(_ offset: Int, _ count: Int, in shape: [Int]) throws(InitializerError) {
        guard offset >= 0 else { throw .negativeOffset(offset) }
        let elementCount = try elementCount(shape)
        guard offset <= elementCount, count <= elementCount - offset else {
            throw .rangeOutsideTensor(offset: offset, count: count, elementCount: elementCount)
        }
    }

    private init(
        _ shape: [Int],
        _ count: Int,
        input: [Int],
        output: [Int],
        batch: [Int]
    ) throws(InitializerError) {
        var seen: [Int] = []
        let inputSize = try Self.product(of: input, in: shape, &seen)
        let outputSize = try Self.product(of: output, in: shape, &seen)
        let batchSize = try Self.product(of: batch, in: shape, &seen)
        // The axes are distinct, so their product divides the number of elements, and no further product can overflow.
        let receptiveField = count / inputSize / outputSize / batchSize
        try self.init(fanIn: inputSize * receptiveField, fanOut: outputSize * receptiveField)
    }

    /// The product of the sizes of the named axes. Adds each axis to `seen`.
    static func product(
        of axes: [Int],
        in shape: [Int],
        _ seen: inout [Int]
    ) throws(InitializerError) -> Int {
        var product = 1
        for named in axes {
            let axis = named < 0 ? named + shape.count : named
            guard shape.indices.contains(axis) else { throw .axisOutOfRange(axis: named, shape: shape) }
            guard !seen.contains(axis) else { throw .repeatedAxis(axis: axis, shape: shape) }
            seen.append(axis)
            product *= shape[axis]
        }
        return product
    }
}
