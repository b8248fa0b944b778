/// Sixteen Gauss-Legendre abscissae of a panel and the integrals from its left end to each of them.
///
/// The abscissae are stored as two vectors of eight, `left` ascending and `right` the mirror images of `left` lane by
/// lane. With `E = left + right` and `O = left - right` of an integrand's values, the integral of its interpolating
/// polynomial from -1 is `W/2 - U + D` at the left and `W/2 + U + D` at the right abscissae, where W, the whole, and U
/// depend only on E, and D only on O: two products with 8 x 8 matrices instead of one with 16 x 16.
struct PanelRule: Sendable {
    /// The negative abscissae on (-1, 1), ascending.
    let abscissae: SIMD8<Double>

    /// The weights of each half.
    let weights: SIMD8<Double>

    /// Column l of the matrix from E to U.
    let antisymmetric: [SIMD8<Double>]

    /// Column l of the matrix from O to D.
    let symmetric: [SIMD8<Double>]

    static let standard = PanelRule()

    private init() {
        let nodes = GaussLegendre(count: 16).nodes
        // The nodes descend from the largest abscissa, so their negatives ascend.
        var abscissae = SIMD8<Double>()
        var weights = SIMD8<Double>()
        for k in 0..<8 {
            abscissae[k] = -nodes[k].abscissa
            weights[k] = nodes[k].weight
        }
        // Lagrange's polynomial of abscissa l in Legendre's: sum_j (2j + 1)/2 w_l P_j(x_l) P_j(x); the integral of
        // (2j + 1) P_j is P_(j+1) - P_(j-1). With even j it is odd and belongs to U; with odd j it is even, D.
        let values = (0..<8).map { Self.legendre(abscissae[$0]) }
        var antisymmetric = [SIMD8<Double>](repeating: .zero, count: 8)
        var symmetric = antisymmetric
        for l in 0..<8 {
            for k in 0..<8 {
                // At the right abscissa -x_k.
                var odd = weights[l] / 2 * -abscissae[k]
                for j in stride(from: 2, to: 16, by: 2) {
                    odd += weights[l] / 2 * values[l][j] * (values[k][j - 1] - values[k][j + 1])
                }
                var even = 0.0
                for j in stride(from: 1, to: 16, by: 2) {
                    even += weights[l] / 2 * values[l][j] * (values[k][j + 1] - values[k][j - 1])
                }
                antisymmetric[l][k] = odd
                symmetric[l][k] = even
            }
        }
        self.abscissae = abscissae
        self.weights = weights
        self.antisymmetric = antisymmetric
        self.symmetric = symmetric
    }

    /// P_0(x), ..., P_16(x).
    private static func legendre(_ x: Double) -> [Double] {
        var values = [1, x]
        for degree in 2...16 {
            let k = Double(degree)
            values.append(((2 * k - 1) * x * values[degree - 1] - (k - 1) * values[degree - 2]) / k)
        }
        return values
    }
}
