internal import CStreams

extension Caffe {
    /// The stream of Caffe's fillers on the processor, after `Caffe::set_random_seed(seed)` or with `random_seed` in a
    /// solver's file: Boost's MT19937 and its distributions.
    ///
    /// A net fills its blobs layer by layer, and a tensor begins where the one before ended. `Float` and `Double` are
    /// blobs of these types, and draw different numbers. 16-bit types hold the single-precision numbers, rounded.
    ///
    /// | filler | law |
    /// | --- | --- |
    /// | `uniform` | `.uniform(low: min, high: max)` |
    /// | `gaussian` | `.normal(mean: mean, standardDeviation: std)` |
    /// | `xavier` | `.scaling`, scale 1, uniform |
    /// | `msra` | `.scaling`, scale 2, untruncated normal |
    ///
    /// Parameters are rounded to single precision, as a filler's are. Scaling laws are computed in the blob's type:
    /// `sqrt(3 scale / n)`, and `sqrt(scale / n)` for the deviation. Caffe draws no truncated normal law.
    ///
    /// Boost has drawn normal numbers in three ways. Which Boost a Caffe was built with decides.
    ///
    /// Accuracy: uniform numbers are exact. So are normal ones of either ziggurat, apart from those that the C library's
    /// `exp` and `log` decide. Those before 1.56 need its `log`, `sin` and `cos` throughout: exact if they are equal to
    /// those under Caffe. All were seen to be exact with the GNU C library on x86-64.
    ///
    /// Source: Caffe 1.0, `src/caffe/util/math_functions.cpp` and `include/caffe/filler.hpp`; Boost,
    /// `boost/random/uniform_real_distribution.hpp`, `normal_distribution.hpp` and `exponential_distribution.hpp`.
    public struct Generator: Hashable, WeightStream {
        /// The versions of Boost that draw the same normal numbers.
        public enum Boost: Hashable, Sendable {
            /// 1.55 and before, as in Ubuntu 14.04: the method of Box and Muller.
            case before1_56
            /// 1.56 to 1.63, as in Ubuntu 16.04: the ziggurat.
            case from1_56
            /// 1.64 and later, as in Ubuntu 18.04: another ziggurat. Compared with 1.65, 1.74 and 1.81.
            case from1_64
        }

        /// The Boost that Caffe was built with.
        public let boost: Boost

        private var words: NumPy.RandomState

        /// The generator of a seed.
        ///
        /// - Parameters:
        ///   - seed: `random_seed`, of which Caffe takes the lower 32 bits, plus the number of the solver, which is 0
        ///     but on several GPUs.
        ///   - boost: the Boost that Caffe was built with.
        public init(seed: UInt32, boost: Boost = .from1_64) {
            self.boost = boost
            words = NumPy.RandomState(seed: seed)
        }

        /// Writes a whole tensor, in row-major order.
        ///
        /// - Throws: `InitializerError`: `invalidParameter` for a parameter that is NaN or that single precision cannot
        ///   hold, a standard deviation or a scale of 0 or less, an upper bound whose next number is infinite or
        ///   infinitely far from the lower one, the geometric mean of the fans, and every truncated law;
        ///   `reversedBounds`; `notRepresentable` if a value, or ten standard deviations from the mean, overflows `S`.
        ///   The stream stays where it is then.
        public mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw
        ) throws(InitializerError) {
            try draw(into: destination, law: law, instructionSet: .best)
        }

        // MARK: - Implementation

        package mutating func draw<S: WeightScalar>(
            into destination: UnsafeMutableBufferPointer<S>,
            law: StreamLaw,
            instructionSet: InstructionSet
        ) throws(InitializerError) {
            let kernels = instructionSet.streams.numpy
            let version = version
            if S.self == Double.self {
                let law: Law<Double> = try Self.resolved(law)
                try law.requireValues(in: S.self)
                destination.withMemoryRebound(to: Double.self) { doubles in
                    guard let values = doubles.baseAddress else { return }
                    words.withKernelState { state, twister in
                        switch law {
                        case .constant(let value):
                            doubles.initialize(repeating: value)
                        case .uniform(let low, let high):
                            kernels.boost_uniform_double(values, doubles.count, state, twister, low, high.nextUp)
                        case .normal(let mean, let deviation):
                            kernels.boost_normal_double(
                                values,
                                doubles.count,
                                state,
                                twister,
                                mean,
                                deviation,
                                version
                            )
                        }
                    }
                }
            } else {
                let law: Law<Float> = try Self.resolved(law)
                try law.requireValues(in: S.self)
                words.withKernelState { state, twister in
                    S.fill(
                        destination,
                        castingSingles: { singles in
                            guard let values = singles.baseAddress else { return }
                            switch law {
                            case .constant(let value):
                                singles.initialize(repeating: value)
                            case .uniform(let low, let high):
                                kernels.boost_uniform_float(values, singles.count, state, twister, low, high.nextUp)
                            case .normal(let mean, let deviation):
                                kernels.boost_normal_float(
                                    values,
                                    singles.count,
                                    state,
                                    twister,
                                    mean,
                                    deviation,
                                    version
                                )
                            }
                        }
                    )
                }
            }
        }

        /// The kernels' number of the way to draw normal numbers.
        private var version: UInt32 {
            switch boost {
            case .before1_56: 0
            case .from1_56: 1
            case .from1_64: 2
            }
        }

        enum Law<Real: BinaryFloatingPoint> {
            case constant(Real)
            case uniform(low: Real, high: Real)
            case normal(mean: Real, deviation: Real)

            /// Throws unless the law's values are finite in a scalar type.
            func requireValues<S: WeightScalar>(in scalar: S.Type) throws(InitializerError) {
                let law: NumPyLaw =
                    switch self {
                    case .constant(let value): .constant(Double(value))
                    case .uniform(let low, let high): .uniform(low: Double(low), range: Double(high - low))
                    case .normal(let mean, let deviation):
                        .normal(mean: Double(mean), standardDeviation: Double(deviation))
                    }
                try law.requireValues(in: scalar)
            }
        }

        static func resolved<Real: BinaryFloatingPoint>(
            _ law: StreamLaw
        ) throws(InitializerError) -> Law<Real> {
            switch law {
            case .constant(let value):
                return .constant(try parameter(value, "value"))
            case .uniform(let low, let high):
                guard low <= high || low.isNaN || high.isNaN else { throw .reversedBounds(low: low, high: high) }
                let (first, second): (Real, Real) = (try parameter(low, "low"), try parameter(high, "high"))
                // Boost draws below the next number, so that it can draw `high`. Were that infinite, no draw would end.
                let bound = second.nextUp
                try WeightLaw.require(
                    bound.isFinite && (bound - first).isFinite,
                    "high",
                    high,
                    "a number whose next one is finite and at a finite distance from low"
                )
                return .uniform(low: first, high: second)
            case .normal(let mean, let standardDeviation):
                let deviation: Real = try parameter(standardDeviation, "standardDeviation")
                try WeightLaw.require(deviation > 0, "standardDeviation", standardDeviation, "a number above 0")
                return .normal(mean: try parameter(mean, "mean"), deviation: deviation)
            case .truncatedNormal(_, _, _, let high):
                throw truncation(high)
            case .scaling(let scaling):
                let scale = Real(scaling.scale)
                try WeightLaw.require(scale.isFinite && scale > 0, "scale", scaling.scale, "a finite number above 0")
                let n = Real(scaling.mode.denominator(scaling.fans))
                let expected = "fanIn, fanOut or fanAverage, the modes that Caffe has"
                try WeightLaw.require(scaling.mode != .fanGeometricAverage, "mode", Double(n), expected)
                switch scaling.distribution {
                case .uniform:
                    let limit = (3 * scale / n).squareRoot()
                    return .uniform(low: -limit, high: limit)
                case .untruncatedNormal:
                    return .normal(mean: 0, deviation: (scale / n).squareRoot())
                case .truncatedNormal:
                    throw truncation(2)
                }
            }
        }

        /// A filler's parameter, which is a single-precision number.
        private static func parameter<Real: BinaryFloatingPoint>(
            _ value: Double,
            _ name: String
        ) throws(InitializerError) -> Real {
            let single = Float(value)
            try WeightLaw.require(single.isFinite, name, value, "a finite single-precision number")
            return Real(single)
        }

        private static func truncation(_ high: Double) -> InitializerError {
            .invalidParameter(name: "high", value: high, expected: "no cut, as Caffe has no truncated normal law")
        }
    }
}
