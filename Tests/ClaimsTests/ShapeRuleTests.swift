import Claims
import TestSupport
import Testing

@Suite struct ShapeRuleTests {
    /// Rows and columns of shapes that tell the axes apart; nil if the rule does not allow the shape.
    private static let readings: [(rule: ShapeRule, shape: [Int], rows: Int?, columns: Int?)] = [
        // Keras' Orthogonal flattens to (prod(shape[:-1]), shape[-1]).
        (.lastAxis, [784, 256], 784, 256), (.lastAxis, [3, 3, 64, 128], 576, 128), (.lastAxis, [512], nil, nil),
        // PyTorch's orthogonal_ flattens to (size(0), numel // size(0)).
        (.firstAxis, [784, 256], 784, 256), (.firstAxis, [128, 64, 3, 3], 128, 576), (.firstAxis, [512], nil, nil),
        (.matrix, [784, 256], 784, 256), (.matrix, [2, 3, 4], nil, nil), (.matrix, [4], nil, nil),
        (.squareMatrix, [5, 5], 5, 5), (.squareMatrix, [5, 4], nil, nil),
        // PyTorch's dirac_: [out, in / groups, kernel...], three to five axes.
        (.diracKernel, [16, 8, 3], 8, 16), (.diracKernel, [16, 8], nil, nil),
        (.diracKernel, [2, 2, 2, 2, 2, 2], nil, nil),
        // JAX's delta_orthogonal: [kernel..., in, out], no more inputs than outputs.
        (.deltaKernel, [3, 3, 8, 16], 8, 16), (.deltaKernel, [3, 3, 16, 8], nil, nil),
        (.deltaKernel, [8, 16], nil, nil),
        (.fourGates, [64], 64, 64), (.fourGates, [63], nil, nil), (.fourGates, [8, 8], nil, nil),
        (.tableRows, [64, 16], 64, 16), (.tableRows, [24], 1, 24), (.tableRows, [2, 3, 16], 6, 16),
        (.tableRows, [1 << 16], 1, 1 << 16), (.tableRows, [1 << 16 + 1], nil, nil), (.tableRows, [], nil, nil),
    ]

    @Test(.tags(.knownAnswer)) func `shapes are read as the framework's source says`() throws {
        for (rule, shape, rows, columns) in Self.readings {
            guard let rows, let columns else {
                #expect(throws: ClaimError.unfitShape(rule: rule, shape: shape)) { _ = try rule.reading(of: shape) }
                continue
            }
            let reading = try rule.reading(of: shape)
            #expect((reading.rows, reading.columns) == (rows, columns), "\(rule) of \(shape)")
            if let matrix = try rule.matrix(of: shape) { #expect(matrix == (rows, columns)) }
        }
    }

    @Test(.tags(.negativeControl)) func `rows and columns are no fans`() throws {
        for text in ["orthogonal", "torch.nn.init.eye_", "sparse(sparsity=0.5)"] {
            let claim = try Claim(text)
            #expect(try claim.fans(of: [784, 256]) == nil)
            #expect(throws: ClaimError.self) { _ = try claim.fans(of: [512]) }
        }
    }
}
