import TestSupport
import Testing

import Claims

@Suite struct ClaimArgumentTests {
    private func law(_ text: String) throws -> ClaimedLaw { try Claim(text).law(of: [784, 256]) }

    private func error(_ text: String) -> ClaimError? {
        do throws(ClaimError) {
            _ = try Claim(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `position and label bind alike`() throws {
        #expect(try law("truncated_normal(1, 2, -3, 4)") == law("truncated_normal(high=4, low=-3, stddev=2, mean=1)"))
        #expect(try law("truncated_normal(1, 2, high=4)") == law("truncated_normal(1, 2, -2, 4)"))
        #expect(
            try law("truncated_normal(1, 2)")
                == .truncatedNormal(parentMean: 1, parentStandardDeviation: 2, low: -2, high: 2)
        )
    }

    @Test func `a first bare name is the tensor and says nothing of the law`() throws {
        let plain = try law("torch.nn.init.xavier_uniform_(gain=2)")
        for tensor in ["w", "layer.weight", "self.fc.weight", "_"] {
            #expect(try law("torch.nn.init.xavier_uniform_(\(tensor), gain=2)") == plain)
            #expect(try law("torch.nn.init.xavier_uniform_(\(tensor), 2)") == plain)
        }
        #expect(try law("nn.init.zeros_(w)") == .constant(0))
    }

    @Test(.tags(.negativeControl))
    func `a bare name in another place is a wrong value`() {
        #expect(
            error("torch.nn.init.xavier_uniform_(gain=w)")
                == .invalidArgument(
                    scheme: "torch.nn.init.xavier_uniform_",
                    argument: "gain",
                    found: "w",
                    expected: "a finite number: write the value that the name has"
                )
        )
        #expect(error("torch.nn.init.xavier_uniform_(w, v)") != nil)
    }

    @Test func `what does not bear on the law is ignored`() throws {
        let plain = try law("normal(stddev=0.5)")
        for argument in [
            "seed=1", "seed=None", "dtype=jnp.float32", "dtype='float32'", "name='w'", "generator=g", "key=k",
            "shape=(3, 4)", "seed=1, dtype=torch.float32, name=None",
        ] {
            #expect(try law("normal(stddev=0.5, \(argument))") == plain)
            #expect(try law("normal(\(argument), stddev=0.5)") == plain)
        }
    }

    @Test(.tags(.negativeControl))
    func `an unknown argument names those that the scheme has`() {
        #expect(
            error("torch.nn.init.trunc_normal_(sd=1)")
                == .unknownArgument(
                    scheme: "torch.nn.init.trunc_normal_",
                    argument: "sd",
                    expected: ["mean", "std", "a", "b"]
                )
        )
        #expect(
            error("zeros(gain=1)") == .unknownArgument(scheme: "zeros", argument: "gain", expected: [])
        )
        // Keras' Glorot has no gain.
        #expect(error("keras.GlorotUniform(gain=2)")?.description.contains("found argument gain") == true)
    }

    @Test(.tags(.negativeControl))
    func `a misspelt argument is answered with the nearest one`() {
        let misspelt = [
            ("torch.nn.init.trunc_normal_(stdv=1)", "std"), ("normal(stdev=1)", "stddev"),
            ("torch.nn.init.kaiming_normal_(nonlinearty='relu')", "nonlinearity"),
            ("keras.VarianceScaling(Mode='fan_in')", "mode"), ("mlx.nn.init.he_normal(gian=2)", "gain"),
        ]
        for (text, nearest) in misspelt + [
            ("normal(std=0.02)", "stddev"), ("keras.RandomNormal(0, sigma=2)", "stddev"),
            ("torch.nn.init.normal_(w, scale=1)", "std"), ("uniform(minval=-1, high=1)", "low"),
            ("np.random.normal(stddev=1)", "scale"),
        ] {
            #expect(error(text)?.description.hasSuffix("; the nearest is \(nearest)") == true, "\(text)")
        }
        #expect(error("normal(xyzzyxyzzy=1)")?.description.contains("nearest") == false)
    }

    @Test(.tags(.negativeControl))
    func `more values than parameters are refused, whatever they are`() {
        for extra in ["3", "'a'", "mean", "stddev", "None", "(1, 2)"] {
            guard case .unknownArgument("normal", _, ["mean", "stddev"]) = error("normal(1, 2, \(extra))") else {
                Issue.record("a third value, \(extra), is \(String(describing: error("normal(1, 2, \(extra))")))")
                continue
            }
        }
    }

    @Test(.tags(.negativeControl))
    func `an argument given twice is refused`() {
        for text in ["normal(stddev=1, stddev=1)", "normal(0, 1, stddev=1)", "normal(w, 0, 1, stddev=1)"] {
            guard case .invalidArgument("normal", "stddev", "a second value", "one value") = error(text) else {
                Issue.record("\(text) is \(String(describing: error(text)))")
                continue
            }
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("normal(stddev='1')", "stddev", "'1'"), ("normal(stddev=True)", "stddev", "True"),
            ("normal(stddev=None)", "stddev", "None"), ("normal(stddev=(1, 2))", "stddev", "(1, 2)"),
            ("normal(stddev=0)", "stddev", "0"), ("normal(stddev=-1)", "stddev", "-1"),
            ("normal(stddev=inf)", "stddev", "inf"), ("glorot_uniform(gain=-1)", "gain", "-1"),
            ("uniform(low=1, high=1)", "high", "1"), ("uniform(low=1, high=0)", "high", "0"),
            ("uniform(high=1)", "low", "None"), ("constant", "value", "None"),
            ("truncated_normal(low=2)", "high", "2"), ("torch.nn.init.trunc_normal_(a=3)", "b", "2"),
            ("keras.VarianceScaling(mode='fan_up')", "mode", "'fan_up'"),
            ("keras.VarianceScaling(mode=1)", "mode", "1"),
            ("keras.VarianceScaling(distribution='cauchy')", "distribution", "'cauchy'"),
            ("torch.nn.init.kaiming_normal_(nonlinearity='gelu')", "nonlinearity", "'gelu'"),
            ("torch.nn.init.kaiming_normal_(nonlinearity=None)", "nonlinearity", "None"),
            ("torch.nn.init.kaiming_normal_(mode='fan_avg')", "mode", "'fan_avg'"),
            ("tf.contrib.layers.xavier_initializer(uniform=1)", "uniform", "1"),
            ("prettytensor.xavier_init(n_inputs=0)", "n_inputs", "0"),
            ("prettytensor.xavier_init(n_inputs=1.5, n_outputs=2)", "n_inputs", "1.5"),
            ("prettytensor.xavier_init(n_inputs=3)", "n_outputs", "None"),
            ("prettytensor.xavier_init(n_outputs=3)", "n_inputs", "None"),
        ]
    )
    func `a value of the wrong kind or outside the domain is refused when the claim is read`(
        text: String,
        argument: String,
        found: String
    ) {
        guard case .invalidArgument(_, argument, found, let expected) = error(text) else {
            Issue.record("\(text) is \(String(describing: error(text)))")
            return
        }
        #expect(!expected.isEmpty)
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            "keras.VarianceScaling(mode='fan_geo_avg')",
            "jax.nn.initializers.variance_scaling(1.0, 'fan_in', 'untruncated_normal')",
        ]
    )
    func `a choice that only another framework has is refused`(_ text: String) {
        guard case .invalidArgument = error(text) else {
            Issue.record("\(text) is \(String(describing: error(text)))")
            return
        }
    }
}
