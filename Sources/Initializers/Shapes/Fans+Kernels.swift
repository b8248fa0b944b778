/// Kernels whose axes do not show which inputs reach which outputs. Each initializer here counts the connections. Its
/// documentation says what the frameworks' general rule, `Fans(shape:layout:)`, gives for the same shape.
extension Fans {
    /// The fans of a depthwise kernel: every input channel has `multiplier` outputs of its own.
    ///
    /// Fan in is the receptive field; fan out is the receptive field times the multiplier. Keras and TensorFlow read
    /// `[k..., channels, multiplier]` as `[k..., in, out]`, so their fan in is `channels` times too large.
    ///
    /// - Parameter shape: `[k..., channels, multiplier]`, two axes or more. For PyTorch's
    ///   `[channels * multiplier, 1, k...]` see `init(groupedKernel:groups:layout:)`.
    /// - Throws: `InitializerError`: `tooFewAxes`, or as `init(shape:layout:)` does.
    /// - Complexity: O(rank).
    public init(depthwiseKernel shape: [Int]) throws(InitializerError) {
        guard shape.count >= 2 else { throw .tooFewAxes(shape: shape, minimum: 2) }
        try self.init(shape: shape, layout: .axes(input: [], output: [-1], batch: [-2]))
    }

    /// The fans of a grouped convolution: an input channel reaches only the outputs of its own group.
    ///
    /// Fan in is the general rule's, because the kernel's input axis is that of one group. Fan out is `out / groups`
    /// times the receptive field; the general rule gives `groups` times as much. A depthwise convolution of PyTorch,
    /// `[channels * multiplier, 1, k...]`, has as many groups as channels.
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

    /// The fans of a transposed convolution with stride 1, whose kernel has its input and output axes swapped. An input
    /// reaches `out / groups` outputs in each position of the kernel.
    ///
    /// PyTorch reads `[in, out / groups, k...]` as `[out, in, k...]`, and Keras `[k..., out, in]` as `[k..., in, out]`:
    /// both swap the fans, so `ConvTranspose2d(16, 64, 3)` gets 576 for a fan in of 144. With larger strides an
    /// output's fan in is smaller, on average by a factor of the product of the strides.
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

    /// The fans of one of several projections that are stacked in one matrix along the output axis: queries, keys and
    /// values, or the gates of a recurrent layer.
    ///
    /// Fan out is that of one projection. The general rule gives `parts` times as much: PyTorch's `MultiheadAttention`
    /// draws `[3 E, E]` with the limit `sqrt(1.5 / E)`; separate matrices would have `sqrt(3 / E)`.
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

    /// The fans of one of many kernels that are stored in one tensor whose first axes count the kernels: experts, or
    /// heads.
    ///
    /// If inputs and outputs come last, the general rule takes these axes for a receptive field. Both of Keras' fans
    /// are then too large by the product of these axes, and so is the fan in of Flax's `DenseGeneral`. JAX names them
    /// with `batch_axis`: see `Layout.axes`.
    ///
    /// - Parameters:
    ///   - shape: the tensor, such as `[experts, in, out]`.
    ///   - batchAxisCount: how many of the first axes count kernels, 0 or more.
    ///   - layout: which of the other axes are which.
    /// - Throws: `InitializerError`: `tooFewAxes` if the shape has fewer axes than are named; `invalidParameter` if
    ///   `batchAxisCount` is negative; or as `init(shape:layout:)` does.
    /// - Complexity: O(rank).
    public init(
        batchedKernel shape: [Int],
        batchAxisCount: Int = 1,
        layout: Layout = .inputOutput
    ) throws(InitializerError) {
        try WeightLaw.require(batchAxisCount >= 0, "batchAxisCount", Double(batchAxisCount), "0 or more")
        guard batchAxisCount <= shape.count else { throw .tooFewAxes(shape: shape, minimum: batchAxisCount) }
        _ = try Self.elementCount(shape)
        try self.init(shape: Array(shape[batchAxisCount...]), layout: layout)
    }

    // MARK: - Implementation

    /// The general rule's fans, with fan out divided by the number of parts of the output axes.
    private init(
        _ shape: [Int],
        layout: Layout,
        outputParts: Int,
        name: String
    ) throws(InitializerError) {
        try WeightLaw.require(outputParts >= 1, name, Double(outputParts), "1 or more")
        let whole = try Fans(shape: shape, layout: layout)
        let outputs = try layout.outputCount(shape)
        guard outputs % outputParts == 0 else {
            throw .unsupportedShape(shape: shape, expected: "outputs (\(outputs)) that \(outputParts) \(name) divide")
        }
        try self.init(fanIn: whole.fanIn, fanOut: whole.fanOut / outputParts)
    }
}
