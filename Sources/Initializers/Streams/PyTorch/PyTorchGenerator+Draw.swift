extension PyTorch.Generator: WeightStream {
    /// Writes a whole tensor, in row-major order, as the function of `torch.nn.init` does.
    ///
    /// | law | function |
    /// | --- | --- |
    /// | `constant` | `constant_` |
    /// | `uniform` | `uniform_(tensor, low, high)` |
    /// | `normal` | `normal_(tensor, mean, standardDeviation)` |
    /// | `truncatedNormal` | `trunc_normal_`, with `a` and `b` that many standard deviations from the mean |
    /// | `scaling` by the mean of the fans | `xavier_uniform_`, `xavier_normal_` |
    /// | `scaling` by one fan | `kaiming_uniform_`, `kaiming_normal_` |
    ///
    /// `trunc_normal_` has bounds as values. Of the numbers that are exactly `low` or `high` standard deviations from the
    /// mean, as double precision computes it, the one with the fewest decimals is taken, since callers write short
    /// numbers; `mean + low * standardDeviation`, if none has at most 15 digits.
    ///
    /// - Parameters:
    ///   - destination: the memory of the whole tensor, which need not be initialized.
    ///   - law: what is drawn.
    /// - Throws: `InitializerError` if a parameter is outside its domain, a bound is not representable in the type, or
    ///   PyTorch has no such rule: no truncated scaling, and no geometric mean. Nothing is written then, and the stream
    ///   stays where it is.
    /// - Complexity: O(*n*); since release 2.12, the truncated law redraws the tensor until all values are within the bounds.
    public mutating func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw
    ) throws(InitializerError) {
        let draw = try Draw(law, release, as: S.self)
        guard destination.count > 0 else { return }
        if S.self == Float.self {
            destination.withMemoryRebound(to: Float.self) { fill($0, draw, SingleArithmetic(rounding: nil)) }
        } else if S.self == Double.self {
            destination.withMemoryRebound(to: Double.self) { fill($0, draw, DoubleArithmetic()) }
        } else {
            let format = PyTorch.HalfFormat(S.self)
            destination.withMemoryRebound(to: UInt16.self) { fill($0, draw, format) }
        }
    }

    /// The number of words that drawing a tensor now takes.
    ///
    /// - Parameters:
    ///   - law: what is drawn.
    ///   - count: the tensor's number of elements, 0 or more.
    ///   - type: the scalar type.
    /// - Returns: `nil` for a truncated law since release 2.12, which depends on the words themselves, unless its bounds are
    ///   so wide that nothing is cut.
    /// - Throws: `InitializerError`, as `draw(into:law:)` does.
    public func wordCount<S: WeightScalar>(
        of law: StreamLaw,
        count: Int,
        as type: S.Type = Float.self
    ) throws(InitializerError) -> Int? {
        precondition(count >= 0, "count: found \(count), expected 0 or more")
        let width = S.self == Double.self ? 2 : 1
        switch try Draw(law, release, as: S.self) {
        case .constant: return 0
        case .uniform: return width * count
        case .normal: return normalWordCount(count, as: type)
        case .truncatedNormal(let draw):
            if release == .before2_12 { return width * count }
            let isWide = S.self == Double.self || count < Self.blockCount
            return draw.isParent(isWide: isWide) ? normalWordCount(count, as: type) : nil
        }
    }

    // MARK: - Implementation

    private func normalWordCount<S: WeightScalar>(_ count: Int, as type: S.Type) -> Int {
        if count < Self.blockCount {
            let drawn = leftover == nil ? count : max(0, count - 1)
            return 4 * ((drawn + 1) / 2)
        }
        let width = S.self == Double.self ? 2 : 1
        let rest = count % Self.blockCount
        if rest == 0 { return width * count }
        let skipsRest = MemoryLayout<S>.size == 2 && release == .since2_12
        return width * ((skipsRest ? count - rest : count) + Self.blockCount)
    }

    /// What a function of `torch.nn.init` asks of the generator, in double precision, as Python computes it.
    enum Draw {
        case constant(Double)
        case uniform(low: Double, high: Double)
        case normal(mean: Double, standardDeviation: Double)
        case truncatedNormal(PyTorch.TruncatedDraw)

        init<S: WeightScalar>(
            _ law: StreamLaw,
            _ release: Release,
            as type: S.Type
        ) throws(InitializerError) {
            switch law {
            case .constant(let value):
                try WeightLaw.require(value.isFinite, "value", value, "a finite number")
                try Self.requireRepresentable(value, as: type)
                self = .constant(value)
            case .uniform(let low, let high):
                self = try Self.uniform(low, high, as: type)
            case .normal(let mean, let deviation):
                try WeightLaw.check(mean, deviation)
                self = .normal(mean: mean, standardDeviation: deviation)
            case .truncatedNormal(let mean, let deviation, let low, let high):
                try WeightLaw.check(mean, deviation)
                self = .truncatedNormal(try .init(mean, deviation, low, high, release, as: type))
            case .scaling(let rule):
                self = try Self.scaled(rule, as: type)
            }
        }

        private static func uniform<S: WeightScalar>(
            _ low: Double,
            _ high: Double,
            as type: S.Type
        ) throws(InitializerError) -> Draw {
            try WeightLaw.checkInterval(low, high)
            try requireRepresentable(low, as: type)
            try requireRepresentable(high, as: type)
            guard high - low <= S.greatestFiniteMagnitude._widened else {
                throw .notRepresentable(extreme: high - low, scalar: "\(S.self)")
            }
            return .uniform(low: low, high: high)
        }

        private static func scaled<S: WeightScalar>(
            _ rule: StreamLaw.Scaling,
            as type: S.Type
        ) throws(InitializerError) -> Draw {
            let gain = rule.gain
            try WeightLaw.requireFactor(gain, "gain")
            let (inputs, outputs) = (rule.fans.fanIn, rule.fans.fanOut)
            let deviation: Double
            switch rule.mode {
            case .fanAverage:
                let (sum, overflow) = inputs.addingReportingOverflow(outputs)
                deviation = gain * (2 / (overflow ? Double(inputs) + Double(outputs) : Double(sum))).squareRoot()
            case .fanIn: deviation = gain / Double(inputs).squareRoot()
            case .fanOut: deviation = gain / Double(outputs).squareRoot()
            case .fanGeometricAverage:
                throw .invalidParameter(
                    name: "mode",
                    value: rule.mode.denominator(rule.fans),
                    expected: "one fan, or the fans' mean, in PyTorch"
                )
            }
            switch rule.distribution {
            case .uniform:
                let bound = 3.0.squareRoot() * deviation
                return try uniform(-bound, bound, as: type)
            case .untruncatedNormal:
                try WeightLaw.check(0, deviation)
                return .normal(mean: 0, standardDeviation: deviation)
            case .truncatedNormal:
                throw .invalidParameter(
                    name: "distribution",
                    value: 2,
                    expected: "a law that torch.nn.init has, uniform or normal without a cut at 2 standard deviations"
                )
            }
        }

        static func requireRepresentable<S: WeightScalar>(
            _ value: Double,
            as type: S.Type
        ) throws(InitializerError) {
            guard value.magnitude <= S.greatestFiniteMagnitude._widened else {
                throw .notRepresentable(extreme: value, scalar: "\(S.self)")
            }
        }
    }

    /// Normal values of larger tensors are made in blocks of this size; a smaller tensor's in pairs.
    static let blockCount = 16

    /// Elements drawn at a time: few enough that they stay in the first-level cache, and a multiple of a block.
    static let chunkCount = 4096

    private mutating func fill<A: Arithmetic>(
        _ destination: UnsafeMutableBufferPointer<A.Value>,
        _ draw: Draw,
        _ arithmetic: A
    ) {
        switch draw {
        case .constant(let value): destination.initialize(repeating: A.Value(value))
        case .uniform(let low, let high): arithmetic.uniform(destination, low, high, &self)
        case .normal(let mean, let deviation): arithmetic.normal(destination, mean, deviation, &self)
        case .truncatedNormal(let draw): truncated(destination, draw, arithmetic)
        }
    }

    private mutating func fill(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ draw: Draw,
        _ format: PyTorch.HalfFormat
    ) {
        switch draw {
        case .constant(let value): destination.initialize(repeating: format.pattern(Float(value)))
        case .uniform(let low, let high): uniform(destination, low, high, format)
        case .normal(let mean, let deviation): normal(destination, mean, deviation, format)
        case .truncatedNormal(let draw):
            withUnsafeTemporaryAllocation(of: Float.self, capacity: destination.count) { values in
                truncated(values, draw, SingleArithmetic(rounding: format))
                guard let patterns = destination.baseAddress, let singles = values.baseAddress else { return }
                format.round(patterns, singles, values.count, instructionSet)
            }
        }
    }
}
