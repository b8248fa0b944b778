import ConformanceTesting
import Testing
import TinyML

@Suite struct DenseTests {
    @Test func `weights are drawn as Keras draws them`() {
        let layer = Dense(inputs: 784, outputs: 256, seed: 1)
        let finding = expectConformance(of: layer.weights, to: "keras.GlorotUniform", shape: [784, 256])
        // What a passing test is worth: an error of the scale of one per cent would not have passed.
        #expect(finding.noticeable.map { $0.scale < 0.01 } == true)
        expectConformance(of: layer.bias, to: "keras.Zeros", shape: [256])
    }

    @Test func `layers of neighbouring seeds are independent`() {
        expectConformance(to: "keras.GlorotUniform", shape: [64, 32]) { seed in
            Dense(inputs: 64, outputs: 32, seed: seed).weights
        }
    }

    @Test func `layers for rectifiers look at the wrong fan`() {
        withKnownIssue {
            let layer = Dense(rectifiedInputs: 784, outputs: 256, seed: 1)
            expectConformance(of: layer.weights, to: "keras.HeUniform", shape: [784, 256])
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("fan_out (256) in the place of fan_in (784)") }
        }
    }
}
