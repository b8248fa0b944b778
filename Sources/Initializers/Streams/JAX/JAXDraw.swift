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
            destination.withMemoryRebound(to: Float.self) { single($0, law) }
        } else if S.self == Double.self {
            destination.withMemoryRebound(to: Double.self) { double($0, law) }
        } else if S.self == BFloat16.self {
            let values = JAXArithmetic.bfloat16.table(Self.plan(library, law, .bfloat16), width: 7)
            let table = values.map { BFloat16($0).bitPattern }
            destination.withMemoryRebound(to: UInt16.self) { half($0, table: table, bits: 8, width: 7) }
        } else {
            #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
                let values = JAXArithmetic.float16.table(Self.plan(library, law, .float16), width: 10)
                let table = values.map { Float16($0).bitPattern }
                destination.withMemoryRebound(to: UInt16.self) { half($0, table: table, bits: 16, width: 10) }
            #endif
        }
    }

    // MARK: - Implementation

    /// The constants of a law in a library's arithmetic.
    static func plan<Value>(
        _ library: Library,
        _ law: StreamLaw,
        _ arithmetic: JAXArithmetic<Value>
    ) -> JAXArithmetic<Value>.Plan {
        switch library {
        case .jax(let release): arithmetic.initializer(law, release: release)
        case .keras: arithmetic.keras(law)
        }
    }

    private func single(_ destination: UnsafeMutableBufferPointer<Float>, _ law: StreamLaw) {
        let plan = Self.plan(library, law, JAXArithmetic.float)
        Threefry.draw(
            destination,
            key: key.data,
            layout: key.layout.threefry,
            form: plan.form,
            law: plan.law,
            instructionSet: instructionSet
        )
    }

    private func double(_ destination: UnsafeMutableBufferPointer<Double>, _ law: StreamLaw) {
        let plan = Self.plan(library, law, JAXArithmetic.double)
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
