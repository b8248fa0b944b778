/// Is each column of an orthogonal matrix uniform among the directions that the columns before it leave?
///
/// Householder's reflections send one column after the other to an axis. The part of column j that the earlier
/// reflections leave is uniform on the sphere of dimension n - j (j from 0), whatever the columns before it are
/// (Stewart). In such a vector w, each entry divided by the length of the vector from that entry on,
/// w_i / |(w_i, w_(i+1), ...)|, has the law of an entry of its dimension, `HaarEntry`, whatever the entries before it
/// are, down to dimension 2. So the places of these quotients under their laws are independent and uniform, and
/// Kolmogorov and Smirnov's test of them is exact.
///
/// Rounding: an entry divided by the rest's length r is the cosine of an angle. A displacement of length e turns the
/// angle by at most asin(e/r) <= (pi/2) e/r. As a function of the angle, the law of dimension d has a density of at
/// most sqrt((d - 1)/(2 pi)). Each place gets an interval of the resulting width in both directions.
///
/// If rounding may be all that is left of a vector, r < 2 e, its entries are put in the middle. In dimensions above 8
/// this has a negligible probability under Haar's law, at most (2 n e^2)^(9/2) / 52. In lower dimensions, and if 2 n
/// e^2 exceeds 1/4, nothing is known about the place.
///
/// Source: Stewart, SIAM J. Numer. Anal. 17 (1980), 403-409; Eaton, Group Invariance Applications in Statistics (1989),
/// chapter 7.
struct DirectionsTest {
    /// The largest number of places tested: those of the leading columns of the leading matrices.
    static let limit = 1 << 18

    private let rounding: FrameRounding
    private var places = PendingPlaces()
    private var laws: [HaarEntry?] = []

    /// Whether rounding is small compared with the last entries of a vector.
    private let isNarrow: Bool

    init(length: Int, rounding: FrameRounding) {
        self.rounding = rounding
        isNarrow = 2 * Double(length) * rounding.reflected * rounding.reflected < 0.25
        laws = (0...length).map { try? HaarEntry(dimension: $0) }
    }

    /// The number of places of `matrices` matrices of `count` vectors each.
    static func placeCount(matrices: Int, count: Int, length: Int) -> Int {
        min(limit, matrices * (count * (length - 1) - count * (count - 1) / 2))
    }

    /// Adds the part of the next vector that reflections have left.
    mutating func add(_ vector: UnsafeBufferPointer<Double>, gain: Double) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, vector.count)) { squares in
            add(vector, gain: gain, squares)
        }
    }

    /// The result; nil if there are no places.
    var result: TestResult? { places.result(.directions) }

    // MARK: - Implementation

    /// The same with room for the squared length of the vector from each entry on.
    private mutating func add(
        _ vector: UnsafeBufferPointer<Double>,
        gain: Double,
        _ squares: UnsafeMutableBufferPointer<Double>
    ) {
        var sum = 0.0
        for i in vector.indices.reversed() {
            sum += vector[i] * vector[i]
            squares[i] = sum
        }
        for i in vector.indices.dropLast() {
            guard places.count < Self.limit, let law = laws[vector.count - i] else { return }
            let dimension = vector.count - i
            let rest = squares[i].squareRoot()
            let moved = rounding.reflected * gain / rest
            if moved < 0.5 {
                // pi/2 / sqrt(2 pi) = sqrt(pi / 8), rounded up to 3 digits.
                let width = 0.627 * Double(dimension - 1).squareRoot() * moved
                places.append(max(-1, min(1, vector[i] / rest)), under: law, width: width)
            } else if dimension > 8, isNarrow {
                places.append(from: 0.5, to: 0.5)
            } else {
                places.append(from: 0, to: 1)
            }
        }
    }
}
