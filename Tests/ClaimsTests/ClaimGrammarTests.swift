import TestSupport
import Testing

import Claims

@Suite struct ClaimGrammarTests {
    private func argument(_ text: String) throws -> ClaimValue {
        try #require(try ClaimParser.parse("f(x=\(text))").arguments.first).value
    }

    @Test func `a name is identifiers joined by dots, with or without parentheses`() throws {
        for name in ["glorot_uniform", "keras.GlorotUniform", "torch.nn.init.xavier_uniform_", "_f", "a.b2.c_"] {
            for text in [name, "\(name)()", "  \(name) ( ) ", "\t\(name)(\t)"] {
                let call = try ClaimParser.parse(text)
                #expect(call.name == name)
                #expect(call.arguments.isEmpty)
            }
        }
    }

    @Test func `arguments are positional or labelled, and a trailing comma is allowed`() throws {
        let call = try ClaimParser.parse("f(1, mode='fan_in' ,gain = 2,)")
        #expect(call.arguments.map(\.label) == [nil, "mode", "gain"])
        #expect(call.arguments.map(\.value) == [.number(1), .text("fan_in"), .number(2)])
        #expect(call.arguments.map(\.column) == [3, 6, 21])
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            ("5/3", 1.666_666_666_666_666_7), ("math.sqrt(5)", 2.236_067_977_499_789_7),
            ("sqrt(2)*0.5", 0.707_106_781_186_547_5), ("np.sqrt(9)", 3), ("sqrt(sqrt(16))", 2), ("-2", -2), ("+2", 2),
            ("--2", 2), ("2--1", 3), ("1e-3", 0.001), ("1E3", 1000), ("1e+3", 1000), ("2.", 2), ("2.e3", 2000),
            (".5", 0.5), ("1_000", 1000), ("1+2*3", 7), ("(1+2)*3", 9), ("8/4/2", 1), ("8-4-2", 2), ("-2*-3", 6),
            ("2*(3+(4-1))/6", 2), (" 1 + 1 ", 2), ("((((7))))", 7), ("0", 0),
            ("2**-0.5", 0.707_106_781_186_547_5), ("2 ** 0.5", 1.414_213_562_373_095_1), ("2**3**2", 512),
            ("-2**2", -4), ("(-2)**2", 4), ("2**-1", 0.5), ("2*3**2", 18), ("10**-2", 0.01), ("2**0", 1),
            ("4**1.5", 8), ("(1/4)**-.5", 2), ("2**(1/3)", 1.259_921_049_894_873_2), ("1e-2", 0.01),
            ("0.02/sqrt(2*12)", 0.004_082_482_904_638_630_4), ("numpy.sqrt(2)", 1.414_213_562_373_095_1),
            ("jnp.sqrt(2)", 1.414_213_562_373_095_1), ("jax.numpy.sqrt(4)", 2), ("sqrt(3) ** 2", 3),
            // The table in PyTorch's documentation of calculate_gain.
            ("nn.init.calculate_gain('tanh')", 1.666_666_666_666_666_7),
            ("nn.init.calculate_gain(\"relu\")", 1.414_213_562_373_095_1),
            ("torch.nn.init.calculate_gain('leaky_relu', 0.2)", 1.386_750_490_563_073),
            ("calculate_gain('leaky_relu')", 1.414_142_856_997_835_349),
            ("init.calculate_gain(nonlinearity='leaky_relu', param=math.sqrt(5))", 0.577_350_269_189_625_8),
            ("calculate_gain('leaky_relu', None)", 1.414_142_856_997_835_349), ("calculate_gain( 'linear' , )", 1),
            ("calculate_gain('conv_transpose2d')", 1), ("calculate_gain('selu')", 0.75),
            ("2*calculate_gain('sigmoid')+1", 3), ("(calculate_gain('tanh') * 3)", 5),
        ]
    )
    func `an expression has Python's value`(text: String, expected: Double) throws {
        // At most two roundings differ from Python's own evaluation.
        guard case .number(let found) = try argument(text) else {
            Issue.record("\(text) is no number")
            return
        }
        #expect(abs(found - expected) <= 2 * abs(expected).ulp)
    }

    @Test func `text stands in quotes of either kind`() throws {
        #expect(try argument("'fan_in'") == .text("fan_in"))
        #expect(try argument("\"fan_in\"") == .text("fan_in"))
        #expect(try argument("'a, (b) = \"c\"'") == .text("a, (b) = \"c\""))
        #expect(try argument("''") == .text(""))
        #expect(try argument("'über'") == .text("über"))
    }

    @Test func `words are truth values, None or the names of tensors`() throws {
        for word in ["True", "true"] { #expect(try argument(word) == .boolean(true)) }
        for word in ["False", "false"] { #expect(try argument(word) == .boolean(false)) }
        #expect(try argument("None") == ClaimValue.none)
        #expect(try argument("w") == .identifier("w"))
        #expect(try argument("self.fc1.weight") == .identifier("self.fc1.weight"))
        #expect(try argument("jnp.float32") == .identifier("jnp.float32"))
    }

    @Test func `a tuple has a comma, and parentheses without one do not make one`() throws {
        #expect(try argument("(3, 4)") == .tuple([.number(3), .number(4)]))
        #expect(try argument("(3,)") == .tuple([.number(3)]))
        #expect(try argument("()") == .tuple([]))
        #expect(try argument("((1, 2), 'a', None)") == .tuple([.tuple([.number(1), .number(2)]), .text("a"), .none]))
        #expect(try argument("(3)") == .number(3))
    }

    @Test func `a list is a tuple`() throws {
        #expect(try argument("[3, 4]") == .tuple([.number(3), .number(4)]))
        #expect(try argument("[3]") == .tuple([.number(3)]) && argument("[]") == .tuple([]))
        #expect(try argument("[(1, 2), [None],]") == .tuple([.tuple([.number(1), .number(2)]), .tuple([.none])]))
    }

    @Test func `line breaks and comments stand where blanks may`() throws {
        let call = try ClaimParser.parse("f(  # the first\n  1,\r\n\ttwo = 2,  # 3)\n)  # the end")
        #expect(call.name == "f" && call.arguments.map(\.value) == [.number(1), .number(2)])
        #expect(call.arguments.map(\.label) == [nil, "two"])
    }

    @Test func `what a call returned can be called`() throws {
        let call = try ClaimParser.parse("f(2)(key, shape=(3, 4))")
        #expect(call.arguments.map(\.value) == [.number(2)])
        #expect(call.result.map(\.label) == [nil, "shape"])
    }

    @Test func `a tensor or a key may be a call or an element`() throws {
        for tensor in ["torch.empty(3, 5)", "w[0]", "self.layers[i + 1].weight.data", "f(')'[0], (1))"] {
            let call = try ClaimParser.parse("normal_(\(tensor.replacing("')'", with: "x")), std=2)")
            #expect(call.arguments.map(\.value).last == .number(2) && call.arguments.count == 2)
        }
        #expect(try ClaimParser.parse("self.layers[0].w.data.normal_(0, 1)").name == "self.layers[0].w.data.normal_")
    }

    @Test func `a value prints as it would be written`() {
        #expect(ClaimValue.number(2).description == "2")
        #expect(ClaimValue.number(0.5).description == "0.5")
        #expect(ClaimValue.number(.infinity).description == "inf")
        #expect(ClaimValue.number(.nan).description == "nan")
        #expect(
            ClaimValue.tuple([.boolean(true), .none, .text("a"), .identifier("w")]).description
                == "(True, None, 'a', w)"
        )
    }
}
