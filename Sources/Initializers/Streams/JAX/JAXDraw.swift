/// A tensor of JAX's random numbers in any scalar type.
struct JAXDraw {
    /// Whose arithmetic makes the constants.
    enum Library {
        case jax(JAX.Release)
        case keras
    }

    let key: JAX.Key
    let library: Library
    let instructionSet: InstructionSet

    /// Writes a tensor.
    func callAsFunction<S: WeightScalar>(
        _ destination: UnsafeMutableBufferPointer<S>,
        _ law: StreamLaw
    ) throws(InitializerError) {
        try Threefry.check(law, for: S.self)
        // The original layout counts its words in 32 bits.
        let words = MemoryLayout<S>.size == 8 ? 2 : 1
        guard key.layout == .partitionable || destination.count < Int(UInt32.max) / words else {
            throw .tooManyElements(shape: [destination.count])
        }
        let threefry = Threefry(key: key.data, layout: key.layout.threefry, instructionSet: instructionSet)
        if case .constant(let value) = law {
            destination.initialize(repeating: S._rounding(value))
        } else if S.self == Float.self {
            let plan = try Self.plan(library, law, JAXArithmetic.float, for: S.self)
            destination.withMemoryRebound(to: Float.self) { threefry.draw($0, plan.form, plan.law) }
        } else if S.self == Double.self {
            let plan = try Self.plan(library, law, JAXArithmetic.double, for: S.self)
            destination.withMemoryRebound(to: Double.self) { threefry.draw($0, plan.form, plan.law) }
        } else {
            let half = Self.half(S.self)
            let values = half.arithmetic.table(
                try Self.plan(library, law, half.arithmetic, for: S.self),
                width: half.width
            )
            // The values are numbers of the type, whose memory layout is that of its bits.
            let table = values.map { withUnsafeBytes(of: S._rounding(Double($0))) { $0.load(as: UInt16.self) } }
            destination.withMemoryRebound(to: UInt16.self) {
                threefry.draw($0, table: table, bits: half.bits, width: half.width)
            }
        }
    }

    // MARK: - Implementation

    /// The constants of a law in a library's arithmetic.
    ///
    /// - Throws: `InitializerError` if this arithmetic makes a rule of scaling overflow.
    static func plan<Value, S: WeightScalar>(
        _ library: Library,
        _ law: StreamLaw,
        _ arithmetic: JAXArithmetic<Value>,
        for scalar: S.Type
    ) throws(InitializerError) -> JAXArithmetic<Value>.Plan {
        let plan =
            switch library {
            case .jax(let release): arithmetic.initializer(law, release: release)
            case .keras: arithmetic.keras(law)
            }
        if case .scaling = law { try plan.law.requireFinite(S.self) }
        return plan
    }

    /// The arithmetic of a 16-bit type, the random bits that an element takes, and those that count.
    static func half<S: WeightScalar>(
        _ type: S.Type
    ) -> (arithmetic: JAXArithmetic<Float>, bits: Int, width: Int) {
        #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
            if S.self == Float16.self { return (.float16, 16, 10) }
        #endif
        return (.bfloat16, 8, 7)
    }
}
