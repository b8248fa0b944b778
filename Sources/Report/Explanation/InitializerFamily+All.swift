internal import Claims

extension InitializerFamily {
    /// The families.
    static let all: [InitializerFamily] = [glorot, he, leCun, orthogonal]

    private static let glorot = InitializerFamily(
        title: "Xavier initialization",
        otherTitle: "Glorot initialization",
        words: ["xavier", "glorot"],
        mode: .average,
        example: "glorot_uniform",
        answer: """
            Xavier initialization draws a layer's weights about 0 with the variance 2/(fan_in+fan_out), so that \
            signals and gradients keep about the same size from layer to layer. Xavier Glorot and Yoshua Bengio \
            published it in 2010; it goes by either of his names.
            """,
        facts: [
            ("uniform", "on ±√(6/(fan_in+fan_out))"),
            ("normal", "with standard deviation √(2/(fan_in+fan_out))"),
            ("use it for", "tanh, softsign, softmax and linear layers"),
            ("not for", "ReLU, which wants 2/fan_in: glorot explain relu"),
            (
                "beware",
                "PyTorch's Linear and Conv layers draw another law unless you call it: glorot explain torch.nn.Linear.weight xavier"
            ),
            (
                "source",
                "Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, eq. 12 and eq. 16"
            ),
        ],
        leads: ["tanh": "For tanh layers use Glorot's rule; PyTorch multiplies its limit by 5/3 for them."]
    )

    private static let he = InitializerFamily(
        title: "He initialization",
        otherTitle: "Kaiming initialization",
        words: ["he", "kaiming", "msra"],
        mode: .fanIn,
        example: "he_uniform",
        answer: """
            He initialization draws a layer's weights about 0 with the variance 2/fan_in. ReLU sets half of what it is \
            given to 0 and so halves the signal; the factor of 2 makes up for that. Kaiming He, Xiangyu Zhang, \
            Shaoqing Ren and Jian Sun published it in 2015.
            """,
        facts: [
            ("uniform", "on ±√(6/fan_in)"),
            ("normal", "with standard deviation √(2/fan_in)"),
            ("use it for", "layers that are followed by ReLU or one of its relatives"),
            ("not for", "tanh and linear layers: glorot explain xavier"),
            ("beware", "PyTorch's layers call kaiming_uniform_ with a=√5, which has a sixth of this variance"),
            ("source", "He et al. 2015, Delving deep into rectifiers, eq. 10"),
        ],
        leads: [
            "relu": """
            Yes, ReLU wants a rule of its own: He's. Under Glorot's rule each ReLU layer halves the signal's variance; \
            a few layers survive that, thirty do not.
            """
        ]
    )

    private static let leCun = InitializerFamily(
        title: "LeCun initialization",
        words: ["lecun"],
        mode: .fanIn,
        example: "lecun_uniform",
        answer: """
            LeCun initialization draws a layer's weights about 0 with the variance 1/fan_in, so that a layer's sums \
            have the variance of its inputs. It is the oldest of these rules: Yann LeCun, Léon Bottou, Genevieve Orr \
            and Klaus-Robert Müller published it in 1998.
            """,
        facts: [
            ("uniform", "on ±√(3/fan_in)"),
            ("normal", "with standard deviation √(1/fan_in)"),
            ("use it for", "SELU, whose inventors ask for it, and linear layers; it is Flax's default"),
            ("not for", "ReLU, which wants twice the variance: glorot explain relu"),
            ("source", "LeCun et al. 1998, Efficient BackProp, eq. 16"),
        ],
        leads: [
            "selu": "SELU wants LeCun's rule, in its normal form: Klambauer et al. 2017 derive its constants for it."
        ]
    )

    private static let orthogonal = InitializerFamily(
        title: "Orthogonal initialization",
        words: ["orthogonal"],
        mode: nil,
        example: "orthogonal",
        answer: """
            Orthogonal initialization draws a whole random matrix whose rows or columns are orthonormal, times a gain, \
            so that it keeps the length of what passes through. Andrew Saxe, James McClelland and Surya Ganguli \
            proposed it in 2014 for deep linear networks.
            """,
        facts: [
            ("an entry", "has mean 0 and variance gain²/max(rows, columns); entries depend on one another"),
            ("use it for", "recurrent layers, and deep networks without normalization; gain √2 for ReLU"),
            ("beware", "frameworks flatten a convolution to a matrix in different ways"),
            ("source", "Saxe et al. 2014, Exact solutions to the nonlinear dynamics of learning"),
        ],
        leads: [:]
    )
}
