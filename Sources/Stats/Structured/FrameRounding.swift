/// How far the vectors of an orthonormal frame of a single-precision decomposition lie from those of a frame of Haar's law,
/// before and after they were rounded to the type that they were stored in.
struct FrameRounding: Hashable {
    /// The length of a vector's displacement, at most, in units of its own length.
    let displacement: Double

    /// The same of what is seen of a vector after the vectors before it were reflected to axes.
    ///
    /// Reflections that are made of displaced vectors span a space whose angle with the right one is at most
    /// a = sqrt(c) displacement, c their number. A basis of the right space that lies nearest to theirs depends on the earlier vectors
    /// alone, so that the coordinates in it have the law which the test takes them to have; the cosines of the angles
    /// between the two are 1 - a^2/2 at least.
    let reflected: Double

    /// - Parameters:
    ///   - count: number of vectors.
    ///   - length: of each.
    ///   - gain: the length that they should have.
    ///   - unitRoundoff: that of the type that they were stored in.
    ///   - leastPositive: the least positive number of that type.
    init(count: Int, length: Int, gain: Double, unitRoundoff: Double, leastPositive: Double) {
        let decomposition = OrthogonalBattery.decompositionError(length) * 0x1p-24
        // Near 0 the spacing of a type's numbers is that of its subnormal ones.
        let subnormal = leastPositive / 2 / gain * Double(length).squareRoot()
        displacement = unitRoundoff + decomposition + subnormal
        // No later vectors are looked at.
        let reflections = min(count, DirectionsTest.limit / length + 1)
        reflected = displacement + Double(reflections) * displacement * displacement / 2
    }
}
