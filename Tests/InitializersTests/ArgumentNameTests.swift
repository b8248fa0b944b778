import Initializers
import Testing

/// An error names an argument as the call spells it, and gives the value from the call.
@Suite struct ArgumentNameTests {
    private struct Argument: Equatable {
        let name: String
        let value: Double
    }

    private func argument(_ initializer: some Initializer, _ shape: [Int] = [4, 4]) -> Argument? {
        do {
            _ = try initializer(shape: shape)
            return nil
        } catch .invalidParameter(let name, let value, _) {
            return Argument(name: name, value: value)
        } catch {
            return nil
        }
    }

    @Test(arguments: [-1, -Double.infinity, Double.infinity]) func `a gain is called a gain`(gain: Double) {
        let expected = Argument(name: "gain", value: gain)
        #expect(argument(GlorotUniform(seed: 1, gain: gain)) == expected)
        #expect(argument(GlorotNormal(seed: 1, gain: gain)) == expected)
        #expect(argument(GlorotGaussian(seed: 1, gain: gain)) == expected)
        #expect(argument(PyTorch.XavierUniform(seed: 1, gain: gain)) == expected)
        #expect(argument(PyTorch.XavierNormal(seed: 1, gain: gain)) == expected)
        #expect(argument(MLX.GlorotUniform(seed: 1, gain: gain)) == expected)
        #expect(argument(MLX.HeNormal(seed: 1, gain: gain)) == expected)
        #expect(argument(MaximalUpdate.HiddenNormal(seed: 1, gain: gain)) == expected)
        #expect(argument(MaximalUpdate.OutputNormal(seed: 1, gain: gain)) == expected)
    }

    @Test func `a gain of either sign must be finite where it scales a structure`() {
        let expected = Argument(name: "gain", value: .infinity)
        #expect(argument(Orthogonal(seed: 1, gain: .infinity)) == expected)
        #expect(argument(DeltaOrthogonal(seed: 1, gain: .infinity), [3, 4, 4]) == expected)
        #expect(argument(Identity(gain: .infinity)) == expected)
    }

    @Test func `other arguments have their own names and values`() {
        #expect(argument(VarianceScaling(seed: 1, scale: -2)) == Argument(name: "scale", value: -2))
        #expect(argument(JAX.Uniform(seed: 1, scale: -2)) == Argument(name: "scale", value: -2))
        for uniform in [true, false] {
            let initializer = TensorFlowContrib.VarianceScalingInitializer(seed: 1, factor: -2, uniform: uniform)
            #expect(argument(initializer) == Argument(name: "factor", value: -2))
        }
        let deviation = Argument(name: "standardDeviation", value: -2)
        #expect(argument(RandomNormal(seed: 1, standardDeviation: -2)) == deviation)
        #expect(argument(TruncatedNormal(seed: 1, standardDeviation: -2)) == deviation)
        #expect(argument(PyTorch.TruncNormal(seed: 1, standardDeviation: -2)) == deviation)
        #expect(argument(Sparse(seed: 1, sparsity: 0.5, standardDeviation: -2)) == deviation)
        #expect(argument(GPT2.ResidualNormal(seed: 1, layers: 12, standardDeviation: -2)) == deviation)
        #expect(argument(T5.QueryNormal(seed: 1, width: 8, headWidth: 0)) == Argument(name: "headWidth", value: 0))
    }

    @Test func `a slope that is not a number is called a slope`() {
        let initializer = PyTorch.KaimingUniform(seed: 1, nonlinearity: .leakyReLU(negativeSlope: .nan))
        #expect(argument(initializer)?.name == "negativeSlope")
    }

    @Test func `reversed bounds are those of the call`() {
        #expect(throws: InitializerError.reversedBounds(low: 3, high: 1)) {
            try PyTorch.TruncNormal(seed: 1, standardDeviation: 0.5, low: 3, high: 1)(shape: [2])
        }
    }
}
