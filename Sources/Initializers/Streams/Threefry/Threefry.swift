internal import CStreams

/// Threefry2x32-20, the cipher of JAX and MLX, under one key, and the tensors that they make of its words.
///
/// The loops are in C, for each instruction set.
struct Threefry {
    let key: (UInt32, UInt32)
    let layout: Layout
    var instructionSet = InstructionSet.best

    /// How the elements of a tensor are assigned words.
    enum Layout {
        /// The halves of block `i`, combined by exclusive or, are word `i`.
        case partitionable
        /// The halves of block `i` are words `i` and `i + half`.
        case paired
    }

    /// What becomes of a word's uniform number.
    enum Form {
        case jaxUniform, jaxQuantile, mlxUniform, mlxQuantile
    }

    /// The block of a counter.
    static func block(_ counter: (UInt32, UInt32), key: (UInt32, UInt32)) -> (UInt32, UInt32) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 6) { words in
            words.initialize(repeating: 0)
            guard let base = words.baseAddress else { return (0, 0) }
            (words[2], words[3]) = key
            (words[4], words[5]) = counter
            InstructionSet.best.streams.threefry.block(base, base + 2, base + 4)
            return (words[0], words[1])
        }
    }

    /// All words of a tensor.
    func words(_ count: Int) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            draw(buffer) { table, words, stream in table.words(words, stream) }
            initializedCount = count
        }
    }

    /// A tensor in single precision.
    func draw(_ destination: UnsafeMutableBufferPointer<Float>, _ form: Form, _ law: UnitLaw<Float>) {
        var law = glorot_threefry_float(law)
        draw(destination) { table, values, stream in table.draw_float(values, stream, form.constant, &law) }
    }

    /// A tensor in double precision, in JAX's forms.
    func draw(_ destination: UnsafeMutableBufferPointer<Double>, _ form: Form, _ law: UnitLaw<Double>) {
        var law = glorot_threefry_double(law)
        draw(destination) { table, values, stream in table.draw_double(values, stream, form.constant, &law) }
    }

    /// A tensor of 16-bit patterns from a table of 2^`width` entries, each chosen by the upper bits of `bits` random
    /// bits.
    func draw(_ destination: UnsafeMutableBufferPointer<UInt16>, table entries: [UInt16], bits: Int, width: Int) {
        guard entries.count == 1 << width else { return }
        let elementsPerWord = layout == .partitionable ? 1 : 32 / bits
        draw(destination, words: (destination.count + elementsPerWord - 1) / elementsPerWord) {
            table,
            patterns,
            stream in
            table.draw_table(patterns, destination.count, stream, entries, UInt32(bits), UInt32(width))
        }
    }

    /// A tensor of 16-bit patterns, in MLX's forms.
    ///
    /// - Parameters:
    ///   - isBFloat16: whether the type is bfloat16; half precision otherwise.
    ///   - startsInSinglePrecision: whether the uniform number is one of single precision.
    func draw(
        _ destination: UnsafeMutableBufferPointer<UInt16>,
        _ form: Form,
        _ law: UnitLaw<Float>,
        isBFloat16: Bool,
        startsInSinglePrecision: Bool
    ) {
        var law = glorot_threefry_float(law)
        let type = isBFloat16 ? GLOROT_BFLOAT16 : GLOROT_FLOAT16
        draw(destination) { table, patterns, stream in
            table.draw_half(patterns, stream, form.constant, type, startsInSinglePrecision ? 1 : 0, &law)
        }
    }

    /// XLA's inverse error function of numbers from -1 to 1.
    static func inverseErrorFunction(_ numbers: [Float]) -> [Float] {
        var values = numbers
        values.withUnsafeMutableBufferPointer {
            if let base = $0.baseAddress { InstructionSet.best.streams.threefry.jax_inverse_erf(base, $0.count) }
        }
        return values
    }

    /// Throws unless the parameters of a law are in their domains.
    ///
    /// Whether a rule of scaling has a limit or a deviation that the type can hold depends on the framework's arithmetic:
    /// see `UnitLaw.requireFinite(_:)`.
    static func check<S: WeightScalar>(_ law: StreamLaw, for scalar: S.Type) throws(InitializerError) {
        switch law {
        case .constant(let value): _ = try WeightLaw.constant(value).transform(for: S.self)
        case .uniform(let low, let high):
            try WeightLaw.checkInterval(low, high)
            try WeightLaw.requireFinite(low, S.self)
            try WeightLaw.requireFinite(high, S.self)
        case .normal(let mean, let standardDeviation): try check(mean, standardDeviation, S.self)
        case .truncatedNormal(let mean, let standardDeviation, let low, let high):
            try check(mean, standardDeviation, S.self)
            try WeightLaw.checkBounds(low, high)
        case .scaling(let scaling):
            switch scaling.factor {
            case .gain(let gain): try WeightLaw.requireFactor(gain, "gain")
            case .scale(let scale): try WeightLaw.requireFactor(scale, "scale")
            }
        }
    }

    // MARK: - Implementation

    private static func check<S: WeightScalar>(
        _ mean: Double,
        _ standardDeviation: Double,
        _ scalar: S.Type
    ) throws(InitializerError) {
        try WeightLaw.check(mean, standardDeviation)
        try WeightLaw.requireFinite(mean, S.self)
        try WeightLaw.requireFinite(standardDeviation, S.self)
    }

    /// Runs a loop on the words of a tensor, as many as elements unless stated.
    private func draw<Element>(
        _ destination: UnsafeMutableBufferPointer<Element>,
        words count: Int? = nil,
        _ body: (glorot_threefry, UnsafeMutablePointer<Element>, UnsafePointer<glorot_threefry_words>) -> Void
    ) {
        guard let elements = destination.baseAddress, destination.count > 0 else { return }
        let count = UInt64(count ?? destination.count)
        withUnsafePointer(to: glorot_threefry_words(key: key, layout: layout.constant, count: count)) {
            body(instructionSet.streams.threefry, elements, $0)
        }
    }
}

extension Threefry.Layout {
    var constant: glorot_threefry_layout {
        switch self {
        case .partitionable: GLOROT_PARTITIONABLE
        case .paired: GLOROT_PAIRED
        }
    }
}

extension Threefry.Form {
    var constant: glorot_threefry_form {
        switch self {
        case .jaxUniform: GLOROT_JAX_UNIFORM
        case .jaxQuantile: GLOROT_JAX_QUANTILE
        case .mlxUniform: GLOROT_MLX_UNIFORM
        case .mlxQuantile: GLOROT_MLX_QUANTILE
        }
    }
}

extension glorot_threefry_float {
    init(_ law: UnitLaw<Float>) {
        self.init(
            range: law.range,
            low: law.low,
            root: law.root,
            least: law.least,
            greatest: law.greatest,
            factor: law.factor,
            offset: law.offset
        )
    }
}

extension glorot_threefry_double {
    init(_ law: UnitLaw<Double>) {
        self.init(
            range: law.range,
            low: law.low,
            root: law.root,
            least: law.least,
            greatest: law.greatest,
            factor: law.factor,
            offset: law.offset
        )
    }
}
