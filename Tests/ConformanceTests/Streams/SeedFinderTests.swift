import Claims
import Conformance
import Initializers
import NumberTypes
import TestSupport
import Testing
import WeightFiles

/// Seeds and places in streams that are found again. That the streams are the frameworks' own is tested with vectors of the
/// frameworks, in InitializersTests, and on the frameworks' files, in CommandTests.
@Suite struct SeedFinderTests {
    private static func file(_ tensors: [(String, [Float], [Int])], as type: NumberType = .float32) -> WeightFile {
        WeightFile(
            holding: tensors.map { name, values, shape in
                guard type.size == 2 else { return TensorReader(holding: values, as: type, shape: shape, name: name) }
                let patterns = values.map { value -> UInt16 in
                    #if !(os(macOS) && arch(x86_64))
                        if type == .float16 { return Float16(value).bitPattern }
                    #endif
                    return BFloat16._rounding(Double(value)).bitPattern
                }
                return TensorReader(holding: patterns, as: type, shape: shape, name: name)
            },
            name: "memory"
        )
    }

    private static func seeds(
        _ file: WeightFile,
        _ search: SeedSearch
    ) async -> [(name: String, match: SeedMatch?)] {
        let found = await Identification.run([file], seeds: search)
        return found.cases.map { tensor in
            if case .identified(let identity) = tensor.disposition {
                (tensor.name, identity.seed)
            } else {
                (tensor.name, nil)
            }
        }
    }

    /// What a stream draws for a claim.
    private static func drawn(_ draw: SeededDraw, _ claim: String, _ shape: [Int]) throws -> [Float] {
        var source = try SeededSource(draw)
        return try [Float](unsafeUninitializedCapacity: shape.reduce(1, *)) { buffer, count in
            count = shape.reduce(1, *)
            let whole = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
            try source.draw(into: whole, claim: Claim(claim), shape: shape, type: .float32)
        }
    }

    /// Claims of the stream's framework: uniform, normal, and truncated if it draws that.
    private static func claims(_ stream: FrameworkStream) -> [String] {
        switch stream {
        case .torch, .torchScalar:
            ["torch.nn.init.xavier_uniform_", "torch.nn.init.kaiming_normal_", "torch.nn.init.trunc_normal_"]
        case .jax, .jaxOriginal:
            ["jax.nn.initializers.he_uniform", "jax.nn.initializers.normal", "jax.nn.initializers.glorot_normal"]
        case .mlx: ["mlx.nn.init.glorot_uniform", "mlx.nn.init.he_normal"]
        case .tensorflow, .tensorflow1:
            ["tf.contrib.layers.xavier_initializer", "tf.random_normal_initializer", "tf.truncated_normal(stddev=0.1)"]
        case .numpy, .numpyLegacy: ["glorot_uniform", "normal(stddev=0.02)"]
        case .kerasTensorFlow, .kerasJAX, .kerasTorch, .kerasNumPy:
            ["keras.GlorotUniform", "keras.RandomNormal", "keras.HeNormal"]
        case .caffe: ["caffe.xavier", "normal(stddev=0.01)"]
        }
    }

    @Test(.tags(.property), arguments: FrameworkStream.allCases)
    func `a planted seed is found in its own stream, and no other seed`(stream: FrameworkStream) async throws {
        for claim in Self.claims(stream) {
            for seed: UInt64 in [0, 42, 77_123] {
                let values = try Self.drawn(SeededDraw(stream, seed: seed), claim, [40, 30])
                let found = await Self.seeds(
                    Self.file([("w", values, [40, 30])]),
                    SeedSearch([0...100_000], of: [stream])
                )
                let match = try #require(found[0].match, "\(stream) \(claim) \(seed)")
                #expect(match.comparison.draw == SeededDraw(stream, seed: seed), "\(claim)")
                #expect(match.comparison.outcome == .equal(position: 0, ulps: 0), "\(claim)")
                #expect(match.log10Chance < -5000)
            }
        }
    }

    @Test(.tags(.property)) func `weights stored in 16 bits show the seed that drew them in single precision`()
        async throws
    {
        for type in [NumberType.bfloat16, .float16] {
            for stream in [FrameworkStream.torch, .jax, .tensorflow] {
                for claim in Self.claims(stream).prefix(2) {
                    let values = try Self.drawn(SeededDraw(stream, seed: 1234), claim, [64, 32])
                    let found = await Self.seeds(
                        Self.file([("w", values, [64, 32])], as: type),
                        SeedSearch([0...5000], of: [stream])
                    )
                    #expect(found[0].match?.comparison.draw.seed == 1234, "\(type) \(stream) \(claim)")
                }
            }
        }
    }

    @Test(.tags(.negativeControl))
    func `weights of this package's own generator, or with one value changed, have no seed`()
        async throws
    {
        let own = try GlorotUniform(seed: 1)(shape: [40, 30]).scalars
        var changed = try Self.drawn(SeededDraw(.torch, seed: 1), "torch.nn.init.xavier_uniform_", [40, 30])
        changed[1199] = changed[1199].nextUp
        let file = Self.file([("own", own, [40, 30]), ("changed", changed, [40, 30])])
        let found = await Self.seeds(file, SeedSearch([0...20_000]))
        #expect(found.allSatisfy { $0.match == nil })
    }

    @Test(.tags(.property)) func `tensors that were drawn later are found in the same stream`() async throws {
        for stream in [FrameworkStream.torch, .numpyLegacy, .numpy] {
            let claim = Claim.uniformOf(stream)
            var source = try SeededSource(SeededDraw(stream, seed: 9))
            var tensors: [(String, [Float], [Int])] = []
            for (place, shape) in [[30, 40], [20, 30], [11, 20]].enumerated() {
                let values = try [Float](unsafeUninitializedCapacity: shape[0] * shape[1]) { buffer, count in
                    count = shape[0] * shape[1]
                    let whole = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
                    try source.draw(into: whole, claim: Claim(claim), shape: shape, type: .float32)
                }
                tensors.append(("\(place)", values, shape))
            }
            // The order of a file need not be that of the draws.
            let found = await Self.seeds(Self.file(tensors.reversed()), SeedSearch([0...100], of: [stream]))
            let words = stream == .torch ? 1 : 2
            let expected = ["0": 0, "1": 1200 * words, "2": 1800 * words]
            for (name, match) in found {
                #expect(
                    match?.comparison.outcome == .equal(position: expected[name] ?? -1, ulps: 0),
                    "\(stream) \(name)"
                )
            }
        }
    }

    @Test(.tags(.property)) func `a bias is found by the fans of the weight beside it`() async throws {
        var generator = PyTorch.Generator(manualSeed: 5)
        let layer = try generator.linear(inFeatures: 300, outFeatures: 64)
        let bias = try #require(layer.bias)
        let file = Self.file([
            ("fc.bias", bias.scalars, [64]), ("fc.weight", layer.weight.scalars, [64, 300]),
        ])
        let found = await Self.seeds(file, SeedSearch([0...100], of: [.torch]))
        #expect(found[0].match?.claim == "torch.nn.Linear.bias(fan_in=300)")
        #expect(found[0].match?.comparison.outcome == .equal(position: 19_200, ulps: 0))
    }
}

extension Claim {
    fileprivate static func uniformOf(_ stream: FrameworkStream) -> String {
        stream == .torch ? "torch.nn.Linear.weight" : "glorot_uniform"
    }
}
