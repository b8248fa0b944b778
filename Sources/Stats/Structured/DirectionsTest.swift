/// Are the columns of an orthogonal matrix, each among the directions that those before it leave, uniform?
///
/// Householder's reflections send one column after the other to an axis. What the reflections before leave of column j
/// is uniform on the sphere of dimension n - j (j from 0), whatever the columns before it are (Stewart). Of such a vector w,
/// each entry over the length of what follows from it on, w_i / |(w_i, w_(i+1), ...)|, has the law of an entry of its
/// dimension, `HaarEntry`, whatever the entries before it are, down to dimension 2. So the places of these quotients
/// under their laws are independent and uniform: Kolmogorov and Smirnov's test of them is exact.
///
/// Rounding: an entry over the rest's length r is the cosine of an angle, which a displacement of length e turns by at most
/// asin(e/r) <= (pi/2) e/r; in the angle the law of dimension d has a density of at most sqrt((d - 1)/(2 pi)). Each place
/// gets the interval of this width either way.
///
/// Where rounding may be all that is left of a vector, r < 2 e, its entries are put in the middle. In dimensions above 8
/// this has a probability of no account under Haar's law, at most (2 n e^2)^(9/2) / 52; in lower ones, and where 2 n e^2 exceeds 1/4,
/// nothing is known of the place.
///
/// Source: Stewart, SIAM J. Numer. Anal. 17 (1980), 403-409; Eaton, Group Invariance Applications in Statistics (1989),
/// chapter 7.
struct DirectionsTest {
    /// Places that are looked at, at most: those of the leading columns of the leading matrices.
    static let limit = 1 << 18

    private let rounding: FrameRounding
    private var places = PlaceIntervals()
    private var laws: [HaarEntry?] = []

    /// Whether what rounding moves is little against the last entries of a vector.
    private let isNarrow: Bool

    init(length: Int, rounding: FrameRounding) {
        self.rounding = rounding
        isNarrow = 2 * Double(length) * rounding.reflected * rounding.reflected < 0.25
        laws = (0...length).map { try? HaarEntry(dimension: $0) }
    }

    /// The number of places of matrices of so many vectors.
    static func placeCount(matrices: Int, count: Int, length: Int) -> Int {
        min(limit, matrices * (count * (length - 1) - count * (count - 1) / 2))
    }

    /// Adds what reflections have left of the next vector.
    mutating func add(_ vector: UnsafeBufferPointer<Double>, gain: Double) {
        var squares = [Double](repeating: 0, count: vector.count)
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
                let place = law.cdf(max(-1, min(1, vector[i] / rest)))
                // pi/2 / sqrt(2 pi) = sqrt(pi / 8), to 3 digits upwards.
                let width = 0.627 * Double(dimension - 1).squareRoot() * moved
                places.append(from: place - width, to: place + width)
            } else if dimension > 8, isNarrow {
                places.append(from: 0.5, to: 0.5)
            } else {
                places.append(from: 0, to: 1)
            }
        }
    }

    /// nil where there is no place.
    var result: TestResult? { places.result(.directions) }
}
