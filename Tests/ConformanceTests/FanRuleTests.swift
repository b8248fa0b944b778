import TestSupport
import Testing

import Claims
import Initializers

@Suite struct FanRuleTests {
    /// What a rule gives for shapes that tell the axes apart; nil if it has no fans.
    struct Expected: Sendable, CustomTestStringConvertible {
        var rule: FanRule
        var dense: [Double]
        var wide: [Double]
        var convolution: [Double]
        var kernel: [Double]
        var vector: [Double]?
        var scalar: [Double]?

        var testDescription: String { "\(rule)" }
    }

    /// Counted by hand. Keras' compute_fans: a scalar (1, 1), a vector (n, n), a matrix its shape, a kernel
    /// [..., in, out] its last two axes times all others. PyTorch's _calculate_fan_in_and_fan_out: size(1) and size(0)
    /// times all axes from the third. MLX's _calculate_fan_in_fan_out: the last and the first axis times those between.
    /// JAX's _compute_fans: in_axis=-2, out_axis=-1, at least two axes. Caffe: count/num and count/channels.
    private static let all = [
        Expected(
            rule: .keras,
            dense: [784, 256],
            wide: [25, 12_288],
            convolution: [576, 1152],
            kernel: [120, 80],
            vector: [512, 512],
            scalar: [1, 1]
        ),
        Expected(
            rule: .contrib,
            dense: [784, 256],
            wide: [25, 12_288],
            convolution: [576, 1152],
            kernel: [120, 80],
            vector: [512, 512]
        ),
        Expected(
            rule: .jax,
            dense: [784, 256],
            wide: [25, 12_288],
            convolution: [576, 1152],
            kernel: [120, 80]
        ),
        Expected(
            rule: .caller,
            dense: [784, 256],
            wide: [25, 12_288],
            convolution: [576, 1152],
            kernel: [120, 80]
        ),
        Expected(
            rule: .torch,
            dense: [256, 784],
            wide: [12_288, 25],
            convolution: [24_576, 24_576],
            kernel: [30, 48]
        ),
        Expected(
            rule: .caffe,
            dense: [256, 784],
            wide: [12_288, 25],
            convolution: [24_576, 24_576],
            kernel: [30, 48]
        ),
        Expected(
            rule: .mlx,
            dense: [256, 784],
            wide: [12_288, 25],
            convolution: [24_576, 576],
            kernel: [30, 120]
        ),
    ]

    @Test(.tags(.knownAnswer), arguments: all)
    func `fans are counted as the framework's documentation says`(_ expected: Expected) throws {
        let rule = expected.rule
        let cases: [([Int], [Double]?)] = [
            ([784, 256], expected.dense), ([25, 12_288], expected.wide), ([3, 3, 64, 128], expected.convolution),
            ([8, 5, 3, 2], expected.kernel), ([512], expected.vector), ([], expected.scalar),
        ]
        for (shape, fans) in cases {
            guard let fans else {
                #expect(throws: ClaimError.noFans(rule: rule, shape: shape)) { _ = try rule.fans(of: shape) }
                continue
            }
            let found = try rule.fans(of: shape)
            #expect([found.fanIn, found.fanOut] == fans, "\(shape)")
        }
    }

    @Test(.tags(.negativeControl), arguments: all)
    func `no tensor has an axis of size 0 or less, or more than 2^53 entries`(_ expected: Expected) {
        let shapes: [[Int]] = [
            [0], [0, 5], [5, 0], [-1, 5], [5, -3], [3, 3, 0, 8], [Int.min, 2], [1 << 53, 2], [1 << 32, 1 << 32],
            [Int.max, Int.max, Int.max], [-1 << 32, -1 << 32],
        ]
        for shape in shapes {
            #expect {
                _ = try expected.rule.fans(of: shape)
            } throws: {
                guard case .invalidShape(shape, _) = $0 as? ClaimError else { return false }
                return true
            }
        }
        #expect(throws: Never.self) { _ = try expected.rule.fans(of: [1 << 52, 2]) }
    }

    @Test(.tags(.negativeControl))
    func `a law without fans refuses the same shapes`() throws {
        let claim = try Claim("normal(stddev=1)")
        #expect(try claim.fans(of: [512]) == nil)
        #expect(throws: ClaimError.self) { _ = try claim.law(of: [3, 0]) }
        #expect(throws: ClaimError.self) { _ = try claim.law(of: [Int.max, 2]) }
    }

    @Test(
        .tags(.property),
        arguments: [
            (FanRule.keras, Layout.inputOutput, 0), (.contrib, .inputOutput, 1), (.jax, .lastAxes, 0),
            (.caller, .lastAxes, 0), (.torch, .outputInput, 0), (.caffe, .outputInput, 0),
            (.mlx, .outputFirstInputLast, 0), (.inputFirst, .inputFirst, 0),
        ]
    )
    func `the rule and the initializers' layout, stated apart, agree on every shape`(
        rule: FanRule,
        layout: Layout,
        lowestRank: Int
    ) throws {
        var random = SplitMix64(state: 77)
        for _ in 0..<2000 {
            let rank = Int.random(in: lowestRank...6, using: &random)
            let shape = (0..<rank).map { _ in Int.random(in: 1...64, using: &random) }
            let stated = try? rule.fans(of: shape)
            let drawn = try? Fans(shape: shape, layout: layout)
            #expect(stated?.fanIn == drawn.map { Double($0.fanIn) }, "\(shape)")
            #expect(stated?.fanOut == drawn.map { Double($0.fanOut) }, "\(shape)")
        }
    }

    @Test func `the number of entries is the product of the sizes`() throws {
        #expect(try elementCount(of: []) == 1)
        #expect(try elementCount(of: [3, 3, 64, 128]) == 73_728)
        #expect(try elementCount(of: [1 << 53]) == 1 << 53)
    }
}
