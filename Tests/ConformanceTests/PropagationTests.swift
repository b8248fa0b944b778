import Claims
import Conformance
import Foundation
import TestSupport
import Testing

@Suite struct PropagationTests {
    /// A row of propagation.tsv: a layer's variances over 400 networks drawn by NumPy.
    private struct Reference {
        var claim: String
        var activation: Activation
        var layer: Int
        var activations: (mean: Double, deviation: Double)
        var gradients: (mean: Double, deviation: Double)
    }

    private static func references() throws -> [Reference] {
        let text = try String(contentsOf: URL(fileURLWithPath: FixtureFolder.path("propagation.tsv")), encoding: .utf8)
        return try text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("claim\t") }.map { line in
            let fields = line.split(separator: "\t").map(String.init)
            let numbers = try fields[3...].map { try #require(Double($0)) }
            return Reference(
                claim: fields[0],
                activation: try #require(Activation(rawValue: fields[1])),
                layer: try #require(Int(fields[2])),
                activations: (numbers[0], numbers[1]),
                gradients: (numbers[2], numbers[3])
            )
        }
    }

    private static func run(
        _ claims: [String],
        _ activation: Activation,
        layers: Int = 5,
        width: Int = 200,
        batch: Int = 64,
        seed: UInt64 = 1
    ) async throws -> [Propagation] {
        let network = try DeepNetwork(layers: layers, width: width, activation: activation, batch: batch)
        return try await Propagation.run(try claims.map { try Claim($0) }, through: network, seed: seed)
    }

    @Test(.tags(.statistical), .enabled(if: !isQuickRun))
    func `a linear network keeps to equations 5 and 6 but for chance`() async throws {
        for result in try await Self.run(["glorot_uniform", "torch.nn.Linear.weight", "he_normal"], .linear) {
            let gain = 200 * result.weightVariance
            for (index, layer) in result.layers.enumerated() {
                // Var[W] = g/n, so each layer passed contributes a factor g.
                let forward = pow(gain, Double(index + 1))
                let backward = pow(gain, Double(result.layers.count - 1 - index))
                #expect(abs((layer.linearActivationVariance ?? 0) / forward - 1) < 1e-12)
                #expect(abs((layer.linearGradientVariance ?? 0) / backward - 1) < 1e-12)
                #expect(abs(layer.activationVariance / forward - 1) < 6 * layer.activationStandardError)
                #expect(abs(layer.gradientVariance / backward - 1) < 6 * layer.gradientStandardError)
            }
        }
    }

    @Test(.tags(.knownAnswer), .enabled(if: !isQuickRun)) func `the standard error is what NumPy's networks show`()
        async throws
    {
        let result = try #require(try await Self.run(["glorot_uniform"], .linear).first)
        let references = try Self.references().filter { $0.claim == "glorot_uniform" && $0.activation == .linear }
        #expect(references.count == 5)
        for reference in references {
            let layer = result.layers[reference.layer - 1]
            // A standard deviation over 400 networks has a relative error of 1/sqrt(798); five of these, and 2 % for
            // the leading order.
            let tolerance = 5 / 798.0.squareRoot() + 0.02
            #expect(abs(reference.activations.deviation / layer.activationStandardError - 1) < tolerance)
            #expect(abs(reference.gradients.deviation / layer.gradientStandardError - 1) < tolerance)
        }
    }

    @Test(.tags(.negativeControl), .enabled(if: !isQuickRun))
    func `a scale that lacks the truncation's correction is seen`() async throws {
        // 0.8796 is the standard deviation of a normal law cut at two: each layer has 0.774 of Glorot's variance.
        let (right, wrong) = ("glorot_normal", "truncated_normal(stddev=0.07071067811865475)")
        let results = try await Self.run([right, wrong], .linear)
        let (first, last) = (try #require(results[1].layers.first), try #require(results[1].layers.last))
        let expected = try #require(results[0].layers.first)
        #expect(abs(last.activationVariance - 1) > 6 * expected.gradientStandardError)
        #expect(abs(first.gradientVariance - 1) > 6 * expected.gradientStandardError)
        // The loss is no larger than that: 0.773741^5 and its fourth power.
        #expect(abs(last.activationVariance / 0.277313 - 1) < 6 * last.activationStandardError)
        #expect(abs(first.gradientVariance / 0.358405 - 1) < 6 * first.gradientStandardError)
    }

    @Test(.tags(.statistical), .enabled(if: !isQuickRun), arguments: [Activation.tanh, .relu, .sigmoid])
    func `variances are those of NumPy's networks`(activation: Activation) async throws {
        let references = try Self.references().filter { $0.activation == activation }
        #expect(references.count == 15)
        let claims = ["glorot_uniform", "torch.nn.Linear.weight", "torch.nn.init.kaiming_normal_"]
        for result in try await Self.run(claims, activation) {
            for reference in references where reference.claim == result.claim {
                let layer = result.layers[reference.layer - 1]
                // One network, compared with the mean of 400.
                let (forward, backward) = (reference.activations, reference.gradients)
                #expect(abs(layer.activationVariance - forward.mean) < 6 * forward.deviation)
                #expect(abs(layer.gradientVariance - backward.mean) < 6 * backward.deviation)
            }
        }
    }

    @Test(.tags(.negativeControl)) func `signals beyond single precision are infinite, and not 0`() async throws {
        // Each of 30 layers of 40 units multiplies the variance by 10^4: 10^80 after 20 of them, and Float ends at
        // 10^38.
        let network = try DeepNetwork(layers: 30, width: 40, activation: .linear, batch: 8)
        let claim = try Claim("normal(stddev=15.811388300841896)")
        let layers = try #require(try await Propagation.run([claim], through: network, seed: 1).first).layers
        #expect(layers[0].activationVariance.isFinite && layers[29].activationVariance == .infinity)
        #expect(layers[29].gradientVariance.isFinite && layers[0].gradientVariance == .infinity)
    }

    @Test(.tags(.knownAnswer)) func `closed forms of ReLU and of the sigmoid are the literature's`() async throws {
        // He's variance keeps gradients: a factor 1/2 above the last layer, and 1/2 · 2 in each layer. Var z = v (1/2 -
        // 1/(2 pi)), v = 2.
        let relu = try #require(try await Self.run(["he_normal"], .relu, width: 64, batch: 8).first)
        for layer in relu.layers {
            #expect(abs((layer.linearGradientVariance ?? 0) - 0.5) < 1e-12)
            #expect(abs((layer.linearActivationVariance ?? 0) - 0.681690113816209) < 1e-12)
        }
        // 1/2 + s/4: v_1 = 1, Var z = 1/16, E z^2 = 5/16 = v_2, and so on; gradients by 1/16 a layer.
        let two = try await Self.run(["glorot_uniform"], .sigmoid, layers: 2, width: 64, batch: 8)
        let sigmoid = try #require(two.first)
        for (layer, expected) in zip(sigmoid.layers, [(0.0625, 0.00390625), (0.01953125, 0.0625)]) {
            #expect(abs((layer.linearActivationVariance ?? 0) / expected.0 - 1) < 1e-12)
            #expect(abs((layer.linearGradientVariance ?? 0) / expected.1 - 1) < 1e-12)
        }
    }

    @Test(.tags(.property)) func `the same seed gives the same signals, and another seed others`() async throws {
        func layers(_ seed: UInt64) async throws -> [[Double]] {
            try await Self.run(["glorot_normal", "orthogonal"], .tanh, width: 33, batch: 7, seed: seed).map {
                $0.layers.flatMap { [$0.activationVariance, $0.gradientVariance] }
            }
        }
        #expect(try await layers(3) == layers(3))
        #expect(try await layers(3) != layers(4))
    }

    @Test(.tags(.property)) func `widths that fill no block of the product are multiplied as any other`() async throws {
        // An orthogonal matrix keeps every norm, so every layer has the inputs' mean square, and an error in any block
        // shows.
        for (width, batch) in [(2, 1), (7, 3), (8, 4), (9, 5), (37, 13)] {
            let result = try #require(
                try await Self.run(["orthogonal"], .linear, layers: 3, width: width, batch: batch).first
            )
            #expect(result.layers[0].activations.total == width * batch)
            let reference = try #require(
                try await Self.run(["identity"], .linear, layers: 1, width: width, batch: batch).first
            )
            for layer in result.layers {
                // The mean squares are equal; the squares of two means of n values differ by less than 40/n, unless n
                // is tiny.
                let difference = layer.activationVariance - reference.layers[0].activationVariance
                #expect(abs(difference) < 40 / Double(width * batch))
            }
        }
    }

    @Test(.tags(.property)) func `histograms count every value within their range`() async throws {
        for activation in Activation.allCases {
            let result = try #require(try await Self.run(["glorot_uniform"], activation, width: 50, batch: 20).first)
            for histogram in result.layers.flatMap({ [$0.activations, $0.gradients] }) {
                let inside = histogram.counts.reduce(0, +)
                #expect(inside <= histogram.total && histogram.total == 1000)
                // Chebyshev: at most a ninth lies beyond three standard deviations. ReLU's mean is not 0, but its mean
                // square is below twice its variance, so the same bound about 0 is at most two ninths.
                #expect(inside * 9 >= histogram.total * 7)
                let density = histogram.counts.indices.reduce(0) { $0 + histogram.density($1) }
                let step = (histogram.range.upperBound - histogram.range.lowerBound) / Double(histogram.counts.count)
                #expect(abs(density * step - Double(inside) / 1000) < 1e-12)
            }
        }
    }

    @Test(.tags(.property)) func `weights without variance or with a mean do not trap`() async throws {
        let results = try await Self.run(["zeros", "ones", "uniform(low=0, high=1)"], .relu, width: 5, batch: 3)
        #expect(results[0].layers.allSatisfy { $0.activationVariance == 0 && $0.linearActivationVariance == 0 })
        #expect(results[1].layers.allSatisfy { $0.linearActivationVariance == nil })
        #expect(results[2].layers.allSatisfy { $0.linearGradientVariance == nil })
    }

    @Test(.tags(.negativeControl)) func `networks that cannot be held, and other types, are refused`() async throws {
        func refusal(layers: Int, width: Int, batch: Int) -> PropagationError? {
            do {
                _ = try DeepNetwork(layers: layers, width: width, activation: .tanh, batch: batch)
                return nil
            } catch { return error }
        }
        #expect(refusal(layers: 5, width: 1000, batch: 256) == nil)
        #expect(refusal(layers: 0, width: 10, batch: 1)?.description == "layers: found 0, expected at least 1")
        #expect(refusal(layers: 1, width: -1, batch: 1)?.description == "width: found -1, expected at least 1")
        #expect(refusal(layers: 1, width: 1, batch: 0)?.description == "batch: found 0, expected at least 1")
        for size in [100_000, Int.max] { #expect(refusal(layers: 1, width: size, batch: 1) != nil) }
        await #expect(throws: PropagationError.self) { try await Self.run(["glorot_uniform(dtype='bfloat16')"], .tanh) }
    }
}
