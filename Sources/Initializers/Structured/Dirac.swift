/// A convolution that passes as many channels as possible through unchanged, in each group. It is 1 at the centre of
/// the kernel where output and input channel have the same number in their group, and 0 elsewhere. Nothing is drawn.
///
/// Shape `[out, in / groups, k...]`, with one to three kernel axes. Output channel `g * (out / groups) + d` takes input
/// channel `d` of group `g`, for every `d` less than both `out / groups` and `in / groups`. The centre of an axis of
/// size `k` is `k / 2`, rounded down.
///
/// Source: PyTorch, `torch.nn.init.dirac_`.
public struct Dirac: Initializer, Hashable {
    /// The number of groups of the convolution.
    public let groups: Int

    /// The initializer for a number of groups, which is checked when a tensor is asked for.
    ///
    /// - Parameter groups: 1 or more, a divisor of the number of output channels.
    public init(groups: Int = 1) {
        self.groups = groups
    }

    /// The key of seed 0. Nothing is drawn.
    public var key: Key { Key(seed: 0) }

    /// Writes a part of a tensor.
    ///
    /// - Throws: `InitializerError`: `unsupportedShape` unless the shape has three to five axes and the first one is a
    ///   multiple of `groups`; `invalidParameter` if `groups` is less than 1.
    /// - Complexity: O(`destination.count`).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        try WeightLaw.require(groups >= 1, "groups", Double(groups), "1 or more")
        guard (3...5).contains(shape.count) else {
            throw .unsupportedShape(shape: shape, expected: "three to five axes")
        }
        guard shape[0] % groups == 0 else {
            throw .unsupportedShape(shape: shape, expected: "a first axis that \(groups) groups divide")
        }
        var kernelCount = 1
        var centre = 0
        for size in shape[2...] {
            kernelCount *= size
            centre = centre * size + size / 2
        }
        destination.initialize(repeating: 0)
        guard destination.count > 0 else { return }
        let outputs = shape[0] / groups
        let inputs = shape[1]
        for kernel in offset / kernelCount...(offset + (destination.count - 1)) / kernelCount {
            let (output, input) = kernel.quotientAndRemainder(dividingBy: inputs)
            if input == output % outputs {
                StructuredDraw.write(1, at: kernel * kernelCount + centre, in: destination, startingAt: offset)
            }
        }
    }
}
