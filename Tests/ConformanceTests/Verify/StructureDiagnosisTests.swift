import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import NumberTypes
import Report
import Stats

/// What is named of weights that are no independent draws, whatever their law.
@Suite struct StructureDiagnosisTests {
    @Test(.tags(.negativeControl), arguments: [Double.nan, .infinity])
    func `a value that is no finite number is named first, with its place`(value: Double) async throws {
        var generator = SplitMix64(state: 61)
        // Glorot's limit for [100, 80] is sqrt(6/180), its variance 1/90.
        var uniform = generator.uniform(8000, limit: 0.18257418583505536)
        uniform[1617] = value
        let one = "1 value is NaN or infinite, at [20, 17]; "
        #expect(
            try await DiagnosisTests.words([100, 80], uniform, "glorot_uniform") == one
                + "the other values conform to the claim"
        )
        let other = try await DiagnosisTests.words([100, 80], uniform, "normal(stddev=0.10540925533894598)")
        #expect(other.hasPrefix(one) && other.hasSuffix("the claimed variance in another family"), "\(other)")
        uniform[4000] = value
        #expect(
            try await DiagnosisTests.words([100, 80], uniform, "glorot_uniform").hasPrefix(
                "2 values are NaN or infinite, the first at [20, 17]"
            )
        )
        let none = value.isNaN ? "no value is a number" : "no value is finite"
        #expect(try await DiagnosisTests.words([100, 80], uniform.map { _ in value }, "glorot_uniform") == none)
    }

    /// Places of [60, 40] that are 0 or unwritten memory, and how they are reported.
    @Test(
        .tags(.negativeControl),
        arguments: [
            ([0..<40], "row 0 of 60 is 0: a padding row? say so with padding_idx 0"),
            ([59 * 40..<2400], "row 59 of 60 is 0: a padding row? say so with padding_idx 59"),
            ([3 * 40..<7 * 40], "rows 3 to 6 of 60 are 0: never initialised"),
            ([40..<80, 400..<480], "rows 1, 10 to 11 of 60 are 0: never initialised"),
            ((0..<60).map { $0 * 40 + 38..<$0 * 40 + 40 }, "columns 38 to 39 of 40 are 0: never initialised"),
            ((10..<20).map { $0 * 40 + 5..<$0 * 40 + 9 }, "the block [10:20, 5:9] is 0"),
            ([2300..<2400], "the last 100 values are 0: never initialised"),
        ] as [([Range<Int>], String)]
    )
    func `zeros are located`(places: [Range<Int>], words: String) async throws {
        var generator = SplitMix64(state: 62)
        var values = generator.normal(2400, deviation: 0.02)
        for range in places { for place in range { values[place] = 0 } }
        #expect(
            try await DiagnosisTests.words([60, 40], values, "normal(0, 0.02)") == words
                + "; the other values conform to the claim"
        )
        for (number, place) in places.joined().enumerated() {
            values[place] = Double(Float(bitPattern: UInt32(number % 999 + 1)))
        }
        let garbage = try await DiagnosisTests.finding([60, 40], values, "normal(0, 0.02)")
        #expect(
            garbage.diagnosis.map(\.code) == ["unwritten-memory", "rest-conforms"],
            "\(garbage.diagnosisWords ?? "none")"
        )
    }

    @Test(.tags(.negativeControl)) func `a constant is no matter of equal shards`() async throws {
        let values = [Double](repeating: 0.125, count: 8000)
        #expect(try await DiagnosisTests.words([100, 80], values, "normal(stddev=0.1)") == "every value is 0.125")
    }

    @Test(.tags(.negativeControl)) func `of four draws one is kept where none lies within the bounds, as Keras does`()
        async throws
    {
        // keras/src/backend/torch/random.py: (2 Phi(-2))^4 of the values, 17 of 4 million, lie beyond two deviations.
        var generator = SplitMix64(state: 65)
        let deviation = 0.05 / 0.87962566103423978
        let values = (0..<2000 * 2000).map { _ in
            let draws = generator.normal(4, deviation: deviation)
            return draws.first { abs($0) < 2 * deviation } ?? draws[0]
        }
        let finding = try await DiagnosisTests.finding(
            [2000, 2000],
            values,
            "truncated_normal(stddev=0.05/0.8796256610342398)"
        )
        #expect(finding.diagnosis.first?.code == "not-drawn-again")
        // A single value far out is a different case, and so is a single one where 17 are expected.
        for place in [0.1, 0.13] {
            var others = values.map { abs($0) < 2 * deviation ? $0 : 0.01 }
            others[17] = place == 0.1 ? 1 : 0.13
            let other = try await DiagnosisTests.finding(
                [2000, 2000],
                others,
                "truncated_normal(stddev=0.05/0.8796256610342398)"
            )
            #expect(other.diagnosis.first?.code == "outliers")
        }
    }

    @Test(.tags(.negativeControl)) func `values far out are counted, the farthest placed`() async throws {
        var generator = SplitMix64(state: 64)
        var values = generator.uniform(8000, limit: 0.18257418583505536)
        values[17] = 0.2
        let words = "1 value lies where the claim has none, 0.2 at [0, 17], 1.9 standard deviations out"
        #expect(try await DiagnosisTests.words([100, 80], values, "glorot_uniform").hasPrefix(words))
        #expect(try await DiagnosisTests.words([4], [0, 0, 0, 1], "torch.nn.init.zeros_") == "1 value is not 0.0")
    }

    @Test(.tags(.negativeControl)) func `a value at bounds that lie too far out is told`() async throws {
        // timm's trunc_normal_ writes the bound where the uniform is -1: here at 20 standard deviations.
        var generator = SplitMix64(state: 66)
        var values = generator.normal(8000, deviation: 0.1)
        values[17] = -2
        let words = try await DiagnosisTests.words([100, 80], values, "timm.layers.trunc_normal_(std=0.1)")
        #expect(words.hasPrefix("1 value lies where the claim has none, -2 at [0, 17], 20 standard deviations out"))
    }

    /// A tensor [4, 6, 5, 8], equal along each of its axes in turn.
    @Test(.tags(.negativeControl), arguments: 0..<4) func `equal slices are told by their axis`(axis: Int) async throws
    {
        let shape = [4, 6, 5, 8]
        var generator = SplitMix64(state: 65)
        let drawn = generator.normal(960, deviation: 0.02)
        let inner = shape[(axis + 1)...].reduce(1, *)
        let values = (0..<960).map { drawn[$0 - $0 / inner % shape[axis] * inner] }
        let found = try await DiagnosisTests.finding(shape, values, "normal(0, 0.02)")
        #expect(found.diagnosis == [.equalSlices(shape[axis], axis: axis)], "\(found.diagnosisWords ?? "none")")
    }

    @Test(.tags(.negativeControl)) func `blocks of one value are that value, not copies`() async throws {
        var generator = SplitMix64(state: 72)
        var vector = generator.normal(256, deviation: 0.125)
        for place in 64..<128 { vector[place] = 1 }
        let words = try await DiagnosisTests.words([256], vector, "normal(0, 0.125)")
        #expect(
            words == "one value, 1, occurs 64 times: it was written over draws; the other values conform to the claim"
        )
        var matrix = generator.normal(64 * 32, deviation: 0.125)
        for place in 20 * 32..<24 * 32 { matrix[place] = 0.25 }
        #expect(
            try await DiagnosisTests.finding([64, 32], matrix, "normal(0, 0.125)").diagnosis
                == [.repeatedValue(0.25, 128), .restConforms]
        )
        // Of rows of one value, those that repeat a row of draws are still copies.
        for place in 0..<32 { matrix[40 * 32 + place] = matrix[place] }
        let copied = try await DiagnosisTests.finding([64, 32], matrix, "normal(0, 0.125)")
        #expect(copied.diagnosis.first == .repeatedSlices(4, of: 64, axis: 0), "\(copied.diagnosisWords ?? "none")")
    }

    /// Three blocks of [192, 64] along either axis, of scales 2, 1 and 1/2.
    @Test(.tags(.negativeControl), arguments: [0, 1], ["normal(0, 0.02)", "uniform(-0.02, 0.02)"])
    func `blocks of several scales are told by their scales`(axis: Int, claim: String) async throws {
        var generator = SplitMix64(state: 73)
        let isNormal = claim.hasPrefix("normal")
        let shape = axis == 0 ? [192, 64] : [64, 192]
        let drawn =
            isNormal ? generator.normal(192 * 64, deviation: 0.02) : generator.uniform(192 * 64, limit: 0.02)
        let values = drawn.indices.map { place in
            drawn[place] * [2, 1, 0.5][axis == 0 ? place / (64 * 64) : place % 192 / 64]
        }
        let found = try await DiagnosisTests.finding(shape, values, claim)
        guard case .blockScales(let ratios, axis)? = found.diagnosis.first, found.diagnosis.count == 1 else {
            Issue.record("\(found.diagnosisWords ?? "none")")
            return
        }
        #expect(zip(ratios, [2, 1, 0.5]).allSatisfy { abs($0 / $1 - 1) < 0.05 }, "\(ratios)")
    }

    @Test(.tags(.negativeControl)) func `a vector that repeats itself is told so`() async throws {
        var generator = SplitMix64(state: 70)
        let block = generator.normal(300, deviation: 0.02)
        let found = try await DiagnosisTests.finding([1000], (0..<1000).map { block[$0 % 300] }, "normal(0, 0.02)")
        #expect(found.diagnosis.first == .periodic(300), "\(found.diagnosisWords ?? "none")")
    }

    @Test(.tags(.negativeControl)) func `bits of another type are known by the law that they follow`() async throws {
        var generator = SplitMix64(state: 69)
        var file = MadeFile()
        let values = generator.normal(64 * 64, deviation: 0.02).map { Float($0) }
        let bytes = values.flatMap { [UInt8(truncatingIfNeeded: $0.bitPattern >> 16), UInt8($0.bitPattern >> 24)] }
        file.add("w", type: "F16", [64, 64], bytes: bytes)
        file.add("swapped", [64, 64], values.map { Float(bitPattern: $0.bitPattern.byteSwapped) })
        let found = await Verification.run([try file.file()], expecting: Expectations(try Claim("normal(0, 0.02)")))
        #expect(
            found.cases.map { $0.finding?.diagnosis } == [
                [.otherType(.bfloat16, isSwapped: false)], [.otherType(.float32, isSwapped: true)],
            ]
        )
    }

    @Test(.tags(.negativeControl)) func `values that together are no draws are told how`() async throws {
        var generator = SplitMix64(state: 66)
        let values = generator.normal(64 * 64, deviation: 0.02)
        let sorted = stride(from: 0, to: 4096, by: 64).flatMap { values[$0..<$0 + 64].sorted() }
        #expect(
            try await DiagnosisTests.finding([64, 64], sorted, "normal(0, 0.02)").diagnosis == [.dependent(.sortedRows)]
        )
        let signs = values.enumerated().map { $0 & 1 == 0 ? abs($1) : -abs($1) }
        #expect(
            try await DiagnosisTests.finding([64, 64], signs, "normal(0, 0.02)").diagnosis == [
                .dependent(.alternatingSigns)
            ]
        )
    }

    @Test(.tags(.negativeControl)) func `tables, clipped values, grids and forget gates are known`() async throws {
        let table = (0..<64 * 32).map { i -> Double in
            let (row, column) = (Double(i / 32), i % 32)
            let angle = row * exp(-log(10_000) * Double(column / 2) / 16)
            return column % 2 == 0 ? sin(angle) : cos(angle)
        }
        #expect(try await DiagnosisTests.finding([64, 32], table, "normal(0, 0.02)").diagnosis == [.sinusoids])
        var generator = SplitMix64(state: 67)
        let values = generator.normal(20_000, deviation: 0.1)
        let clipped = try await DiagnosisTests.finding(
            [200, 100],
            values.map { min(max($0, -0.2), 0.2) },
            "truncated_normal(stddev=0.1)"
        )
        #expect(clipped.diagnosis.map(\.code) == ["clipped"])
        let grid = try await DiagnosisTests.finding(
            [200, 100],
            values.map { ($0 / 0.01).rounded() * 0.01 },
            "normal(0, 0.1)"
        )
        #expect(grid.diagnosis.map(\.code) == ["coarse-grid"], "\(grid.diagnosisWords ?? "none")")
        let gate = (0..<400).map { (100..<200).contains($0) ? 1.0 : 0 }
        for claim in ["zeros", "torch.nn.LSTM.bias(hidden_size=100)"] {
            #expect(try await DiagnosisTests.finding([400], gate, claim).diagnosis == [.forgetGate(1)])
        }
        let logarithms = (0..<64 * 16).map { Double(logf(Float($0 % 16 + 1))) }
        for claim in ["zeros", "torch.nn.Linear.weight"] {
            #expect(try await DiagnosisTests.finding([64, 16], logarithms, claim).diagnosis == [.logarithms(16)])
        }
        // One entry is two units off: trained, or another table.
        var other = logarithms
        other[100] *= 1 + 0x1p-21
        let found = try await DiagnosisTests.finding([64, 16], other, "torch.nn.Linear.weight").diagnosis
        #expect(!found.isEmpty && !found.contains(.logarithms(16)))
    }

    // MARK: - Orthogonal matrices

    /// Columns of normal draws, orthonormalised by Gram and Schmidt, as rows of a square matrix.
    private static func orthonormal(_ size: Int, _ generator: inout SplitMix64) -> [Double] {
        var rows: [[Double]] = []
        while rows.count < size {
            var row = generator.normal(size, deviation: 1)
            for _ in 0..<2 {
                for other in rows {
                    let product = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
                    row = zip(row, other).map { $0 - product * $1 }
                }
            }
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            rows.append(row.map { $0 / length })
        }
        return rows.flatMap { $0 }
    }

    @Test(.tags(.negativeControl)) func `another gain, stacked blocks and independent entries are told apart`()
        async throws
    {
        var generator = SplitMix64(state: 68)
        let one = Self.orthonormal(48, &generator)
        let gain = try await DiagnosisTests.words(
            [48, 48],
            one.map { 2.0.squareRoot() * $0 },
            "torch.nn.init.orthogonal_(gain=5/3)"
        )
        #expect(gain == "orthonormal, of gain 1.41421 where 1.66667 is claimed")
        let blocks = one + Self.orthonormal(48, &generator) + Self.orthonormal(48, &generator)
        let stacked = try await DiagnosisTests.finding([144, 48], blocks, "torch.nn.init.orthogonal_")
        #expect(stacked.diagnosis.map(\.code) == ["stacked-blocks"], "\(stacked.diagnosisWords ?? "none")")
        let entries = try await DiagnosisTests.finding(
            [48, 96],
            generator.uniform(48 * 96, limit: 1 / 96.0.squareRoot()),
            "torch.nn.init.orthogonal_"
        )
        #expect(entries.diagnosis.map(\.code).contains("layer-default"), "\(entries.diagnosisWords ?? "none")")
    }
}
