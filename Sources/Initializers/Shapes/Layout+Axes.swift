extension Layout {
    /// The axes that count inputs, outputs and kernels, possibly negative, in a shape.
    ///
    /// - Throws: `InitializerError.tooFewAxes` if the shape has fewer than two axes, unless the layout names its axes.
    func axes(_ shape: [Int]) throws(InitializerError) -> (input: [Int], output: [Int], batch: [Int]) {
        if case .axes(let input, let output, let batch) = self { return (input, output, batch) }
        guard shape.count >= 2 else { throw .tooFewAxes(shape: shape, minimum: 2) }
        return switch self {
        case .inputOutput: ([-2], [-1], [])
        case .outputInput: ([1], [0], [])
        case .outputFirstInputLast: ([-1], [0], [])
        case .inputFirst: ([0], Array(1..<shape.count), [])
        case .axes(let input, let output, let batch): (input, output, batch)
        }
    }

    /// The number of outputs of a shape: the product of its output axes. For a vector, the number of elements, like its
    /// fan out.
    func outputCount(_ shape: [Int]) throws(InitializerError) -> Int {
        if case .inputOutput = self, shape.count < 2 { return shape.first ?? 1 }
        var seen: [Int] = []
        return try Fans.product(of: axes(shape).output, in: shape, &seen)
    }
}
