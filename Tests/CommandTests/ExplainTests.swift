import TestSupport
import Testing

@Suite struct ExplainTests {
    /// Three times the scale, 3e308, is beyond a Double; the limit, sqrt(6 / 1000001) 1e154, is not.
    @Test(.tags(.knownAnswer)) func `a gain whose square is large has its limit`() async throws {
        let call = ["explain", "glorot_uniform(gain=1e154)", "--shape", "1,1000000"]
        let explained = try await BuiltCommand.run(call)
        #expect(explained.status == 0 && !explained.output.contains("inf"))
        #expect(explained.output.contains("= 2.44949e+151\n"))
    }

    @Test(.tags(.knownAnswer)) func `PrettyTensor's initializer has two forms, one of them not Glorot's`() async throws
    {
        let explained = try await BuiltCommand.run("explain", "prettytensor.xavier_init", "--shape", "784,256")
        #expect(
            explained
                == .success(
                    """
                    prettytensor.xavier_init
                      call            prettytensor.xavier_init(n_inputs, n_outputs, uniform=True)
                      closed form     uniform on ±√(6/(fan_in+fan_out)), or normal of variance
                                        3/(fan_in+fan_out) truncated at ±2 sd
                      source          PrettyTensor 0.7.4, layers.py, xavier_init
                      for             tanh, softsign and linear layers: a compromise that keeps activations'
                                        and gradients' variance
                      fans            passed by the caller; read as [..., in, out], at least two axes
                      in Swift        PrettyTensor.XavierInit(seed: 1, uniform: true)
                      unlike          glorot_normal, keras, jax: normal truncated at ±2 parent sd, rescaled
                                        to variance 2/(fan_in+fan_out)
                                      glorot_gaussian, torch, mlx: normal of variance 2/(fan_in+fan_out)
                                      tf.contrib.layers.xavier_initializer: its normal law rescaled by 1.3
                                        for the exact 1.29242
                                      caffe.xavier: uniform on ±√(3/n), n = fan_in by default;
                                        variance_norm='FAN_IN'
                      shape           [784, 256]
                      fan_in          784
                      fan_out         256

                      prettytensor.xavier_init(uniform=True)
                        law           uniform on [-0.0759555, 0.0759555]
                        formula       limit = sqrt(6 / (784 + 256)) = 0.0759555
                        mean          0
                        variance      0.00192308
                        standard dev. 0.0438529
                        over Glorot's 1 times 2/(fan_in+fan_out)
                        in Keras      keras.initializers.GlorotUniform()
                        in PyTorch    torch.nn.init.xavier_uniform_(w)
                        in JAX        jax.nn.initializers.glorot_uniform()

                      prettytensor.xavier_init(uniform=False)
                        law           normal, mean 0, standard deviation 0.0537086, truncated at -2 and 2 of
                                        its standard deviations
                        formula       variance of the parent = 3 / (784 + 256) = 0.00288462
                        support       [-0.107417, 0.107417]
                        mean          0
                        variance      0.00223195
                        standard dev. 0.0472435
                        over Glorot's 1.16061 times 2/(fan_in+fan_out)
                        in Keras      keras.initializers.VarianceScaling(1.16061196, 'fan_avg', 'truncated_normal')
                        in PyTorch    torch.nn.init.trunc_normal_(w, 0, 0.0537086156, -0.107417231, 0.107417231)
                        in JAX        jax.nn.initializers.variance_scaling(1.16061196, 'fan_avg', 'truncated_normal')

                    """
                )
        )
    }

    @Test(.tags(.knownAnswer)) func `a claim with its argument has one form`() async throws {
        let explained = try await BuiltCommand.run(
            "explain",
            "prettytensor.xavier_init(uniform=False)",
            "--shape",
            "784,256"
        )
        #expect(explained.status == 0)
        #expect(explained.output.contains("    variance      0.00223195\n"))
        #expect(!explained.output.contains("0.00192308"))
    }

    @Test(.tags(.knownAnswer)) func `without a shape the figures wait for one`() async throws {
        #expect(
            try await BuiltCommand.run("explain", "caffe.xavier")
                == .success(
                    """
                    caffe.xavier
                      call            caffe.xavier(variance_norm='FAN_IN')
                      closed form     uniform on ±√(3/n), n = fan_in by default
                      source          Caffe, filler.hpp
                      for             SELU and linear layers: keeps the variance of activations
                      fans            [out, in, ...], at least two axes
                      in Swift        Caffe.XavierFiller(seed: 1)
                      unlike          glorot_uniform, keras, tf, prettytensor, torch, jax, mlx: uniform on
                                        ±√(6/(fan_in+fan_out))
                                      glorot_normal, keras, jax: normal truncated at ±2 parent sd, rescaled
                                        to variance 2/(fan_in+fan_out)
                                      glorot_gaussian, torch, mlx: normal of variance 2/(fan_in+fan_out)
                      give a --shape to see the figures

                      caffe.xavier
                        in Keras      keras.initializers.LecunUniform()
                        in PyTorch    torch.nn.init.kaiming_uniform_(w, nonlinearity='linear')
                        in JAX        jax.nn.initializers.lecun_uniform()

                    """
                )
        )
    }

    @Test(.tags(.knownAnswer)) func `a law that does not depend on the shape needs none`() async throws {
        #expect(
            try await BuiltCommand.run("explain", "uniform(low=-1, high=2)")
                == .success(
                    """
                    uniform(low=-1, high=2)
                      call            uniform(low, high)
                      closed form     uniform on [low, high]
                      source          by definition
                      for             a spread that you choose: it does not depend on the layer's size
                      fans            none: the law does not depend on the shape
                      in Swift, e.g.  RandomUniform(seed: 1, low: -0.05, high: 0.05)

                      uniform(low=-1, high=2)
                        law           uniform on [-1, 2]
                        mean          0.5
                        variance      0.75
                        standard dev. 0.866025
                        in Keras      keras.initializers.RandomUniform(-1, 2)
                        in PyTorch    torch.nn.init.uniform_(w, -1, 2)
                        in JAX        jax.random.uniform(key, shape, minval=-1, maxval=2)

                    """
                )
        )
    }

    @Test(.tags(.knownAnswer)) func `an empty shape is a scalar's`() async throws {
        let explained = try await BuiltCommand.run("explain", "glorot_uniform", "--shape", "")
        #expect(explained.status == 0)
        #expect(explained.output.contains("  shape           []\n  fan_in          1\n  fan_out         1\n"))
    }

    @Test(.tags(.negativeControl)) func `a shape without fans is refused, and nothing is explained`() async throws {
        #expect(
            try await BuiltCommand.run("explain", "torch.nn.init.xavier_uniform_", "--shape", "512")
                == .refusal(64, "no fans for shape [512]: the rule is [out, in, ...], at least two axes")
        )
    }

    @Test(.tags(.negativeControl)) func `a structured tensor of another shape is refused`() async throws {
        #expect(
            try await BuiltCommand.run("explain", "mlx.nn.init.identity", "--shape", "3,4")
                == .refusal(
                    64,
                    "shape [3, 4] does not fit: the rule is rows and columns of a square matrix, two axes of one size"
                )
        )
    }

    /// Three of seven entries are drawn: mean 3 w, variance w 4 + w (1 - w) 9 with w = 3/7, by hand.
    @Test(.tags(.knownAnswer)) func `a sparse matrix is explained by its zeros and an entry`() async throws {
        let explained = try await BuiltCommand.run("explain", "mlx.nn.init.sparse(0.5, 3, 2)", "--shape", "5,7")
        #expect(explained.status == 0)
        let text = explained.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains(
                "law 4 zeros in every row of 7, else normal, mean 3, standard deviation 2; below, an entry support"
            )
        )
        #expect(explained.output.contains("mean          1.28571\n"))
        #expect(explained.output.contains("variance      3.91837\n"))
    }

    @Test(.tags(.knownAnswer)) func `a 16-bit claim says how its framework rounds`() async throws {
        let torch = try await BuiltCommand.run("explain", "torch.nn.init.trunc_normal_(std=0.02, dtype=torch.bfloat16)")
        let text = torch.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            text.contains("in bfloat16 rounded to nearest even first, then truncated, the rounded bounds included")
        )
        let wide = try await BuiltCommand.run("explain", "torch.nn.init.trunc_normal_")
        #expect(wide.status == 0 && !wide.output.contains("bfloat16"))
        let jax = try await BuiltCommand.run("explain", "jax.nn.initializers.normal(dtype=jnp.float16)")
        #expect(jax.output.contains("    in float16    made from 16-bit uniforms"))
    }

    @Test(.tags(.knownAnswer)) func `a call under other arguments is explained in its own words`() async throws {
        let explained = try await BuiltCommand.run("explain", "numpy.random.normal(scale=2**-1)")
        #expect(explained.output.contains("call            numpy.random.normal(loc=0, scale=1, size)\n"))
        #expect(explained.output.contains("source          NumPy documentation, numpy.random.normal\n"))
        #expect(explained.output.contains("variance      0.25\n"))
    }

    @Test(.tags(.knownAnswer)) func `Keras' Glorot is told from its namesakes`() async throws {
        let explained = try await BuiltCommand.run("explain", "keras.GlorotNormal")
        #expect(explained.output.contains("unlike          glorot_gaussian, torch, mlx: normal of variance 2/"))
        #expect(explained.output.contains("\n                  prettytensor.xavier_init: its normal law has 3 for"))
    }

    @Test(.tags(.negativeControl)) func `a misspelt name is answered with the nearest ones`() async throws {
        #expect(
            try await BuiltCommand.run("explain", "glorot_unifrom")
                == .refusal(
                    64,
                    "claim 'glorot_unifrom': no initializer has this name; the nearest are glorot_uniform, "
                        + "jax.nn.initializers.glorot_uniform, keras.GlorotUniform"
                )
        )
        #expect(
            try await BuiltCommand.run("explain", "qqqqqqqqqqqqqqqq")
                == .refusal(64, "claim 'qqqqqqqqqqqqqqqq': no initializer has this name; see glorot list")
        )
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            "glorot_uniform(", "glorot_uniform(gain=)", "glorot_uniform(sigma=1)", "glorot_uniform(1, 2)",
            "normal(stddev=-1)", "constant", "", "torch.nn.init.xavier_uniform_(gain=1/0)",
            // Both fans or neither, and whole numbers.
            "prettytensor.xavier_init(n_inputs=4)", "prettytensor.xavier_init(None, 4)",
            "prettytensor.xavier_init(4.5, 4)",
        ]
    )
    func `a claim that cannot be read is refused`(claim: String) async throws {
        let refused = try await BuiltCommand.run("explain", claim, "--shape", "4,4")
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: claim "))
    }

    @Test(.tags(.property)) func `the Swift call is an example where the claim states arguments`() async throws {
        for claim in ["constant(7)", "numpy.random.normal", "prettytensor.xavier_init(uniform=False)"] {
            let explained = try await BuiltCommand.run("explain", claim)
            #expect(explained.output.contains("\n  in Swift, e.g.  "), "\(claim)")
        }
        for claim in ["he_normal", "he_normal()", "torch.nn.init.xavier_uniform_", "nn.init.xavier_uniform_"] {
            let explained = try await BuiltCommand.run("explain", claim)
            #expect(explained.output.contains("\n  in Swift        "), "\(claim)")
        }
    }

    @Test(.tags(.negativeControl)) func `a law without figures is refused before anything is explained`() async throws {
        let refused = try await BuiltCommand.run("explain", "normal(stddev=1e300)")
        #expect(refused.status == 64)
        #expect(refused.output == "")
        let structured = try await BuiltCommand.run("explain", "torch.nn.init.dirac_", "--shape", "4,4")
        #expect(structured.status == 64)
        #expect(structured.output == "")
    }

    @Test(
        .tags(.property),
        arguments: [
            "784, 256 ", "784x256", "784 X 256", "784×256", "(784, 256)", "[784,256]", " ( 784,256 ) ", "(784,256,)",
        ]
    )
    func `a shape is read as people write it`(shape: String) async throws {
        let explained = try await BuiltCommand.run("explain", "glorot_uniform", "--shape", shape)
        #expect(explained.output.contains("  shape           [784, 256]\n"))
    }

    @Test(.tags(.property)) func `a tuple of one is a vector`() async throws {
        let explained = try await BuiltCommand.run("explain", "glorot_uniform", "--shape", "(512,)")
        #expect(explained.output.contains("  shape           [512]\n"))
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            "0,1", "-1,4", "4,", ",", "4;4", "4x4,3", "4x", "4xX4", "(4", "4)", "[4)", "(,)", "()x", "4,,4",
            "9223372036854775808", "4 2", "+4", "4,+2", "4,2 1", "\u{663}", " ",
        ]
    )
    func `a shape that is none is refused`(shape: String) async throws {
        let refused = try await BuiltCommand.run("explain", "glorot_uniform", "--shape=\(shape)")
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: The value '\(shape)' is invalid for '--shape <shape>'"))
    }

    /// The words that a shell makes of --shape 784, 256 and of --shape 784 256.
    @Test(
        .tags(.negativeControl),
        arguments: [["784,", "256"], ["(784,", "256)"], ["[784,", "256]"], ["784", "256"]]
    )
    func `a shape that the shell has cut is answered with how to write it`(words: [String]) async throws {
        let refused = try await BuiltCommand.run(["explain", "he_normal", "--shape"] + words)
        #expect(refused.status == 64 && refused.output == "")
        #expect(refused.messages.contains("quotes") && refused.messages.contains("'784, 256'"))
    }
}
