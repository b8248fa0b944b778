import TestSupport
import Testing

import Stats

/// Float32 uniforms of real frameworks lie on grids. The resolution must grant that much and no more.
@Suite struct ResolutionTests {
    /// The level of a test in a run of one case.
    private static func level(_ test: TestKind) -> Double { 1e-6 * Battery.weight(test) }

    private static func rigorous(_ sample: some SampleSource, _ resolution: Resolution) throws -> [TestResult] {
        let law = try Uniform(low: -1, high: 1)
        return try Battery(resolution: resolution).run(on: sample, against: law).results.filter { $0.tier == .rigorous }
    }

    @Test(.tags(.statistical), .enabled(if: !isQuickRun), arguments: [24, 23])
    func `10^8 honest float32 uniforms are granted their grid`(bits: Int) throws {
        let sample = GridSample(count: 100_000_000, bits: bits, seed: 0x51D0_0000 &+ UInt64(bits))
        let results = try Self.rigorous(sample, .framework)
        #expect(results.count == 9)
        for result in results { #expect(result.pValue.value >= Self.level(result.test), "\(result)") }
    }

    @Test(.tags(.negativeControl, .statistical), .enabled(if: !isQuickRun))
    func `10^8 uniforms on a grid of 2^-16 are not, by the extremes and by empty cells`() throws {
        // No value lies in the grid's last step, and half of the 2^17 cells, with 763 values expected in each, are
        // empty.
        let results = try Self.rigorous(GridSample(count: 100_000_000, bits: 16, seed: 0x51D0_0010), .framework)
        for test in [TestKind.extremes, .cells] {
            let result = try #require(results.first { $0.test == test })
            #expect(result.pValue.value < Self.level(test), "\(result)")
        }
    }

    @Test(.tags(.negativeControl, .statistical), .enabled(if: !isQuickRun))
    func `2^24 uniforms on a grid of 2^-18 are not`() throws {
        // No value lies in the grid's last step, of probability 2^-18: (1 - 2^-18 + 2^-22)^(2^24) = e^-60.
        let results = try Self.rigorous(GridSample(count: 1 << 24, bits: 18, seed: 0x51D0_0012), .framework)
        #expect(results.contains { $0.pValue.value < Self.level($0.test) })
    }

    @Test(.tags(.statistical))
    func `a source that is read in other pieces holds the same values`() throws {
        let sample = GridSample(count: 1000, bits: 24, seed: 9)
        var whole = [Float](repeating: 0, count: 1000)
        var span = whole.mutableSpan
        sample.read(0..<1000, into: &span)
        for start in [0, 1, 499, 999] {
            var part = [Float](repeating: 0, count: 1000 - start)
            var span = part.mutableSpan
            sample.read(start..<1000, into: &span)
            #expect(part == Array(whole[start...]))
        }
        #expect(whole.allSatisfy { (-1..<1).contains($0) })
    }
}
