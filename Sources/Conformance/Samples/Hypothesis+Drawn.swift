internal import Claims
internal import NumberTypes
internal import Stats

extension Hypothesis {
    /// m and q of a tensor: given those before it, each of m of its values equals any one number with probability at
    /// most q. Nil if nothing is drawn.
    ///
    /// In a sparse tensor, m is the number of values that are drawn. The longest column or row of a Haar-distributed
    /// matrix, d values, lies uniformly on a sphere. Given k of them, the next one is an entry of such a matrix of
    /// dimension d - k, scaled. Down to dimension 3 its density f has x f(x) <= 1/2, so no number of a type with unit
    /// roundoff u has a mass above 2 u; m = d - 2.
    ///
    /// - Parameters:
    ///   - length: number of values of the tensor.
    ///   - largestMass: the largest mass of one value of an entrywise law.
    func drawn(of length: Int, largestMass: Double) -> (count: Int, mass: Double)? {
        let unitRoundoff = numberType.sixteenBitFormat?.unitRoundoff ?? 0x1p-24
        return switch law {
        case .constant, .identity, .dirac, .forgetGate, .logarithms: nil
        case .uniform, .normal, .truncatedNormal, .transformedUniform:
            distribution.variance > 0 ? (length, largestMass) : nil
        case .sparse(let sparse): (length / sparse.length * (sparse.length - sparse.zeros), largestMass)
        case .orthogonal(_, let rows, let columns): (max(0, max(rows, columns) - 2), 2 * unitRoundoff)
        case .deltaOrthogonal(_, let shape): (max(0, (shape.last ?? 0) - 2), 2 * unitRoundoff)
        }
    }
}
