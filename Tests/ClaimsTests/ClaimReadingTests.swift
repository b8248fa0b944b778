import Claims
import TestSupport
import Testing

@Suite struct ClaimReadingTests {
    @Test(.tags(.knownAnswer)) func `a name without its module is every call of that name`() throws {
        #expect(
            try Claim.readings("random_normal_initializer(stddev=2)").map(\.text) == [
                "tf.random_normal_initializer(stddev=2)", "tf.compat.v1.random_normal_initializer(stddev=2)",
            ]
        )
    }

    @Test(.tags(.property), arguments: ["keras.GlorotUniform", "xavier_initializer(seed=1)", "normal(0, 0.02)"])
    func `a claim is its own reading`(text: String) throws {
        #expect(try Claim.readings(text).map(\.text) == [text])
    }

    @Test(.tags(.negativeControl), arguments: ["no_such_initializer", "tf.no_such", "xavier", "normal(", ""])
    func `what is no claim has no reading`(text: String) {
        #expect(throws: ClaimError.self) { try Claim.readings(text) }
    }

    @Test(.tags(.negativeControl)) func `an argument that no reading takes is refused`() {
        #expect(throws: ClaimError.self) { try Claim.readings("random_normal_initializer(gain=2)") }
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("keras.GlorotNormal", ["glorot", "normal"]), ("torch.nn.init.xavier_uniform_", ["xavier", "uniform"]),
            ("deeplearning4j.WeightInit.XAVIER_FAN_IN", ["xavier", "fan", "in"]),
            ("mxnet.init.MSRAPrelu", ["msra", "prelu"]), ("he_normal", ["he", "normal"]),
        ]
    )
    func `a name is made of words`(name: String, words: [String]) throws {
        #expect(try #require(Catalogue.calls.first { $0.name == name }).nameWords == words)
    }

    @Test(.tags(.property)) func `the seed is one that the call names`() throws {
        #expect(try Claim("xavier_initializer(seed=1)").hasSeed)
        #expect(try !Claim("xavier_initializer(uniform=False)").hasSeed && !Claim("he_normal").hasSeed)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("torch.nn.init.normal_", FanRule.torch), ("keras.RandomNormal", .keras), ("keras.HeNormal", .keras),
            ("normal(0, 1)", .keras), ("numpy.random.normal", .keras),
        ]
    )
    func `a law without fans is read as its framework's others`(text: String, rule: FanRule) throws {
        #expect(try Claim(text).frameworkFanRule == rule)
    }
}
