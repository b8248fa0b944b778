internal import NumberTypes
internal import Stats

/// Where the first values of a tensor lie under its law: u = F(x). Tensors drawn from one stream have these in common,
/// whatever their scales and, if the generator inverts the cdf, their families.
struct StreamPlaces: Codable, Sendable {
    /// The places of the first values in the order of the file; at most `limit`.
    let leading: [Float]

    /// The places of the first values if the first axis varies fastest, which begin a transposed tensor; empty if they
    /// are the same.
    let transposed: [Float]

    /// How far the places of one number may lie apart in two tensors because of their types' rounding.
    let tolerance: Float

    /// The largest mass of a single value.
    let mass: Float

    /// The number of places kept for either order.
    static let limit = 32

    /// Tensors of fewer values are not compared.
    static let least = 8

    /// - Parameters:
    ///   - digest: a digest that has kept the values at `positions(in:)`.
    ///   - shape: the shape, in the order of the values.
    ///   - type: the type of the values.
    ///   - law: the claim.
    ///   - largestMass: the largest mass of one value.
    ///   - resolution: the resolution granted to the values.
    init?(
        _ digest: TensorDigest,
        shape: [Int],
        type: NumberType,
        law: any Distribution,
        largestMass: Double,
        resolution: Resolution
    ) {
        let format = type.sixteenBitFormat
        // A value of 16 bits was rounded up to three times. Others were rounded far less than two generators of one law
        // differ.
        let rounding: Double =
            switch format {
            case .bfloat16: 0x1p-8
            case .float16: 0x1p-11
            case nil: 0x1p-16
            }
        let tolerance = max(rounding, 4 * resolution.epsilon)
        guard 2 * tolerance + largestMass < 0.25 else { return nil }
        func place(_ bits: UInt64) -> Float {
            let value =
                if let format {
                    format.value(UInt16(truncatingIfNeeded: bits))
                } else if type == .float64 {
                    Double(bitPattern: bits)
                } else {
                    Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
                }
            return Float(law.cdf(value))
        }
        let kept = digest.kept
        let count = min(Self.limit, shape.reduce(1, *))
        guard count >= Self.least, kept.count >= count else { return nil }
        let places = Self.positions(in: shape)
        leading = (0..<count).compactMap { kept[$0].map(place) }
        let others = places.transposed.compactMap { kept[$0].map(place) }
        // A value that is not a number has no place.
        transposed = others.count == count && others.allSatisfy({ 0...1 ~= $0 }) ? others : []
        guard leading.allSatisfy({ 0...1 ~= $0 }), leading.count == count else { return nil }
        (self.tolerance, mass) = (Float(tolerance), Float(largestMass))
    }

    /// The places of the values that a digest must keep, in increasing order, and those with the first axis fastest.
    static func positions(in shape: [Int]) -> (kept: [Int], transposed: [Int]) {
        let count = shape.reduce(1, *)
        guard count >= least else { return ([], []) }
        let leading = Array(0..<min(limit, count))
        let transposed = transposedPositions(of: leading, in: shape)
        return (Set(leading + transposed).sorted(), transposed)
    }

    /// The positions of the values that come at some places if the first axis varies fastest; empty if the order is the
    /// same.
    static func transposedPositions(of places: [Int], in shape: [Int]) -> [Int] {
        guard shape.count(where: { $0 > 1 }) > 1 else { return [] }
        var steps = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() { steps[axis] = steps[axis + 1] * shape[axis + 1] }
        return places.map { number in
            var rest = number
            return zip(shape, steps).reduce(0) { position, axis in
                defer { rest /= axis.0 }
                return position + rest % axis.0 * axis.1
            }
        }
    }
}
