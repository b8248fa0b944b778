internal import CStreams

/// The arithmetic of one of JAX's types on a CPU: how `jax.nn.initializers` and Keras compute the constants of a law.
///
/// 16-bit types are computed in single precision and rounded after each operation.
struct JAXArithmetic<Value: BinaryFloatingPoint & Sendable>: Sendable {
    /// The nearest number of the type.
    let rounded: @Sendable (Value) -> Value

    /// What a number of Python becomes.
    let converted: @Sendable (Double) -> Value

    /// The least number of the type above one of its numbers.
    let nextUp: @Sendable (Value) -> Value

    /// XLA's error function, before rounding.
    let erf: @Sendable (Value) -> Value

    /// What XLA multiplies by where JAX divides by the root of 2.
    let reciprocalRoot: Value

    /// A law that is a tensor's of random numbers.
    typealias Plan = (form: Threefry.Form, law: UnitLaw<Value>)

    /// The constants of a law in `jax.nn.initializers`.
    ///
    /// Random numbers that no initializer draws are those of `jax.random`, scaled and shifted as one would by hand:
    /// `jax.random.normal(key) * standardDeviation + mean`.
    func initializer(_ law: StreamLaw, release: JAX.Release) -> Plan {
        switch law {
        case .constant: return (.jaxUniform, UnitLaw(range: 0, low: 0))
        case .uniform(low: 0, let high): return (.jaxUniform, UnitLaw(range: 1, low: 0, factor: converted(high)))
        case .uniform(let low, let high): return uniform(low, high)
        case .normal(mean: 0, let standardDeviation): return initializerNormal(converted(standardDeviation), release)
        case .normal(let mean, let standardDeviation):
            return normal(factor: converted(standardDeviation), offset: converted(mean))
        case .truncatedNormal(let mean, let standardDeviation, let low, let high):
            let offset: Value = mean == 0 ? -0.0 : converted(mean)
            return truncated(converted(low), converted(high), factor: converted(standardDeviation), offset: offset)
        case .scaling(let scaling):
            let variance = converted(scaling.scale / scaling.mode.denominator(scaling.fans))
            let deviation = rounded(variance.squareRoot())
            switch scaling.distribution {
            case .uniform:
                var plan = uniform(-1, 1)
                plan.law.factor = rounded(rounded(3 * variance).squareRoot())
                return plan
            case .untruncatedNormal: return initializerNormal(deviation, release)
            case .truncatedNormal:
                let parent = rounded(deviation / converted(VarianceScaling.truncatedStandardDeviation))
                return truncated(-2, 2, factor: parent, offset: -0.0)
            }
        }
    }

    /// The constants of a law in Keras 3, which computes deviations and limits in double precision.
    func keras(_ law: StreamLaw) -> Plan {
        switch law {
        case .constant: return (.jaxUniform, UnitLaw(range: 0, low: 0))
        case .uniform(let low, let high): return uniform(low, high)
        case .normal(let mean, let standardDeviation):
            return normal(factor: converted(standardDeviation), offset: converted(mean))
        case .truncatedNormal(let mean, let standardDeviation, let low, let high):
            return truncated(
                converted(low),
                converted(high),
                factor: converted(standardDeviation),
                offset: converted(mean)
            )
        case .scaling(let scaling):
            let variance = scaling.scale / scaling.mode.denominator(scaling.fans)
            switch scaling.distribution {
            case .uniform:
                let limit = (3 * variance).squareRoot()
                return uniform(-limit, limit)
            case .untruncatedNormal: return normal(factor: converted(variance.squareRoot()), offset: 0)
            case .truncatedNormal:
                let parent = variance.squareRoot() / VarianceScaling.truncatedStandardDeviation
                return truncated(-2, 2, factor: converted(parent), offset: 0)
            }
        }
    }

    // MARK: - Implementation

    private var root: Value { converted(2.0.squareRoot()) }

    /// `jax.random.uniform`.
    private func uniform(_ low: Double, _ high: Double) -> Plan {
        let first = converted(low)
        return (.jaxUniform, UnitLaw(range: rounded(converted(high) - first), low: first))
    }

    /// The normal law of `jax.nn.initializers`.
    private func initializerNormal(_ deviation: Value, _ release: JAX.Release) -> Plan {
        switch release {
        case .upTo0_11: normal(factor: deviation, offset: -0.0)
        case .since0_12: scaledNormal(deviation)
        }
    }

    /// `jax.random.normal * factor + offset`.
    private func normal(factor: Value, offset: Value) -> Plan {
        var plan = scaledNormal(1)
        plan.law.factor = factor
        plan.law.offset = offset
        return plan
    }

    /// A normal law whose deviation is multiplied by the root of 2 first.
    private func scaledNormal(_ deviation: Value) -> Plan {
        let low = nextUp(-1)
        return (.jaxQuantile, UnitLaw(range: rounded(1 - low), low: low, root: rounded(root * deviation)))
    }

    /// `jax.random.truncated_normal * factor + offset`.
    private func truncated(_ low: Value, _ high: Value, factor: Value, offset: Value) -> Plan {
        let first = rounded(erf(rounded(low * reciprocalRoot)))
        let last = rounded(erf(rounded(high * reciprocalRoot)))
        let law = UnitLaw(
            range: rounded(last - first),
            low: first,
            root: root,
            least: nextUp(low),
            greatest: -nextUp(-high),
            factor: factor,
            offset: offset
        )
        return (.jaxQuantile, law)
    }
}

extension JAXArithmetic<Double> {
    static let double = JAXArithmetic(
        rounded: { $0 },
        converted: { $0 },
        nextUp: { $0.nextUp },
        erf: { InstructionSet.best.streams.threefry.jax_erf_double($0) },
        reciprocalRoot: 0x1.6a09e667f3bccp-1
    )
}

extension JAXArithmetic<Float> {
    static let float = JAXArithmetic(
        rounded: { $0 },
        converted: { Float($0) },
        nextUp: { $0.nextUp },
        erf: { InstructionSet.best.streams.threefry.jax_erf($0) },
        reciprocalRoot: 0x1.6a09e6p-1
    )

    static let bfloat16 = JAXArithmetic(
        rounded: { Float(BFloat16($0)) },
        // JAX converts through single precision and so rounds twice.
        converted: { Float(BFloat16(Float($0))) },
        nextUp: { Float(BFloat16($0).nextUp) },
        erf: { InstructionSet.best.streams.threefry.jax_erf($0) },
        // The reciprocal of 1.4140625, in single precision.
        reciprocalRoot: 1 / 1.4140625
    )

    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
        static let float16 = JAXArithmetic(
            rounded: { Float(Float16($0)) },
            converted: { Float(Float16(Float($0))) },
            nextUp: { Float(Float16($0).nextUp) },
            erf: { InstructionSet.best.streams.threefry.jax_erf($0) },
            reciprocalRoot: Float(Float16(0.70703))
        )
    #endif

    /// All values of a law in a 16-bit type whose significand has `width` explicit bits, in the order of these bits.
    func table(_ plan: Plan, width: Int) -> [Float] {
        let law = plan.law
        let units = (0..<(1 << width)).map { place in
            let fraction = Float(place) / Float(1 << width)
            return max(law.low, rounded(rounded(fraction * law.range) + law.low))
        }
        guard plan.form == .jaxQuantile else {
            return units.map { rounded(rounded($0 * law.factor) + law.offset) }
        }
        return Threefry.inverseErrorFunction(units).map {
            let value = min(law.greatest, max(law.least, rounded(rounded($0) * law.root)))
            return rounded(rounded(value * law.factor) + law.offset)
        }
    }
}
