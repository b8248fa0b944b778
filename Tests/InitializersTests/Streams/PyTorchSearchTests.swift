import Initializers
import TestSupport
import Testing

@Suite struct PyTorchSearchTests {
    private struct Plan {
        let law: StreamLaw
        let count: Int
        /// How many values are known.
        let known: Int
        var release = PyTorch.Generator.Release.since2_12
    }

    /// Uniform and normal laws, in pairs and in blocks, and with a last block that is drawn again.
    private static let plans = [
        Plan(law: .uniform(low: -0.05, high: 0.05), count: 300, known: 16),
        Plan(law: .uniform(low: 3, high: 3.5), count: 7, known: 7),
        Plan(law: .normal(mean: 0, standardDeviation: 0.02), count: 300, known: 32),
        Plan(law: .normal(mean: 0.4, standardDeviation: 3), count: 16, known: 16),
        Plan(law: .normal(mean: 0, standardDeviation: 1), count: 15, known: 15),
        Plan(law: .normal(mean: 0, standardDeviation: 1), count: 27, known: 27),
        Plan(law: .normal(mean: 0, standardDeviation: 1), count: 8, known: 5),
        // Bounds that cut nothing.
        Plan(law: .truncatedNormal(mean: 0, standardDeviation: 0.02, low: -100, high: 100), count: 300, known: 16),
        Plan(
            law: .truncatedNormal(mean: 0, standardDeviation: 0.02, low: -100, high: 100),
            count: 300,
            known: 24,
            release: .before2_12
        ),
        Plan(
            law: .truncatedNormal(mean: 0.3, standardDeviation: 1, low: -2, high: 1),
            count: 300,
            known: 24,
            release: .before2_12
        ),
    ]

    @Test("the true words fit all clues, whatever types the values were rounded to", .tags(.property))
    func clues() throws {
        for plan in Self.plans {
            for build in PyTorch.Generator.Build.allCases {
                for seed in UInt64(100)..<400 {
                    try expectFit(plan, build, seed, as: Float.self)
                    try expectFit(plan, build, seed, as: Double.self)
                    try expectFit(plan, build, seed, as: BFloat16.self)
                    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
                        try expectFit(plan, build, seed, as: Float16.self)
                    #endif
                }
            }
        }
    }

    private func expectFit<S: WeightScalar>(
        _ plan: Plan,
        _ build: PyTorch.Generator.Build,
        _ seed: UInt64,
        as type: S.Type
    ) throws {
        // Clues need the words of single precision.
        if plan.release == .before2_12, MemoryLayout<S>.size == 2 { return }
        var generator = PyTorch.Generator(manualSeed: seed, build: build, release: plan.release)
        let values = try generator.draw(plan.law, shape: [plan.count], as: type).scalars.prefix(plan.known)
            .map(\._widened)
        let rounded = [
            values, values.map { Double(Float($0)) }, values.map { Double(BFloat16(Float($0))) },
        ]
        let clues = [
            PyTorch.Generator.clues(values, law: plan.law, count: plan.count, as: type, release: plan.release),
            PyTorch.Generator.clues(
                rounded[1],
                law: plan.law,
                count: plan.count,
                drawn: type,
                stored: Float.self,
                release: plan.release
            ),
            PyTorch.Generator.clues(
                rounded[2],
                law: plan.law,
                count: plan.count,
                drawn: type,
                stored: BFloat16.self,
                release: plan.release
            ),
        ]
        for clues in clues {
            #expect(!clues.isEmpty, "\(plan) \(type)")
            let found = PyTorch.Generator.seeds(in: seed...seed, matching: clues, limit: 1)
            #expect(found == [seed], "\(plan) \(build) \(type) \(clues)")
        }
    }

    @Test("a planted seed is found, alone", .tags(.knownAnswer))
    func planted() throws {
        for plan in Self.plans where plan.known > 5 {
            for seed in [0, 123_456, 199_999, 1 << 32 + 77] as [UInt64] {
                try expectFound(plan, seed, as: Float.self)
                try expectFound(plan, seed, as: Double.self)
                try expectFound(plan, seed, as: BFloat16.self)
            }
        }
    }

    private func expectFound<S: WeightScalar>(_ plan: Plan, _ seed: UInt64, as type: S.Type) throws {
        if plan.release == .before2_12, MemoryLayout<S>.size == 2 { return }
        var generator = PyTorch.Generator(manualSeed: seed, release: plan.release)
        let values = try generator.draw(plan.law, shape: [plan.count], as: type).scalars.prefix(plan.known)
            .map(\._widened)
        let clues = PyTorch.Generator.clues(values, law: plan.law, count: plan.count, as: type, release: plan.release)
        let start = seed < 200_000 ? 0 : seed - 100_000
        let found = PyTorch.Generator.seeds(in: start...start + 200_000, matching: clues, limit: 10)
        #expect(found == [seed], "\(plan) \(type) \(clues.count) clues")
    }

    @Test("values of another law have no seed", .tags(.negativeControl))
    func absent() throws {
        var generator = PyTorch.Generator(manualSeed: 77)
        let values = try generator.draw(.uniform(low: -1, high: 1), shape: [16]).scalars.map(Double.init)
        let clues = PyTorch.Generator.clues(values, law: .uniform(low: -1.001, high: 1), count: 16)
        #expect(PyTorch.Generator.seeds(in: 0...100_000, matching: clues, limit: 10).isEmpty)
        // A value beyond the bounds.
        let narrow = PyTorch.Generator.clues(values, law: .uniform(low: -0.1, high: 0.1), count: 16)
        #expect(PyTorch.Generator.seeds(in: 0...100_000, matching: narrow, limit: 10).isEmpty)
    }

    @Test("the limit bounds the seeds, and a range ends where it says", .tags(.property))
    func limits() {
        #expect(PyTorch.Generator.seeds(in: 5...100, matching: [], limit: 3) == [5, 6, 7])
        #expect(PyTorch.Generator.seeds(in: 5...6, matching: [], limit: 3) == [5, 6])
        #expect(PyTorch.Generator.seeds(in: .max - 1 ... .max, matching: [], limit: 3) == [.max - 1, .max])
        #expect(PyTorch.Generator.seeds(in: 0...9, matching: [], limit: 0).isEmpty)
    }

    @Test("a tensor that was not drawn first is found in its seed's stream", .tags(.knownAnswer))
    func positions() throws {
        var generator = PyTorch.Generator(manualSeed: 31)
        for words in [0, 3, 70_001] {
            generator.advance(by: words)
            let position = generator.position
            let law = StreamLaw.normal(mean: 0, standardDeviation: 0.02)
            let values = try generator.draw(law, shape: [5, 9]).scalars.map(Double.init)
            let clues = PyTorch.Generator.clues(values, law: law, count: 45)
            #expect(PyTorch.Generator.positions(of: clues, seed: 31, in: 0..<200_000) == [position])
            #expect(PyTorch.Generator.positions(of: clues, seed: 31, in: position..<position + 1) == [position])
            #expect(PyTorch.Generator.positions(of: clues, seed: 31, in: 0..<position).isEmpty)
            #expect(PyTorch.Generator.positions(of: clues, seed: 32, in: 0..<200_000).isEmpty)
        }
    }

    @Test("a small tensor that begins with a value left over is found, too", .tags(.knownAnswer))
    func leftovers() throws {
        var generator = PyTorch.Generator(manualSeed: 8)
        let law = StreamLaw.normal(mean: 0, standardDeviation: 1)
        _ = try generator.draw(law, shape: [1])
        let position = generator.position
        let values = try generator.draw(law, shape: [6]).scalars.map(Double.init)
        let type = Float.self
        let clues = PyTorch.Generator.clues(
            values,
            law: law,
            count: 6,
            drawn: type,
            stored: type,
            followsLeftover: true
        )
        #expect(PyTorch.Generator.positions(of: clues, seed: 8, in: 0..<10_000) == [position])
        let others = PyTorch.Generator.clues(values, law: law, count: 6)
        #expect(PyTorch.Generator.positions(of: others, seed: 8, in: 0..<10_000).isEmpty)
    }

    @Test("laws that do not determine words give no clues", .tags(.property))
    func noClues() {
        let laws: [StreamLaw] = [
            .constant(1), .uniform(low: 1, high: 1), .uniform(low: 1, high: 0), .normal(mean: 0, standardDeviation: 0),
            .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2),
        ]
        for law in laws {
            #expect(PyTorch.Generator.clues([1, 0.5, 1], law: law, count: 3).isEmpty, "\(law)")
        }
        #expect(PyTorch.Generator.clues([], law: .uniform(low: 0, high: 1), count: 3).isEmpty)
        #expect(PyTorch.Generator.clues([.nan, .infinity], law: .uniform(low: 0, high: 1), count: 3).count < 3)
        #expect(PyTorch.Generator.clues([.nan, 1], law: .normal(mean: 0, standardDeviation: 1), count: 3).isEmpty)
    }
}
