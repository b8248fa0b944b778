/// Kernels whose axes do not say what reaches what. Each constructor counts the connections; each says what the
/// frameworks' general rule, `Fans(shape:layout:)`, makes of the same shape.
extension Fans {
    /// The fans of a depthwise kernel: every input channel has `multiplier` outputs of its own.
    ///
    /// Fan in is the receptive field, fan out the receptive field times the multiplier. Keras and TensorFlow take
    /// `[k..., channels, multiplier]` for `[k..., in, out]` and so have a fan in that is `channels` times too great.
    ///
    /// - Parameter shape: `[k..., channels, multiplier]`, two axes or more. For PyTorch's
    ///   `[channels * multiplier, 1, k...]` see `init(groupedKernel:groups:layout:)`.
    /// - Throws: `InitializerError`: `tooFewAxes`, or as `init(shape:layout:)` does.
    /// - Complexity: O(rank).
    public init(depthwiseKernel shape: [Int]) throws(InitializerError) {
        guard shape.count >= 2 else { throw .tooFewAxes(shape: shape, minimum: 2) }
        try self.init(shape: shape, layout: .axes(input: [], output: [-1], batch: [-2]))
    }

    /// The fans of a grouped convolution: an input channel reaches the outputs of its own group only.
    ///
    /// Fan in is that of the general rule, because the kernel's input axis is that of one group; fan out is
    /// `out / groups` times the receptive field, where the general rule has `groups` times as much. A depthwise
    /// convolution of PyTorch, `[channels * multiplier, 1, k...]`, has as many groups as channels.
    ///
    /// - Parameters:
    ///   - shape: the kernel, with `in / groups` inputs and all outputs, such as `[out, in / groups, k...]`.
    ///   - groups: 1 or more, a divisor of the number of outputs.
    ///   - layout: which axes are which.
    /// - Throws: `InitializerError`: `invalidParameter` if `groups` is less than 1; `unsupportedShape` if it does not
    ///   divide the outputs; or as `init(shape:layout:)` does.
    /// - Complexity: O(rank).
    public init(
        groupedKernel shape: [Int],
        groups: Int,
        layout: Layout = .outputInput
    ) throws(InitializerError) {
        try self.init(shape, layout: layout, outputParts: groups, name: "groups")
    }

    /// The fans of a transposed convolution with stride 1, whose kernel has input and output axes exchanged: an input
    /// reaches `out / groups` outputs in each position of the kernel.
    ///
    /// PyTorch reads `[in, out / groups, k...]` as `[out, in, k...]`, and Keras `[k..., out, in]` as `[k..., in, out]`:
    /// both exchange the fans, `ConvTranspose2d(16, 64, 3)` having 576 for a fan in of 144. With a stride `s` the fan
    /// in of an output is less, on average by the product of the strides.
    ///
    /// - Parameters:
    ///   - shape: the kernel, `[in, out / groups, k...]` in PyTorch's layout, `[k..., out / groups, in]` in Keras'.
    ///   - groups: 1 or more, a divisor of the number of inputs.
    ///   - layout: the layout of the framework's *forward* convolutions.
    /// - Throws: as `init(groupedKernel:groups:layout:)` does.
    /// - Complexity: O(rank).
    public init(
        transposedKernel shape: [Int],
        groups: Int = 1,
        layout: Layout = .outputInput
    ) throws(InitializerError) {
        let forward = try Fans(groupedKernel: shape, groups: groups, layout: layout)
        try self.init(fanIn: forward.fanOut, fanOut: forward.fanIn)
    }

    /// The fans of one of several projections that are stored as one matrix, one below the other along the output axis:
    /// queries, keys and values, or the gates of a recurrent layer.
    ///
    /// Fan out is that of one projection. The general rule has `parts` times as much: PyTorch's `MultiheadAttention`
    /// draws `[3 E, E]` with the limit `sqrt(1.5 / E)`, where separate matrices have `sqrt(3 / E)`.
    ///
    /// - Parameters:
    ///   - shape: the packed matrix, such as `[3 * out, in]`.
    ///   - parts: how many projections of one size, 1 or more, a divisor of the number of outputs.
    ///   - layout: which axes are which.
    /// - Throws: `InitializerError`: `invalidParameter` if `parts` is less than 1; `unsupportedShape` if it does not
    ///   divide the outputs; or as `init(shape:layout:)` does.
    /// - Complexity: O(rank).
    public init(
        packedProjection shape: [Int],
        parts: Int,
        layout: Layout = .outputInput
    ) throws(InitializerError) {
        try self.init(shape, layout: layout, outputParts: parts, name: "parts")
    }

    /// The fans of one of many kernels that are stored in one tensor, its first axes counting the kernels: experts, or
    /// heads.
    ///
    /// The general rule takes these axes for a receptive field where inputs and outputs come last: Keras has fans that
    /// are too great by their product, Flax's `DenseGeneral` such a fan in. JAX names them with `batch_axis`:
    /// `Layout.axes`.
    ///
    /// - Parameters:
    ///   - shape: the tensor, such as `[experts, in, out]`.
    ///   - batchAxisCount: how many of the first axes count kernels, 0 or more.
    ///   - layout: which of the other axes are which.
    /// - Throws: `InitializerError`: `tooFewAxes` if there are fewer axes than are named; `invalidParameter` if their
    ///   number is negative; or as `init(shape:layout:)` does.
    /// - Complexity: O(rank).
    public init(
        batchedKernel shape: [Int],
        batchAxisCount: Int = 1,
        layout: Layout = .inputOutput
    ) throws(InitializerError) {
        guard batchAxisCount >= 0 else {
            throw .invalidParameter(name: "batchAxisCount", value: Double(batchAxisCount), expected: "0 or more")
        }
        guard batchAxisCount <= shape.count else { throw .tooFewAxes(shape: shape, minimum: batchAxisCount) }
        _ = try Self.elementCount(shape)
        try self.init(shape: Array(shape[batchAxisCount...]), layout: layout)
    }

    // MARK: - Implementation

    /// The general rule's fans, fan out divided among the parts of the output axes.
    private init(
        _ shape: [Int],
        layout: Layout,
        outputParts: Int,
        name: String
    ) throws(InitializerError) {
        guard outputParts >= 1 else {
            throw .invalidParameter(name: name, value: Double(outputParts), expected: "1 or more")
        }
        let whole = try Fans(shape: shape, layout: layout)
        let outputs = try layout.outputCount(shape)
        guard outputs % outputParts == 0 else {
            throw .unsupportedShape(shape: shape, expected: "outputs (\(outputs)) that \(outputParts) \(name) divide")
        }
        try self.init(fanIn: whole.fanIn, fanOut: whole.fanOut / outputParts)
    }
}
