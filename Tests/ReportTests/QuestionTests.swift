import Claims
import Foundation
import Report
import Stats
import TestSupport
import Testing

@Suite struct QuestionTests {
    private func answer(_ words: String..., shape: [Int]? = nil, fans: ClaimedFans? = nil) throws -> String {
        try Question(words).answer(shape: shape, fans: fans, asMarkdown: false)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("xavier", "2/(fan_in+fan_out)", "Glorot & Bengio 2010"), ("Glorot", "2/(fan_in+fan_out)", "eq. 16"),
            ("he", "2/fan_in", "He et al. 2015"), ("kaiming", "2/fan_in", "eq. 10"),
            ("lecun", "1/fan_in", "LeCun et al. 1998"), ("orthogonal", "orthonormal", "Saxe et al. 2014"),
        ]
    )
    func `a rule's name is answered with the rule and its source`(word: String, rule: String, source: String) throws {
        let text = try answer(word)
        let answer = try #require(text.components(separatedBy: " go by the name ").first)
        #expect(answer.contains(rule))
        #expect(answer.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(source))
    }

    /// 2 / (1 + 5) of 1/fan_in beside 2/fan_in.
    @Test(.tags(.knownAnswer)) func `PyTorch's layers have a sixth of He's variance, as the answer says`() throws {
        let words = try answer("he").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("which has a sixth of this variance"))
        let fans = ClaimedFans(fanIn: 784, fanOut: 256)
        func variance(_ claim: String) throws -> Double { try Claim(claim).law(fans: fans).distribution().variance }
        #expect(try abs(6 * variance("torch.nn.Linear.weight") / variance("he_uniform") - 1) < 1e-12)
    }

    @Test(.tags(.knownAnswer)) func `whether ReLU wants a rule of its own is answered first`() throws {
        #expect(try answer("relu").contains("\n\nYes, ReLU wants a rule of its own: He's."))
    }

    @Test(.tags(.property), arguments: [["xavier", "normal"], ["xavier normal"], ["xavier initialization"]])
    func `a form after a rule's name is no second question`(words: [String]) throws {
        let asked = try Question(words).answer(shape: nil, fans: nil, asMarkdown: false)
        #expect(asked == (try Question(["xavier"]).answer(shape: nil, fans: nil, asMarkdown: false)))
    }

    /// TensorFlow 1's normal law has deviation 1; with 0.05, TensorFlow 2's would be 1.14 times Glorot's.
    @Test(.tags(.knownAnswer)) func `a name of both versions is TensorFlow 1's beside its calls, and told so`() throws {
        let contrib = "tf.contrib.layers.xavier_initializer()"
        for words in [[contrib, "tf.random_normal_initializer()"], ["tf.random_normal_initializer()", contrib]] {
            let text = try Question(words).answer(shape: [784, 256], fans: nil, asMarkdown: false)
            #expect(text.contains("22.8 times") && text.contains("tf.compat.v1.random_normal_initializer()"))
            #expect(text.contains("\n  beware          tf.random_normal_initializer() is read as TensorFlow 1's"))
        }
        let other = try answer("keras.GlorotUniform", "tf.random_normal_initializer()", shape: [784, 256])
        #expect(other.contains("1.14 times") && !other.contains("beware"))
    }

    /// Ratios by hand: 1.3 and 1.5 over the exact 1.2924216 of the truncation, (784 + 256) / (2 784) of one fan.
    @Test(.tags(.knownAnswer)) func `who means what by xavier is told with the variance over Glorot's`() throws {
        let text = try answer("xavier", shape: [784, 256])
        for row in [
            "  1         uniform on ±0.0759555\n", "  1.00586   normal of standard deviation 0.0439813, cut at ±0.1\n",
            "  1.16061   normal of standard deviation 0.0472435, cut at ±0.107417\n",
            "  0.663265  uniform on ±0.061859\n", "  caffe.xavier\n", "  prettytensor.xavier_init(uniform=False)\n",
            "  torch.nn.init.xavier_normal_\n", "divides by fan_in alone",
            "↳ the default of keras.layers.Dense.kernel and ",
        ] {
            #expect(text.contains(row), "\(row)")
        }
    }

    @Test(.tags(.property)) func `calls that raise for a shape are not offered`() throws {
        let vector = try answer("xavier", shape: [512])
        #expect(vector.contains("keras.GlorotUniform\n") && !vector.contains("torch.nn.init"))
        let explained = try answer("keras.GlorotUniform", shape: [512])
        #expect(!explained.contains("in PyTorch") && !explained.contains("in JAX") && explained.contains("in Keras"))
    }

    @Test(.tags(.knownAnswer)) func `two calls of TensorFlow are told apart, whichever version the second is`() throws {
        let text = try answer("xavier_initializer(seed=1)", "random_normal_initializer(seed=1)", shape: [784, 256])
        #expect(text.contains("\nA and B are different laws: B's standard deviation is 1.14 times A's\n"))
        #expect(text.contains("\nA and B are different laws: B's standard deviation is 22.8 times A's\n"))
        #expect(text.contains("  over Glorot's  1                        1.3\n"))
        #expect(text.contains("  over Glorot's  1                        520\n"))
        #expect(text.contains("  seed            it decides which numbers are drawn"))
    }

    @Test(.tags(.knownAnswer)) func `a claim is compared with a rule by the rule's law of its form`() throws {
        let text = try answer("truncated_normal(stddev=0.1)", "xavier", shape: [784, 256])
        #expect(text.hasPrefix("A and B are different laws: A's standard deviation is 2.006 times B's\n"))
        #expect(text.contains("its 200,704 values tell them apart"))
        let small = try answer("truncated_normal(stddev=0.1)", "xavier", shape: [2, 3])
        #expect(small.contains("its 6 values do not tell them apart; it takes about"))
        for (claim, own) in [
            ("keras.GlorotUniform", "glorot_uniform"), ("keras.GlorotNormal", "glorot_normal"),
            ("torch.nn.init.xavier_normal_", "glorot_gaussian"), ("zeros", "glorot_uniform"),
        ] {
            #expect(try answer(claim, "xavier").contains("  B               \(own)\n"), "\(claim)")
            #expect(try answer("xavier", claim).contains("  A               \(own)\n"), "\(claim)")
        }
    }

    @Test(.tags(.negativeControl)) func `the claim that does not fit the shape is named`() throws {
        do {
            _ = try answer("keras.GlorotUniform", "torch.nn.init.xavier_uniform_", shape: [512])
            Issue.record("it has no law")
        } catch let error as QuestionError {
            #expect(error.description.hasPrefix("torch.nn.init.xavier_uniform_: no fans for shape [512]: "))
        }
    }

    @Test(.tags(.property)) func `constants are told apart by a value`() throws {
        let text = try answer("zeros", "ones")
        #expect(text.hasPrefix("A and B are different laws: two constants\n"))
        #expect(text.contains("it takes one value\n"))
    }

    @Test(.tags(.property)) func `one law under two names is one law`() throws {
        let text = try answer("keras.GlorotUniform", "torch.nn.init.xavier_uniform_", shape: [784, 256])
        #expect(text.hasPrefix("A and B are the same law\n"))
        #expect(!text.contains("cdfs"))
    }

    /// He's rule is not symmetric in the fans: for the very same shape, PyTorch's deviation is sqrt(2/256) = 0.0883883.
    @Test(.tags(.knownAnswer)) func `the same shape under another layout is warned of`() throws {
        let text = try answer("keras.HeUniform", "torch.nn.init.kaiming_uniform_", shape: [784, 256])
        #expect(text.hasPrefix("A and B are the same law\n") && text.contains("0.0883883"))
        #expect(
            try !answer("keras.GlorotUniform", "torch.nn.init.xavier_uniform_", shape: [784, 256]).contains("beware")
        )
    }

    @Test(.tags(.property)) func `two rules in a sentence are two words`() throws {
        let asked = try answer("xavier vs he")
        #expect(asked == (try answer("xavier", "he")))
        #expect(asked == (try answer("xavier", "versus", "he")))
        #expect(
            asked.contains("2/fan_in") && asked.contains("2/(fan_in+fan_out)") && asked.contains("1.152 times A's")
        )
    }

    @Test(.tags(.knownAnswer)) func `TensorFlow's versions are told apart by their calls`() throws {
        let text = try answer("tensorflow 1 vs tensorflow 2")
        #expect(text == (try answer("tf")))
        #expect(text.contains("sd 1 against 0.05\n"))
        #expect(text.contains("contrib xavier(uniform=True)"))
    }

    @Test(.tags(.property)) func `stated fans are the layer's`() throws {
        let fans = ClaimedFans(fanIn: 784, fanOut: 256)
        let stated = try answer("keras.GlorotUniform", fans: fans)
        #expect(stated.contains("  fan_in          784\n  fan_out         256\n"))
        #expect(stated.contains("variance      0.00192308\n"))
    }

    @Test(.tags(.property)) func `over Glorot's is shown for every law at a shape`() throws {
        let text = try answer("torch.nn.init.normal_(std=0.05)", shape: [128, 64, 3, 3])
        // 0.0025 (576 + 1152) / 2, with the shape read as PyTorch reads it.
        #expect(text.contains("over Glorot's 2.16 times 2/(fan_in+fan_out), of fans 576 and 1152\n"))
        #expect(try answer("zeros", shape: [5]).contains("over Glorot's 0 times"))
    }

    @Test(
        .tags(.property),
        arguments: ["xavier", "relu", "orthogonal", "lecun", "xavier vs he", "tf", "keras.HeNormal"]
    )
    func `a page fits a terminal, and is Markdown too`(word: String) throws {
        let question = try Question([word])
        let text = try question.answer(shape: [784, 256], fans: nil, asMarkdown: false)
        // Calls are not broken, since people copy them.
        for line in text.split(separator: "\n") where !line.contains("    in ") { #expect(line.count <= 90, "\(line)") }
        let markdown = try question.answer(shape: [784, 256], fans: nil, asMarkdown: true)
        #expect(markdown.hasPrefix("# ") && markdown.contains("\n| "))
        let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| ") }
        #expect(rows.count > 5)
    }

    @Test(.tags(.negativeControl)) func `more than two things are refused, and so is a misspelt one`() {
        #expect(throws: QuestionError.self) { try Question(["a", "b", "c"]) }
        #expect(throws: QuestionError.self) { try Question([]) }
        #expect(throws: ClaimError.self) { try answer("orthogonal", fans: ClaimedFans(fanIn: 3, fanOut: 4)) }
        #expect(throws: ClaimError.self) { try Question(["xaver"]) }
    }
}
