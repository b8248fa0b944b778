/// Tests of convolution kernels that are 0 except for a Haar-distributed matrix at their centre, times a gain.
///
/// The matrices go through `OrthogonalBattery`, which gives the results. The support test also fails if a value off the
/// centre is not 0; that check is exact.
public struct KernelBattery: Sendable {
    /// The tests of the matrix at the centre.
    public let matrices: OrthogonalBattery

    /// Number of places in a kernel, each with a matrix.
    public let places: Int

    /// The place at the centre.
    public let centre: Int

    /// The method that finds nonzero values off the centre.
    public static let offCentreMethod = "exact: values off the centre that are not 0"

    /// A battery for kernels of this form, with the matrices of all places one after the other.
    public init(matrices: OrthogonalBattery, places: Int, centre: Int) {
        self.matrices = matrices
        self.places = places
        self.centre = centre
    }

    /// Reads the source twice, kernel after kernel.
    ///
    /// - Throws: `SampleError.empty` for a source with less than one kernel, and what the source throws.
    public func run<Source: SampleSource>(on source: Source) throws -> Battery.Outcome {
        let size = matrices.rows * matrices.columns
        let block = centre * size..<(centre + 1) * size
        let tensorSize = places * size
        guard tensorSize > 0, source.count >= tensorSize else { throw SampleError.empty }
        let tensors = source.count / tensorSize
        var wrong: UInt64 = 0
        var buffer = [Source.Scalar](zeros: tensorSize)
        for tensor in 0..<tensors {
            var span = buffer.mutableSpan
            try source.read(tensor * tensorSize..<(tensor + 1) * tensorSize, into: &span)
            wrong += Self.others(buffer.span.extracting(first: block.lowerBound))
            wrong += Self.others(buffer.span.extracting(droppingFirst: block.upperBound))
        }
        let inner = try matrices.run(on: CentreBlocks(source: source, tensorSize: tensorSize, block: block))
        let share = 1 / Double(places)
        var outcome = Battery.Outcome(
            results: inner.results,
            count: UInt64(tensors * tensorSize),
            distance: inner.distance,
            minimum: inner.minimum,
            maximum: inner.maximum,
            extremeCount: 0,
            mean: inner.mean * share,
            variance: inner.variance * share,
            excessKurtosis: .nan,
            impossible: inner.impossible,
            resolution: inner.resolution
        )
        outcome.add(impossible: wrong, method: Self.offCentreMethod)
        return outcome
    }

    // MARK: - Implementation

    /// The number of values that are not 0.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func others<Scalar: SampleScalar>(_ values: borrowing Span<Scalar>) -> UInt64 {
        var others: UInt64 = 0
        for i in values.indices where values[i] != 0 { others += 1 }
        return others
    }
}
