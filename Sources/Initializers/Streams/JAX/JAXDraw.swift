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
        if case .constant(let value) = law {
            destination.initialize(repeating: S._rounding(value))
        } else if S.self == Float.self {
            let plan = try Self.plan(library, law, JAXArithmetic.float, for: S.self)
            destination.withMemoryRebound(to: Float.self) { single($0, plan) }
        } else if S.self == Double.self {
            let plan = try Self.plan(library, law, JAXArithmetic.double, for: S.self)
            destination.withMemoryRebound(to: Double.self) { double($0, plan) }
        } else if S.self == BFloat16.self {
            let plan = try Self.plan(library, law, JAXArithmetic.bfloat16, for: S.self)
            let values = JAXArithmetic.bfloat16.table(plan, width: 7)
            let table = values.map { BFloat16($0).bitPattern }
            destination.withMemoryRebound(to: UInt16.self) { half($0, table: table, bits: 8, width: 7) }
        } else {
            #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
                let plan = try Self.plan(library, law, JAXArithmetic.float16, for: S.self)
                let values = JAXArithmetic.float16.table(plan, width: 10)
                let table = values.map { Float16($0).bitPattern }
                destination.withMemoryRebound(to: UInt16.self) { half($0, table: table, bits: 16, width: 10) }
            #endif
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

    private func single(_ destination: UnsafeMutableBufferPointer<Float>, _ plan: JAXArithmetic<Float>.Plan) {
        Threefry.draw(
            destination,
            key: key.data,
            layout: key.layout.threefry,
            form: plan.form,
            law: plan.law,
            instructionSet: instructionSet
        )
    }

    private func double(_ destination: UnsafeMutableBufferPointer<Double>, _ plan: JAXArithmetic<Double>.Plan) {
        Threefry.draw(
            destination,
            key: key.data,
            layout: key.layout.threefry,
            form: plan.form,
            law: plan.law,
            instructionSet: instructionSet
        )
    }

    private func half(_ destination: UnsafeMutableBufferPointer<UInt16>, table: [UInt16], bits: Int, width: Int) {
        Threefry.draw(
            destination,
            key: key.data,
            layout: key.layout.threefry,
            table: table,
            bits: bits,
            width: width,
            instructionSet: instructionSet
        )
    }
}
