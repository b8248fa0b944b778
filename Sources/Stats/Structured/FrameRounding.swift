/// How far the vectors of an orthonormal frame from a single-precision decomposition lie from those of a frame of
/// Haar's law, before and after rounding to the type they were stored in.
struct FrameRounding: Hashable {
    /// The largest length of a vector's displacement, in units of its own length.
    let displacement: Double

    /// The same for the part of a vector that remains after the vectors before it were reflected to axes.
    ///
    /// Reflections made from c displaced vectors span a space whose angle with the right one is at most a = sqrt(c)
    /// displacement. The basis of the right space that is nearest to theirs depends only on the earlier vectors, so the
    /// coordinates in it have the law that the test assumes. The cosines of the angles between the two are at least
    /// 1 - a^2/2.
    let reflected: Double

    /// - Parameters:
    ///   - count: number of vectors.
    ///   - length: the length of each.
    ///   - gain: the length that they should have.
    ///   - unitRoundoff: the unit roundoff of the type they were stored in.
    ///   - leastPositive: the least positive number of that type.
    init(count: Int, length: Int, gain: Double, unitRoundoff: Double, leastPositive: Double) {
        let decomposition = OrthogonalBattery.decompositionError(length) * 0x1p-24
        // Near 0 the spacing of a type's numbers is that of its subnormal numbers.
        let subnormal = leastPositive / 2 / gain * Double(length).squareRoot()
        displacement = unitRoundoff + decomposition + subnormal
        // Later vectors are not tested.
        let reflections = min(count, DirectionsTest.limit / length + 1)
        reflected = displacement + Double(reflections) * displacement * displacement / 2
    }
}
