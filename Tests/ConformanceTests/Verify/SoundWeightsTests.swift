import Initializers
import NumberTypes
import TestSupport
import Testing

import Claims
import Conformance
import Stats
import WeightFiles

/// Everyday sound weights that must pass: casts, constants of integers, laws far from 0, empty tensors.
@Suite struct SoundWeightsTests {
    private static func run(_ file: MadeFile, _ claim: String) async throws -> Verification {
        await Verification.run([try file.file()], expecting: Expectations(try Claim(claim)))
    }

    private static func least(_ verification: Verification) -> [TestKind] {
        verification.cases.flatMap { tensor -> [TestKind] in
            guard case .tested(let result) = tensor.disposition else { return [.support] }
            return result.deviating(at: 1e-6)
        }
    }

    // MARK: - Casts

    /// float32 weights that were cast, and draws kept within the bounds, under every framework's name.
    @Test(
        .tags(.statistical),
        .disabled(if: isQuickRun),
        arguments: [
            "uniform(low=-0.036, high=0.036)", "torch.nn.init.uniform_(a=-0.036, b=0.036)",
            "keras.RandomUniform(minval=-0.036, maxval=0.036)", "tf.random.uniform(minval=-0.036, maxval=0.036)",
            "jax.random.uniform(minval=-0.036, maxval=0.036)",
        ]
    )
    func `a uniform law that was cast to bfloat16 conforms`(claim: String) async throws {
        var generator = SplitMix64(state: 71)
        let values = generator.uniform(1 << 18, limit: 0.036).map { Float($0) }
        var cast = MadeFile()
        cast.addBFloat16("w", [512, 512], values)
        #expect(Self.least(try await Self.run(cast, claim)) == [])
        // The largest value of bfloat16 within 0.036 is 0.03589; the next one, 0.03613, exceeds it.
        var kept = MadeFile()
        kept.addBFloat16("w", [512, 512], values.map { min(0.0358, max(-0.0358, $0)) })
        #expect(Self.least(try await Self.run(kept, claim)) == [])
        // A limit that is 2 % too small is not a matter of rounding.
        var small = MadeFile()
        small.addBFloat16("w", [512, 512], values.map { 0.98 * $0 })
        #expect(Self.least(try await Self.run(small, claim)) != [])
    }

    /// TensorFlow rounds a standard draw and scales it in the type; MLX does the same with erfinv(u).
    @Test(
        .tags(.statistical, .negativeControl),
        .disabled(if: isQuickRun),
        arguments: [
            ("tf.random_normal_initializer(stddev=0.0371)", 1.0), ("mlx.nn.init.normal(std=0.0371)", 0.5.squareRoot()),
            ("normal(stddev=0.0371)", 1.0), ("normal(stddev=0.0371)", 0.5.squareRoot()),
        ]
    )
    func `normal laws that are scaled in 16 bits conform`(row: (claim: String, unit: Double)) async throws {
        let format = SixteenBitFormat.bfloat16
        let factor =
            row.unit == 1
            ? format.rounded(0.0371) : format.rounded(format.rounded(2.0.squareRoot()) * format.rounded(0.0371))
        var generator = SplitMix64(state: 72)
        let values = generator.normal(1 << 20, deviation: row.unit).map { z in
            Float(format.rounded(format.rounded(z) * factor))
        }
        var file = MadeFile()
        file.addBFloat16("w", [1024, 1024], values)
        #expect(Self.least(try await Self.run(file, row.claim)) == [])
        // It is not a cast of a wider draw, which is all that NumPy's name admits: 2^20 values show it.
        #expect(Self.least(try await Self.run(file, "numpy.random.normal(0, 0.0371)")) != [])
    }

    /// This package's draws pass under the name that they were drawn for, in every number type.
    @Test(.tags(.statistical), .disabled(if: isQuickRun), arguments: try Plan.standard().claims.map(\.text))
    func `own draws conform in every number type`(text: String) throws {
        let claim = try Claim(text)
        let shapes = [[96, 128], [3, 3, 16, 32], [512], [16, 16, 3, 3], [8, 8]]
        let shape = try #require(shapes.first { (try? claim.law(of: $0)) != nil })
        let initializer = try claim.initializer(key: Key(seed: 73))
        func drawn<Scalar: WeightScalar>(_ zero: Scalar) throws -> [Scalar] {
            var values = [Scalar](repeating: zero, count: shape.reduce(1, *))
            var span = values.mutableSpan
            try initializer.fill(&span, shape: shape)
            return values
        }
        func held<Word: BitwiseCopyable & Sendable>(_ values: [Word], _ type: NumberType) -> TensorReader {
            TensorReader(holding: values, as: type, shape: shape, name: "w")
        }
        var samples = [
            held(try drawn(Float(0)), .float32), held(try drawn(0.0), .float64),
            held(try drawn(BFloat16(0)).map(\.bitPattern), .bfloat16),
        ]
        #if !(os(macOS) && arch(x86_64))
            samples.append(held(try drawn(Float16(0)).map(\.bitPattern), .float16))
        #endif
        for sample in samples {
            let result = try Finding.of(sample, claim: claim, shape: shape, alpha: 1e-6, resolvableScale: 1)
            // One small orthogonal matrix tells little.
            let isOpen = result.law?.isOrthogonal == true && result.verdict == .inconclusive
            #expect(result.verdict == .conforms || isOpen, "\(sample.numberType): \(result.deviating(at: 1e-6))")
        }
    }

    // MARK: - Laws far from 0

    @Test(
        .tags(.statistical),
        .disabled(if: isQuickRun),
        arguments: [[50_000, 2], [400, 300], [3], [1]],
        [(1.0, 1e-5), (0.1, 1e-6), (3, 1e-4)]
    )
    func `a normal law far from 0 conforms in float32`(shape: [Int], law: (mean: Double, deviation: Double))
        async throws
    {
        for seed in 0..<(shape[0] < 10 ? 40 : 3) as Range<UInt64> {
            var generator = SplitMix64(state: 740 + seed)
            let count = shape.reduce(1, *)
            var file = MadeFile()
            file.add("w", shape, generator.normal(count, deviation: law.deviation).map { Float(law.mean + $0) })
            let found = try await Self.run(file, "normal(mean=\(law.mean), stddev=\(law.deviation))")
            #expect(Self.least(found) == [])
        }
    }

    /// Half the spacing of float32 above 1 is 0.006 standard deviations of N(1, 1e-5). Granting that does not hide a
    /// wrong scale.
    @Test(.tags(.negativeControl)) func `a scale that is wrong far from 0 is found`() async throws {
        var generator = SplitMix64(state: 75)
        var file = MadeFile()
        file.add("w", [400, 300], generator.normal(120_000, deviation: 1.05e-5).map { Float(1 + $0) })
        #expect(Self.least(try await Self.run(file, "normal(mean=1, stddev=1e-5)")).contains(.scale))
    }

    /// PyTorch's own arithmetic: 24 random bits, times the width, plus the lower bound, all in float32, whose spacing
    /// is a 250th of the width here. Source: ATen/core/TransformationHelper.h, uniform_real.
    @Test(
        .tags(.statistical, .negativeControl),
        .disabled(if: isQuickRun),
        arguments: [(1.1, 1.10003), (1.3, 1.30005), (1.100_000_05, 1.100_030_05)]
    )
    func `a uniform law far from 0 conforms as PyTorch draws it`(bounds: (low: Double, high: Double)) async throws {
        func draw(_ count: Int, _ low: Float, _ high: Float, seed: UInt64) -> [Float] {
            var generator = SplitMix64(state: seed)
            return (0..<count).map { _ in Float(generator.next() >> 40) * 0x1p-24 * (high - low) + low }
        }
        let claim = "torch.nn.init.uniform_(a=\(bounds.low), b=\(bounds.high))"
        for seed in 0..<4 as Range<UInt64> {
            var file = MadeFile()
            file.add("w", [1000, 500], draw(500_000, Float(bounds.low), Float(bounds.high), seed: 780 + seed))
            #expect(Self.least(try await Self.run(file, claim)) == [])
        }
        var wrong = MadeFile()
        let high = bounds.low + 1.1 * (bounds.high - bounds.low)
        wrong.add("w", [1000, 500], draw(500_000, Float(bounds.low), Float(high), seed: 784))
        #expect(!Self.least(try await Self.run(wrong, claim)).isEmpty)
    }

    /// A checkpoint in float64 with weights that were drawn in float32.
    @Test(.tags(.statistical, .negativeControl), .disabled(if: isQuickRun))
    func `what was drawn in float32 may be stored in float64`() async throws {
        func verify(_ deviation: Double, _ rounded: Bool) async throws -> [TestKind] {
            var generator = SplitMix64(state: 77)
            let values = generator.normal(400_000, deviation: deviation).map {
                rounded ? Double(Float(1 + $0)) : 1 + $0
            }
            let file = try MadeFile.npy("w.npy", [400_000], isFortranOrder: false, values)
            let found = await Verification.run([file], expecting: Expectations(try Claim("normal(1, 1e-5)")))
            guard case .tested(let result) = try #require(found.cases.first).disposition else { return [.support] }
            return result.deviating(at: 1e-6)
        }
        #expect(try await verify(1e-5, true) == [])
        #expect(try await verify(1e-5, false) == [])
        #expect(try await verify(1.1e-5, true).contains(.scale))
    }

    // MARK: - Small orthogonal matrices

    /// A rotation times 1 + 5 u. Its residual of 10 u is what LAPACK sometimes leaves of 2 by 2 matrices.
    @Test(.tags(.knownAnswer, .negativeControl)) func `rounding of small orthogonal matrices is granted`() async throws
    {
        func rotation(_ factor: Double) -> [Float] { [0.6, -0.8, 0.8, 0.6].map { Float($0 * factor) } }
        var sound = MadeFile()
        sound.add("w", [2, 2], rotation(1 + 5 * 0x1p-24))
        #expect(Self.least(try await Self.run(sound, "orthogonal")) == [])
        var wrong = MadeFile()
        wrong.add("w", [2, 2], rotation(1 + 20 * 0x1p-24))
        #expect(Self.least(try await Self.run(wrong, "orthogonal")) == [.support])
    }

    // MARK: - Integers and nothing

    @Test(.tags(.knownAnswer)) func `integers and booleans are claimed by exact laws alone`() async throws {
        var file = MadeFile()
        file.add("steps", type: "I64", [1], bytes: [0, 0, 0, 0, 0, 0, 0, 0])
        file.add("mask", type: "BOOL", [2], bytes: [1, 1])
        file.add("ids", type: "U8", [2], bytes: [7, 7])
        func run(_ rules: [(String, String)]) async throws -> Verification {
            let rules = try rules.map { Expectations.Rule(Glob($0.0), .claim(try Claim($0.1), fans: nil)) }
            return await Verification.run([try file.file()], expecting: Expectations(rules: rules))
        }
        let sound = try await run([("steps", "zeros"), ("mask", "ones"), ("ids", "constant(7)")])
        #expect(sound.cases.map(\.verdict) == [.conforms, .conforms, .conforms])
        #expect(sound.warnings == [] && !sound.hasErrors)
        let wrong = try await run([("steps", "ones"), ("mask", "zeros"), ("ids", "constant(8)")])
        #expect(wrong.cases.map(\.verdict) == [.deviates, .deviates, .deviates])
        let continuous = try await run([("*", "normal")])
        for tensor in continuous.cases {
            guard case .unfit(let reason) = tensor.disposition else {
                Issue.record("\(tensor.disposition)")
                continue
            }
            #expect(reason.contains("real numbers"))
        }
    }

    @Test(.tags(.property)) func `nothing is said of a tensor that nobody asked for`() async throws {
        var file = MadeFile()
        file.add("w", [2], [0, 0])
        file.add("scales", type: "F8_E4M3", [2], bytes: [0, 0])
        let skipped = Expectations.Rule(Glob("scales"), .skip(reason: "quantised"))
        let zeros = Expectations.Rule(Glob("w"), .claim(try Claim("zeros"), fans: nil))
        let found = await Verification.run([try file.file()], expecting: Expectations(rules: [skipped, zeros]))
        #expect(found.warnings == [] && !found.hasErrors)
        let asked = await Verification.run([try file.file()], expecting: Expectations(try Claim("zeros")))
        guard case .failed(let error) = asked.cases[1].disposition else {
            Issue.record("\(asked.cases[1].disposition)")
            return
        }
        #expect("\(error)".contains("'scales'"))
    }

    @Test(.tags(.property)) func `an empty tensor conforms to what its shape allows`() async throws {
        var file = MadeFile()
        file.add("w", [2], [0, 0])
        file.add("none", [0, 4], [])
        let zeros = try await Self.run(file, "zeros")
        #expect(zeros.cases.map(\.verdict) == [.conforms, .conforms] && !zeros.hasErrors)
        // By PyTorch's rule a vector has no fans, whether it is empty or not.
        var vector = MadeFile()
        vector.add("none", [0], [])
        #expect(try await Self.run(vector, "torch.nn.init.xavier_uniform_").cases[0].isError)
        // If there was nothing at all to test, that is an error.
        var nothing = MadeFile()
        nothing.add("none", [0, 4], [])
        let found = try await Self.run(nothing, "glorot_uniform")
        #expect(found.cases.map(\.verdict) == [.conforms])
        #expect(found.emptiness?.hasPrefix("the tensors that were asked for are empty") == true)
    }

    /// None of four gates, no output channel of two groups, and empty rows, one of them for padding.
    @Test(
        .tags(.knownAnswer),
        arguments: [
            ([0], "keras.layers.LSTM.bias"), ([0, 3, 3, 3], "torch.nn.init.dirac_(groups=2)"),
            ([10, 0], "torch.nn.Embedding.weight(padding_idx=0)"),
        ]
    )
    func `an axis without places has any number of them`(row: (shape: [Int], claim: String)) async throws {
        var file = MadeFile()
        file.add("none", row.shape, [])
        let found = try await Self.run(file, row.claim)
        #expect(found.cases.allSatisfy { $0.verdict == .conforms } && !found.cases.isEmpty)
    }
}
