internal import Initializers

extension FrameworkStream {
    /// The units in the last place by which a draw of this package can differ from the framework's; 0 where it is exact.
    /// The article Streams has the measurements.
    func unitsInTheLastPlace<Scalar: WeightScalar>(_ law: StreamLaw, _ type: Scalar.Type) -> Double {
        0
    }
}
