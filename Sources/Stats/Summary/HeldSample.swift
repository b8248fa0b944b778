/// A sample that is read once and held, if it is small enough, and otherwise read anew each time.
///
/// Tests that are compiled for this type serve all sources.
package struct HeldSample<Scalar: SampleScalar>: SampleSource {
    package let count: Int
    package let isSequential: Bool

    /// The values, if they are held.
    let values: [Scalar]?

    private let base: any SampleSource<Scalar>

    /// Holds the values of a source of at most `most` values.
    ///
    /// - Throws: what the source throws.
    package init(_ base: any SampleSource<Scalar>, most: Int) throws {
        self.base = base
        count = base.count
        isSequential = base.isSequential
        values = base.count <= most ? try base.leading(base.count) : nil
    }

    package func read(_ range: Range<Int>, into destination: inout MutableSpan<Scalar>) throws {
        guard let values else { return try base.read(range, into: &destination) }
        ArraySample(values).read(range, into: &destination)
    }
}
