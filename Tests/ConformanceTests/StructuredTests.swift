import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

/// Tensors whose entries depend on one another: what is claimed of them, and that wrong ones deviate.
@Suite struct StructuredTests {
    private static func run(
        _ claim: String,
        _ shapes: [[Int]],
        drawing count: Int = 1 << 16,
        seed: UInt64 = 1
    ) async throws -> [Finding] {
        let plan = Plan(claims: [try Claim(claim)], shapes: shapes, sampleCount: count)
        return try await ConformanceRun.run(plan, seed: seed, defects: []).cases
    }

    /// A planted defect at a shape.
    private static func planted(_ name: String, _ shape: [Int], drawing count: Int = 1 << 16) async throws -> Finding {
        let defect = try #require(PlantedDefect.all.first { $0.name == name }, "no defect is called \(name)")
        let plan = Plan(claims: [], shapes: [shape], sampleCount: count)
        return try #require(try await ConformanceRun.run(plan, seed: 7, defects: [defect]).defects.first).result
    }

    // MARK: - Laws

    private static func variance(_ claim: String, _ shape: [Int]) throws -> Double {
        try Claim(claim).law(of: shape).distribution().variance
    }

    /// By hand: p (1 - p) for a share p of ones among zeros; w s^2 + p w m^2 for a share w of normal entries; and, for
    /// one place in nine, a ninth of an orthogonal entry's 1/n.
    @Test(.tags(.knownAnswer)) func `an entry at a random place has the variance worked out by hand`() throws {
        let expected: [(String, [Int], Double)] = [
            ("identity", [4, 8], 4.0 / 32 * 28 / 32), ("identity(gain=-2)", [2, 2], 1),
            ("keras.Identity(gain=0.1)", [5, 5], 0.01 * 0.2 * 0.8), ("identity(gain=0)", [5, 5], 0),
            ("dirac", [4, 6, 3], 4.0 / 72 * 68 / 72), ("dirac", [6, 4, 3], 4.0 / 72 * 68 / 72),
            // Each of three groups has two outputs and two inputs: six ones.
            ("torch.nn.init.dirac_(groups=3)", [6, 2, 3, 5], 6.0 / 180 * 174 / 180),
            ("sparse(sparsity=0.5, stddev=2)", [25, 100], 12.0 / 25 * 4),
            ("torch.nn.init.sparse_(sparsity=0.1)", [784, 256], 705.0 / 784 * 1e-4),
            ("mlx.nn.init.sparse(0.5, mean=3, std=2)", [7, 5], 0.4 * 4 + 0.6 * 0.4 * 9),
            ("delta_orthogonal(gain=3)", [3, 3, 4, 8], 9.0 / 8 / 9), ("delta_orthogonal", [5, 4, 4], 0.05),
        ]
        for (claim, shape, variance) in expected {
            #expect(abs(try Self.variance(claim, shape) - variance) < 1e-15, "\(claim) at \(shape)")
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            ("identity", [[512], [2, 3, 4], []]), ("mlx.nn.init.identity", [[3, 4], [3]]),
            ("sparse(sparsity=0.5)", [[9], [3, 3, 3]]), ("dirac", [[3, 4], [2, 2, 2, 2, 2, 2]]),
            ("torch.nn.init.dirac_(groups=4)", [[6, 2, 3]]), ("delta_orthogonal", [[8, 8], [3, 3, 8, 4]]),
            ("mlx.nn.init.orthogonal", [[3, 3, 4], [5]]), ("orthogonal", [[5]]),
        ] as [(String, [[Int]])]
    )
    func `a shape that does not fit is not applicable and says why`(claim: String, shapes: [[Int]]) async throws {
        for result in try await Self.run(claim, shapes, drawing: 100) {
            #expect(result.verdict == .notApplicable && result.outcome == nil && result.law == nil, "\(result.shape)")
            #expect(result.reason?.hasPrefix("shape does not fit: ") == true)
        }
        for shape in shapes {
            #expect {
                _ = try Claim(claim).law(of: shape)
            } throws: {
                "\($0)".hasPrefix("shape \(shape) does not fit: the rule is ")
            }
        }
    }

    @Test(
        .tags(.negativeControl),
        arguments: [
            "sparse", "torch.nn.init.sparse_", "sparse(sparsity=1.1)", "sparse(sparsity=-0.1)",
            "sparse(sparsity=0.5, stddev=0)", "mlx.nn.init.sparse(0.5, std=-1)", "dirac(groups=0)", "dirac(groups=1.5)",
            "torch.nn.init.eye_(gain=2)", "mlx.nn.init.identity(gain=2)", "delta_orthogonal(gain=0)",
            "identity(gain=None)", "jax.nn.initializers.delta_orthogonal(gain=2)",
        ]
    )
    func `arguments that a scheme does not have or cannot have are errors`(claim: String) {
        #expect(throws: ClaimError.self) { _ = try Claim(claim) }
    }

    @Test func `structured tensors of 16-bit types are not tested as if their entries were independent`() async throws {
        for claim in ["orthogonal(dtype='bfloat16')", "sparse(0.5, dtype='float16')", "identity(dtype='bfloat16')"] {
            let results = try await Self.run(claim, [[8, 8]], drawing: 100)
            #expect(results.map(\.verdict) == [.notApplicable])
            #expect(results.first?.reason?.contains("float32") == true)
        }
    }

    // MARK: - Sound draws

    @Test(
        .tags(.statistical),
        .enabled(if: !isQuickRun),
        arguments: [
            ("identity(gain=0.1)", [[1, 1], [3, 5], [64, 64], [300, 7]]),
            ("mlx.nn.init.identity", [[1, 1], [33, 33]]),
            ("dirac", [[4, 6, 3], [6, 4, 4, 5], [3, 2, 2, 3, 4]]),
            ("torch.nn.init.dirac_(groups=2)", [[8, 3, 3], [6, 3, 2, 2]]),
            ("sparse(sparsity=0.3)", [[1, 1], [7, 11], [200, 30], [2, 400]]), ("sparse(sparsity=0)", [[8, 9]]),
            ("sparse(sparsity=1)", [[8, 9]]), ("mlx.nn.init.sparse(0.3, mean=2, std=0.5)", [[7, 11], [200, 30]]),
            ("orthogonal(gain=0.7)", [[2, 2], [3, 3], [5, 3], [3, 5], [4, 4, 4], [64, 64]]),
            ("torch.nn.init.orthogonal_", [[2, 3, 4], [9, 9]]), ("mlx.nn.init.orthogonal", [[16, 16]]),
            ("delta_orthogonal(gain=2)", [[3, 4, 4], [2, 3, 2, 6], [2, 2, 3, 4, 4]]),
        ] as [(String, [[Int]])]
    )
    func `sound draws conform at any shape that fits`(claim: String, shapes: [[Int]]) async throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            for result in try await Self.run(claim, shapes, seed: seed) {
                #expect(result.verdict == .conforms, "\(claim) at \(result.shape), seed \(seed): \(result.adjusted)")
            }
        }
    }

    @Test func `what is deterministic is never inconclusive, what is drawn may be`() async throws {
        for claim in ["identity", "dirac"] {
            let shapes = claim == "dirac" ? [[2, 2, 3]] : [[2, 3]]
            let results = try await Self.run(claim, shapes, drawing: 1)
            #expect(results.map(\.verdict) == [.conforms] && results.allSatisfy { $0.sensitivity == nil })
        }
        let orthogonal = try #require(try await Self.run("orthogonal", [[2, 3]], drawing: 1).first)
        #expect(orthogonal.verdict == .inconclusive && orthogonal.sensitivity?.distance == 1)
        let sparse = try #require(try await Self.run("sparse(sparsity=0.5)", [[4, 10]], drawing: 1).first)
        #expect(sparse.verdict == .inconclusive && sparse.count == 40)
        let level = ConformanceRun.standardAlpha
        let twenty = Sensitivity(count: 20, law: try Normal(standardDeviation: 0.01), level: level, resolution: .own)
        #expect(sparse.sensitivity == twenty)
    }

    @Test func `tests across matrices begin at eight of them`() async throws {
        for (count, tests) in [
            (7, [.support, .signs, .repeats, .directions, .projections]),
            (
                8,
                [
                    .support, .kolmogorovSmirnov, .scale, .mean, .signs, .determinant, .repeats, .directions,
                    .projections,
                ]
            ),
        ]
            as [(Int, [TestKind])]
        {
            let result = try #require(try await Self.run("orthogonal", [[4, 4]], drawing: 16 * count).first)
            #expect(result.outcome?.results.map(\.test) == tests)
        }
    }

    // MARK: - Wrong draws

    /// Each reflection reverses a column's pivot, so all pivots are negative: at 2^-63, one matrix is enough.
    @Test(.tags(.negativeControl, .statistical))
    func `QR without sign fix deviates from one matrix of order 64 by its signs`() async throws {
        let one = try await Self.planted("QR without sign fix", [64, 64], drawing: 64 * 64)
        #expect(one.count == 4096)
        #expect(one.verdict == .deviates && one.deviating(at: ConformanceRun.standardAlpha) == [.signs])
        #expect(one.diagnosis == [.unfairSigns])
    }

    @Test(.tags(.negativeControl, .statistical), .enabled(if: !isQuickRun))
    func `QR without sign fix deviates from many of order 8 by signs, determinants, traces and entries`() async throws {
        let many = try await Self.planted("QR without sign fix", [8, 8], drawing: 1 << 20)
        #expect(many.deviating(at: ConformanceRun.standardAlpha).contains(.kolmogorovSmirnov))
        for test in [TestKind.mean, .signs, .determinant] {
            #expect(many.deviating(at: ConformanceRun.standardAlpha).contains(test), "\(test)")
        }
        // Eight reflections have determinant 1.
        #expect(many.outcome?[.determinant]?.statistic == 1)
        #expect(many.outcome?[.support]?.pValue.value == 1)
    }

    /// For each, one matrix of order 64 is enough, and so are many small ones, if the shape allows the mistake.
    @Test(
        .tags(.negativeControl, .statistical),
        arguments: [
            ("Hadamard for orthogonal", [64, 64], TestKind.directions),
            ("Hadamard for orthogonal", [32, 2], .directions),
            ("Hadamard for orthogonal", [2, 2], .directions), ("QR of uniform entries", [64, 64], .projections),
            ("QR of uniform entries", [5, 3], .projections), ("QR of uniform entries", [3, 3, 8, 8], .projections),
            ("stacked orthogonal blocks", [256, 64], .frames), ("stacked orthogonal blocks", [64, 128], .frames),
            ("stacked orthogonal blocks", [3, 3, 8, 8], .frames),
        ]
    )
    func `orthonormal matrices that are not random deviate`(name: String, shape: [Int], test: TestKind) async throws {
        let count = shape.reduce(1, *)
        let result = try await Self.planted(name, shape, drawing: count >= 4096 ? count : 1 << 16)
        #expect(result.verdict == .deviates && result.deviating(at: ConformanceRun.standardAlpha).contains(test))
        #expect(result.outcome?[.support]?.pValue.value == 1)
        // Two columns of Hadamard's matrix are stacked 2 x 2 blocks.
        let codes =
            test == .frames ? ["stacked-blocks"] : shape == [32, 2] ? ["stacked-blocks", "not-haar"] : ["not-haar"]
        #expect(codes.contains(result.diagnosis.first?.code ?? "none"), "\(result.diagnosis)")
    }

    @Test func `a mistake that the shape does not allow has no effect`() async throws {
        for (name, shape) in [
            ("Hadamard for orthogonal", [5, 3]), ("stacked orthogonal blocks", [64, 64]),
            ("stacked orthogonal blocks", [5, 3]),
        ] {
            let result = try await Self.planted(name, shape)
            #expect(result.verdict == .notApplicable && result.reason?.hasPrefix("no effect: ") == true)
        }
    }

    @Test(
        .tags(.negativeControl, .statistical),
        arguments: [
            ("identity gain forgotten", [3, 3], TestKind.support),
            ("identity with one weight wrong", [7, 5], .support),
            ("Dirac groups forgotten", [6, 4, 3], .support), ("sparse by row claimed by column", [10, 40], .support),
            ("sparsity by coin", [10, 40], .support), ("first weights zero", [10, 40], .positions),
        ]
    )
    func `wrong tensors deviate by the test that their mistake belongs to`(
        name: String,
        shape: [Int],
        test: TestKind
    ) async throws {
        let result = try await Self.planted(name, shape)
        #expect(result.verdict == .deviates && result.deviating(at: ConformanceRun.standardAlpha).contains(test))
        if test == .positions { #expect(result.deviating(at: ConformanceRun.standardAlpha) == [.positions]) }
    }

    // MARK: - The plan

    @Test func `structured claims are drawn at small shapes too, others are not`() throws {
        let plan = try Plan.standard()
        #expect(plan.structuredShapes == [[8, 8], [5, 3], [3, 3, 8, 8]])
        for (claim, count) in [
            ("orthogonal", 7), ("identity", 6), ("mlx.nn.init.identity", 5), ("dirac", 5), ("delta_orthogonal", 5),
            ("he_normal", 4), ("zeros", 4),
        ] {
            #expect(plan.shapes(of: try Claim(claim)).count == count, "\(claim)")
        }
        #expect(try plan.only(["orthogonal"]).structuredShapes == plan.structuredShapes)
        #expect(plan.drawing(3).structuredShapes == plan.structuredShapes)
    }
}
