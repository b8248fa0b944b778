import TestSupport
import Testing

import Claims
import Conformance
import Report
import Stats

@Suite struct DefectTests {
    /// The defects, with 2^22 draws each, run once for all tests. The shape has 784 inputs and 256 outputs; for kernels
    /// it is 3 x 3, and for special matrices it has an order that is a power of two, or is a frame of whole blocks.
    private static let planted = Task {
        let shapes = ["Dirac groups forgotten": [6, 2, 3, 3]].merging(
            ["Hadamard for orthogonal": [256, 256], "stacked orthogonal blocks": [512, 128]]
        ) { $1 }
        var defects: [DefectResult] = []
        for (shape, planted) in Dictionary(grouping: PlantedDefect.all, by: { shapes[$0.name] ?? [784, 256] }) {
            let plan = Plan(claims: [], shapes: [shape])
            defects += try await ConformanceRun.run(plan, seed: 2026, defects: planted).defects
        }
        return defects
    }

    private static func result(_ name: String) async throws -> Finding {
        try #require(try await planted.value.first { $0.defect.name == name }, "no defect is called \(name)").result
    }

    @Test func `defects have names of their own, summaries, and claims that can be read`() throws {
        #expect(Set(PlantedDefect.all.map(\.name)).count == PlantedDefect.all.count)
        #expect(PlantedDefect.all.count >= 16)
        for defect in PlantedDefect.all {
            #expect(!defect.name.isEmpty && !defect.summary.isEmpty)
            #expect(throws: Never.self) { _ = try Claim(defect.claim) }
        }
    }

    @Test(.tags(.negativeControl, .statistical), .enabled(if: !isQuickRun))
    func `every planted defect deviates at the standard size`() async throws {
        let planted = try await Self.planted.value
        #expect(planted.count == PlantedDefect.all.count)
        for defect in planted {
            #expect(defect.result.verdict == .deviates, "\(defect.defect.name)")
            #expect(defect.isCaught)
            #expect(!defect.result.deviating(at: ConformanceRun.standardAlpha).isEmpty)
        }
    }

    /// The tests that must notice each defect, by the size of its error: a shift of 0.01 standard deviations is 20
    /// standard errors, a variance at least 1 % too large is at least 200 in Bernstein's exponent, and a law that
    /// reaches beyond the claimed support by at least 0.3 % leaves thousands of values there.
    @Test(
        .tags(.negativeControl, .statistical),
        .enabled(if: !isQuickRun),
        arguments: [
            ("fans swapped", [TestKind.support, .scale]), ("fan-in for average", [.scale, .extremes]),
            ("no square root", [.scale, .extremes]), ("limit 0.5 % too wide", [.support, .scale]),
            ("standard deviation for variance", [.scale, .kolmogorovSmirnov]),
            ("no variance correction", [.scale, .extremes]), ("1.3 claimed as exact", [.support, .scale]),
            ("PrettyTensor's 3 for 2", [.support, .scale]), ("clipped, not truncated", [.cells, .scale]),
            ("not truncated", [.support, .kolmogorovSmirnov]),
            ("uniform claimed normal", [.kolmogorovSmirnov, .cells, .extremes]), ("mean shifted", [.mean]),
            ("[0, limit) for [-limit, limit)", [.mean, .kolmogorovSmirnov, .cells]),
            ("one value in 10^6 outside", [.support]), ("one NaN in 10^6", [.support]),
            ("gain missing", [.scale, .extremes]), ("QR without sign fix", [.signs]),
            ("identity gain forgotten", [.support]), ("Dirac groups forgotten", [.support]),
            ("sparse by row claimed by column", [.support]), ("sparsity by coin", [.support]),
            ("first weights zero", [.positions]),
            ("drawn in float16's own 10 bits", [.levels, .cells]), ("bounded far: 10 % off", [.scale]),
            ("Student's t for normal", [.kurtosis]), ("halves of columns +5 % and -5 %", [.contrasts]),
            ("RANDU", [.relations]),
        ]
    )
    func `a defect is caught by the tests that its error belongs to`(name: String, tests: [TestKind]) async throws {
        let deviating = try await Self.result(name).deviating(at: ConformanceRun.standardAlpha)
        for test in tests { #expect(deviating.contains(test), "\(name) is caught by \(deviating)") }
    }

    @Test(.tags(.negativeControl, .statistical), .enabled(if: !isQuickRun))
    func `a single impossible value in a million is caught by nothing but the support`() async throws {
        for name in ["one value in 10^6 outside", "one NaN in 10^6"] {
            #expect(try await Self.result(name).deviating(at: ConformanceRun.standardAlpha) == [.support])
        }
        // Every millionth value from 123,456 on, and from 654,321 on, below 4,194,304.
        #expect(try await Self.result("one value in 10^6 outside").outcome?.impossible == 5)
        #expect(try await Self.result("one NaN in 10^6").outcome?.impossible == 4)
    }

    @Test(
        .tags(.negativeControl, .statistical),
        .enabled(if: !isQuickRun),
        arguments: [
            ("fans swapped", "fan_out (256) in the place of fan_in (784)"),
            ("fan-in for average", "fan_in (784) in the place of the average"),
            ("no square root", "the limit lacks its square root"),
            ("standard deviation for variance", "the variance was passed as the standard deviation"),
            ("no variance correction", "truncated and not rescaled"),
            ("1.3 claimed as exact", "tf.contrib.layers.xavier_initializer"),
            ("PrettyTensor's 3 for 2", "prettytensor.xavier_init(uniform=False)"),
            ("clipped, not truncated", "clipped, not truncated"),
            ("not truncated", "not truncated"),
            ("uniform claimed normal", "the claimed variance in another family"),
            ("mean shifted", "the mean is off by 0.0"),
            ("[0, limit) for [-limit, limit)", "[0, limit) for [-limit, limit)"),
            ("one value in 10^6 outside", "5 values lie where the claim has none"),
            ("one NaN in 10^6", "4 values are NaN or infinite"), ("gain missing", "the gain, sqrt 2, is missing"),
            ("limit 0.5 % too wide", "as estimated"),
            ("identity with one weight wrong", "1 value differs from the claimed pattern"),
            ("QR without sign fix", "QR whose signs were not fixed"),
            ("sparsity by coin", "without exactly 392 zeros"), ("first weights zero", "not lie at random places"),
        ]
    )
    func `the cause of a deviation is recognised`(name: String, cause: String) async throws {
        let found = try await Self.result(name).diagnosisWords
        #expect(found?.contains(cause) == true, "\(name): \(found ?? "none")")
    }

    @Test func `a mistake about fans changes nothing where the fans are equal`() async throws {
        let plan = Plan(claims: [], shapes: [[512]], sampleCount: 1000)
        let fanDefects = PlantedDefect.all.filter { ["fans swapped", "fan-in for average"].contains($0.name) }
        let run = try await ConformanceRun.run(plan, seed: 1, defects: fanDefects)
        #expect(run.defects.count == 2)
        for defect in run.defects {
            #expect(defect.result.verdict == .notApplicable && defect.isCaught)
            #expect(defect.result.reason?.contains("fan-in equals fan-out") == true)
        }
    }

    @Test(.tags(.negativeControl))
    func `a defect that too few draws show is not called caught`() async throws {
        let plan = Plan(claims: [], shapes: [[784, 256]], sampleCount: 100)
        let subtle = PlantedDefect.all.filter { ["mean shifted", "1.3 claimed as exact"].contains($0.name) }
        let run = try await ConformanceRun.run(plan, seed: 1, defects: subtle)
        #expect(
            run.defects.map(\.result.verdict) == [.inconclusive, .inconclusive]
                && !run.defects.contains(where: \.isCaught)
        )
    }
}
