extension PyTorch.Generator {
    /// Draws the parameters of `nn.Linear(in_features, out_features, bias)`.
    ///
    /// The weight `[out, in]` is `kaiming_uniform_(a=sqrt(5))`; then the bias is uniform between plus and minus
    /// `1 / sqrt(in)`.
    ///
    /// - Parameters:
    ///   - inFeatures: `in_features`, 1 or more.
    ///   - outFeatures: `out_features`, 1 or more.
    ///   - bias: whether the layer has a bias.
    ///   - type: the scalar type.
    /// - Throws: `InitializerError` for a shape that no tensor has.
    public mutating func linear<S: WeightScalar>(
        inFeatures: Int,
        outFeatures: Int,
        bias: Bool = true,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> (weight: Weights<S>, bias: Weights<S>?) {
        try layer([outFeatures, inFeatures], biases: bias ? outFeatures : nil, as: type)
    }

    /// Draws the parameters of `nn.Conv1d` to `nn.Conv3d`, or of a transposed convolution.
    ///
    /// The weight `[out, in / groups, k...]`, of a transposed convolution `[in, out / groups, k...]`, is
    /// `kaiming_uniform_(a=sqrt(5))`; then the bias is uniform between plus and minus `1 / sqrt(fan in)`, where PyTorch
    /// counts the weight's second axis as the inputs in both cases.
    ///
    /// - Parameters:
    ///   - inChannels: `in_channels`, 1 or more, a multiple of `groups`.
    ///   - outChannels: `out_channels`, 1 or more, a multiple of `groups`.
    ///   - kernel: the sizes of the kernel's axes.
    ///   - groups: the number of groups, 1 or more.
    ///   - isTransposed: whether the convolution is a transposed one.
    ///   - bias: whether the layer has a bias.
    ///   - type: the scalar type.
    /// - Throws: `InitializerError` for a shape that no tensor has, and for groups that do not divide it.
    public mutating func convolution<S: WeightScalar>(
        inChannels: Int,
        outChannels: Int,
        kernel: [Int],
        groups: Int = 1,
        isTransposed: Bool = false,
        bias: Bool = true,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> (weight: Weights<S>, bias: Weights<S>?) {
        try WeightLaw.require(groups >= 1, "groups", Double(groups), "1 or more")
        let (first, second) = isTransposed ? (inChannels, outChannels) : (outChannels, inChannels)
        guard first % groups == 0, second % groups == 0 else {
            throw .unsupportedShape(shape: [first, second] + kernel, expected: "channels that \(groups) groups divide")
        }
        return try layer([first, second / groups] + kernel, biases: bias ? outChannels : nil, as: type)
    }

    /// Draws the weight of `nn.Embedding(entries, width)`, normal with standard deviation 1.
    ///
    /// - Parameters:
    ///   - entries: `num_embeddings`, 1 or more.
    ///   - width: `embedding_dim`, 1 or more.
    ///   - padding: the row that is set to 0 after the draw, if any: `padding_idx`, negative from the end.
    ///   - type: the scalar type.
    /// - Throws: `InitializerError` for a shape that no tensor has, and for a row that it does not have.
    public mutating func embedding<S: WeightScalar>(
        entries: Int,
        width: Int,
        padding: Int? = nil,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> Weights<S> {
        var row: Int?
        if let padding {
            let isRow = -entries <= padding && padding < entries
            try WeightLaw.require(isRow, "padding", Double(padding), "a row from \(-entries) to \(entries - 1)")
            row = padding < 0 ? padding + entries : padding
        }
        let weights = try draw(.normal(mean: 0, standardDeviation: 1), shape: [entries, width], as: type)
        guard let row else { return weights }
        var scalars = weights.scalars
        for i in row * width..<(row + 1) * width { scalars[i] = 0 }
        return Weights(shape: weights.shape, scalars: scalars)
    }

    /// A recurrent layer's cell.
    public enum RecurrentCell: Int, Sendable, CaseIterable {
        /// `nn.RNN`.
        case plain = 1
        /// `nn.GRU`.
        case gru = 3
        /// `nn.LSTM`.
        case lstm = 4

        /// The number of matrices that stand above one another in a weight.
        public var gates: Int { rawValue }
    }

    /// Draws the parameters of `nn.LSTM`, `nn.GRU` or `nn.RNN`, all uniform between plus and minus `1 / sqrt(hidden)`.
    ///
    /// Their order is that of `parameters()`: for each layer and direction `weight_ih`, `weight_hh`, `bias_ih`,
    /// `bias_hh`, and `weight_hr` if there is a projection.
    ///
    /// - Parameters:
    ///   - cell: the layer's cell.
    ///   - inputs: `input_size`, 1 or more.
    ///   - hidden: `hidden_size`, 1 or more.
    ///   - layers: `num_layers`, 1 or more.
    ///   - projection: `proj_size`, from 0, which means none, to less than `hidden`; of an LSTM.
    ///   - isBidirectional: whether each layer has a second direction.
    ///   - bias: whether the layer has biases.
    ///   - type: the scalar type.
    /// - Returns: the parameters with PyTorch's names, such as `weight_ih_l0_reverse`.
    /// - Throws: `InitializerError` for a shape that no tensor has, and for a projection that PyTorch does not have.
    public mutating func recurrent<S: WeightScalar>(
        _ cell: RecurrentCell,
        inputs: Int,
        hidden: Int,
        layers: Int = 1,
        projection: Int = 0,
        isBidirectional: Bool = false,
        bias: Bool = true,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> [(name: String, weights: Weights<S>)] {
        for (name, size) in [("inputs", inputs), ("hidden", hidden), ("layers", layers)] {
            try WeightLaw.require(size >= 1, name, Double(size), "1 or more")
        }
        let isProjection = 0 <= projection && projection < hidden && (projection == 0 || cell == .lstm)
        let expected = "0, or in an LSTM up to \(hidden - 1)"
        try WeightLaw.require(isProjection, "projection", Double(projection), expected)
        let (rows, overflow) = cell.gates.multipliedReportingOverflow(by: hidden)
        guard !overflow else { throw .tooManyElements(shape: [cell.gates, hidden, hidden]) }
        let output = projection == 0 ? hidden : projection
        let limit = 1 / Double(hidden).squareRoot()
        var drawn: [(name: String, weights: Weights<S>)] = []
        for layer in 0..<layers {
            for suffix in isBidirectional ? ["", "_reverse"] : [""] {
                let width = layer == 0 ? inputs : output * (isBidirectional ? 2 : 1)
                var shapes = [("weight_ih", [rows, width]), ("weight_hh", [rows, output])]
                if bias { shapes += [("bias_ih", [rows]), ("bias_hh", [rows])] }
                if projection > 0 { shapes.append(("weight_hr", [projection, hidden])) }
                for (name, shape) in shapes {
                    let weights = try draw(.uniform(low: -limit, high: limit), shape: shape, as: type)
                    drawn.append(("\(name)_l\(layer)\(suffix)", weights))
                }
            }
        }
        return drawn
    }

    // MARK: - Implementation

    /// A weight of shape `[first, second, k...]` with `first` or other biases.
    private mutating func layer<S: WeightScalar>(
        _ shape: [Int],
        biases: Int?,
        as type: S.Type
    ) throws(InitializerError) -> (weight: Weights<S>, bias: Weights<S>?) {
        let count = try Fans.elementCount(shape)
        if let biases { _ = try Fans.elementCount([biases]) }
        let fanIn = count / shape[0]
        let fans = try Fans(fanIn: fanIn, fanOut: count / shape[1])
        // A leaky rectifier's gain at the slope sqrt(5), whose square is not 5 in double precision.
        let slope = 5.0.squareRoot()
        let gain = (2 / (1 + slope * slope)).squareRoot()
        let rule = StreamLaw.Scaling(.gain(gain), mode: .fanIn, distribution: .uniform, fans: fans)
        let weight = try draw(.scaling(rule), shape: shape, as: type)
        guard let biases else { return (weight, nil) }
        let limit = 1 / Double(fanIn).squareRoot()
        return (weight, try draw(.uniform(low: -limit, high: limit), shape: [biases], as: type))
    }
}
