internal import CStreams

extension MLX.Key: WeightStream {
    /// Writes the tensor that MLX draws with this key.
    ///
    /// | law | drawn as |
    /// | --- | --- |
    /// | `scaling`, uniform | `mlx.nn.init.glorot_uniform` or `he_uniform`, with the gain |
    /// | `scaling`, normal | `mlx.nn.init.glorot_normal` or `he_normal`, with the gain |
    /// | `uniform` | `mx.random.uniform(low, high, shape, dtype)` |
    /// | `normal` | `mx.random.normal(shape, dtype, mean, standardDeviation)` |
    /// | `truncatedNormal` | `mx.random.truncated_normal(low, high, shape, dtype) * standardDeviation + mean` |
    ///
    /// MLX has no truncated rule of variance scaling, and no geometric mean of fans. They are drawn as the same
    /// arithmetic would.
    ///
    /// Accuracy: all laws equal those of MLX 0.32 on a CPU under Linux (x86-64, glibc) to the bit; 2^24 values of
    /// the normal and truncated laws were compared, single precision and 16 bits. MLX's kernels for Metal use the same
    /// words, but other functions.
    ///
    /// - Parameters:
    ///   - destination: the memory of the whole tensor, which need not be initialized.
    ///   - law: what is drawn. Deviations and factors are finite, 0 or more; bounds are in order.
    /// - Throws: `InitializerError.invalidParameter`, `reversedBounds` or `notRepresentable` for a parameter outside
    ///   its domain; `invalidParameter` for double precision, which MLX does not draw.
    /// - Complexity: O(`destination.count`).
    public func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw
    ) throws(InitializerError) {
        try draw(into: destination, law: law, instructionSet: .best)
    }

    /// Writes the tensor with the instructions of your choice; the bits are the same.
    package func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        law: StreamLaw,
        instructionSet: InstructionSet
    ) throws(InitializerError) {
        try WeightLaw.require(S.self != Double.self, "bit width", 64, "16 or 32: MLX draws no double precision")
        try Threefry.check(law, for: S.self)
        let threefry = Threefry(key: data, layout: .paired, instructionSet: instructionSet)
        if case .constant(let value) = law {
            destination.initialize(repeating: S._rounding(value))
        } else if S.self == Float.self {
            let plan = try Plan(law, for: S.self) { $0 }
            destination.withMemoryRebound(to: Float.self) { threefry.draw($0, plan.form, plan.law) }
        } else {
            let plan = try Plan(law, for: S.self) { Float(S._rounding(Double($0))._widened) }
            destination.withMemoryRebound(to: UInt16.self) {
                threefry.draw(
                    $0,
                    plan.form,
                    plan.law,
                    isBFloat16: S.self == BFloat16.self,
                    startsInSinglePrecision: plan.startsInSinglePrecision
                )
            }
        }
    }

    // MARK: - Implementation

    /// The constants of a law in a type; `rounded` gives the type's nearest number.
    struct Plan {
        var form: Threefry.Form
        var law: UnitLaw<Float>
        var startsInSinglePrecision = false

        /// - Throws: `InitializerError` if MLX's arithmetic makes a rule of scaling overflow.
        init<S: WeightScalar>(
            _ law: StreamLaw,
            for scalar: S.Type,
            rounded: (Float) -> Float
        ) throws(InitializerError) {
            self.init(law, rounded)
            if case .scaling = law { try self.law.requireFinite(S.self) }
        }

        private init(_ law: StreamLaw, _ rounded: (Float) -> Float) {
            switch law {
            case .constant: self.init(-0.0, 0, rounded)
            case .uniform(let low, let high): self.init(low, high, rounded)
            case .normal(let mean, let standardDeviation):
                self.init(mean, standardDeviation: standardDeviation, rounded)
            case .truncatedNormal(let mean, let standardDeviation, let low, let high):
                self.init(mean, standardDeviation, low, high, rounded)
            case .scaling(let scaling):
                let fan = scaling.mode.denominator(scaling.fans)
                switch scaling.distribution {
                case .uniform:
                    // Glorot's limit is written with 6 / (fanIn + fanOut), which is the same number.
                    let limit = scaling.gain * (3 / fan).squareRoot()
                    self.init(-limit, limit, rounded)
                case .untruncatedNormal:
                    self.init(-0.0, standardDeviation: Self.deviation(scaling, fan), rounded)
                case .truncatedNormal:
                    let parent = Self.deviation(scaling, fan) / VarianceScaling.truncatedStandardDeviation
                    self.init(0, parent, -2, 2, rounded)
                }
            }
        }

        private static func deviation(_ scaling: StreamLaw.Scaling, _ fan: Double) -> Double {
            switch scaling.mode {
            case .fanAverage: scaling.gain * (1 / fan).squareRoot()
            case .fanIn, .fanOut, .fanGeometricAverage: scaling.gain / fan.squareRoot()
            }
        }

        /// `mx.random.uniform`.
        private init(_ low: Double, _ high: Double, _ rounded: (Float) -> Float) {
            let first = rounded(Float(low))
            form = .mlxUniform
            law = UnitLaw(range: rounded(rounded(Float(high)) - first), low: first)
        }

        /// `mx.random.normal`.
        private init(_ mean: Double, standardDeviation: Double, _ rounded: (Float) -> Float) {
            let low = Float(-1).nextUp
            form = .mlxQuantile
            law = UnitLaw(
                range: 1 - low,
                low: low,
                root: rounded(rounded(Float(2.0.squareRoot())) * rounded(Float(standardDeviation))),
                offset: rounded(Float(mean))
            )
            startsInSinglePrecision = true
        }

        /// `mx.random.truncated_normal`, scaled and shifted.
        private init(
            _ mean: Double,
            _ standardDeviation: Double,
            _ low: Double,
            _ high: Double,
            _ rounded: (Float) -> Float
        ) {
            let root = rounded(Float(2.0.squareRoot()))
            let (least, greatest) = (rounded(Float(low)), rounded(Float(high)))
            let errorFunction = InstructionSet.best.streams.threefry.mlx_erf
            let first = rounded(errorFunction(rounded(least / root)))
            let last = rounded(errorFunction(rounded(greatest / root)))
            form = .mlxQuantile
            law = UnitLaw(
                range: rounded(last - first),
                low: first,
                root: root,
                least: least,
                greatest: greatest,
                factor: rounded(Float(standardDeviation)),
                offset: mean == 0 ? -0.0 : rounded(Float(mean))
            )
        }
    }
}
