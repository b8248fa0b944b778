extension DurbinMatrix where Scalar == Double {
    /// `(H^power)[k][k]` by repeated squaring of `H`, for a power large compared with `m`.
    ///
    /// Every square is divided by the power of two of its centre, so nothing overflows, however large `power` is.
    func centreOfLargePower(_ power: Int) -> ScaledNumber<Double> {
        let centre = (size - 1) / 2
        var vector = [Double](repeating: 0, count: size)
        vector[centre] = 1
        var vectorExponent = 0
        var matrix = dense
        var next = matrix
        var matrixExponent = 0
        var rest = power
        while rest > 0 {
            if rest & 1 == 1 {
                vector = Self.product(matrix, vector)
                vectorExponent += matrixExponent
                // At n d = 1/2 the matrix is the single number 0, which has no exponent.
                guard vector[centre] > 0 else { return Self.underflow }
                let shift = Int(vector[centre].exponent)
                let scale = Double(sign: .plus, exponent: -shift, significand: 1)
                for index in vector.indices { vector[index] *= scale }
                vectorExponent += shift
            }
            rest >>= 1
            // The matrix shrinks with every further square, so the result underflows. Stop before the exponents
            // overflow.
            if vectorExponent < -4000 || (rest > 0 && matrixExponent < -4000) { return Self.underflow }
            guard rest > 0 else { break }
            Self.square(matrix, into: &next, size: size)
            swap(&matrix, &next)
            matrixExponent *= 2
            let middle = matrix[centre * size + centre]
            guard middle > 0 else { return Self.underflow }
            let shift = Int(middle.exponent)
            let scale = Double(sign: .plus, exponent: -shift, significand: 1)
            for index in matrix.indices { matrix[index] *= scale }
            matrixExponent += shift
        }
        return ScaledNumber(mantissa: vector[centre], exponent: vectorExponent)
    }

    private static var underflow: ScaledNumber<Double> { ScaledNumber(mantissa: 0, exponent: -4000) }

    /// Row-major `[m, m]` copy of `H`.
    private var dense: [Double] {
        var matrix = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...min(row + 1, size - 1) {
                let index = row * size + column
                if column == 0 {
                    matrix[index] = border[row]
                } else if row == size - 1 {
                    matrix[index] = border[size - 1 - column]
                } else {
                    matrix[index] = toeplitz[row - column + 1]
                }
            }
        }
        return matrix
    }

    private static func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
        let size = vector.count
        var output = vector
        for row in 0..<size {
            var sum = 0.0
            for column in 0..<size { sum += matrix[row * size + column] * vector[column] }
            output[row] = sum
        }
        return output
    }

    /// `output = matrix^2`, computing only on and above the anti-diagonal.
    private static func square(_ matrix: [Double], into output: inout [Double], size: Int) {
        for row in 0..<size {
            let columnCount = size - row
            for column in 0..<columnCount { output[row * size + column] = 0 }
            for inner in 0..<size {
                let factor = matrix[row * size + inner]
                if factor == 0 { continue }
                for column in 0..<columnCount {
                    output[row * size + column] += factor * matrix[inner * size + column]
                }
            }
        }
        for row in 1..<size {
            for column in (size - row)..<size {
                output[row * size + column] = output[(size - 1 - column) * size + (size - 1 - row)]
            }
        }
    }
}
