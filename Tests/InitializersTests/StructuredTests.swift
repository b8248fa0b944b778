import Initializers
import TestSupport
import Testing

@Suite struct StructuredTests {
    @Test func `the identity has the gain on its diagonal, square or not`() throws {
        #expect(try Identity()(shape: [2, 2]).scalars == [1, 0, 0, 1])
        #expect(try Identity(gain: 0.1)(shape: [2, 3]).scalars == [0.1, 0, 0, 0, 0.1, 0])
        #expect(try Identity(gain: -2)(shape: [3, 2], as: Double.self).scalars == [-2, 0, 0, -2, 0, 0])
        #expect(try Identity(gain: 0.1)(shape: [1, 1], as: BFloat16.self).scalars == [0.1])
        #expect(try MLX.Identity()(shape: [2, 2]).scalars == [1, 0, 0, 1])
        try expectDivisible(Identity(gain: 3), [7, 5])
        for shape in [[], [3], [2, 2, 2]] {
            #expect(throws: InitializerError.unsupportedShape(shape: shape, expected: "two axes")) {
                try Identity()(shape: shape)
            }
        }
        #expect(throws: InitializerError.self) { try MLX.Identity()(shape: [2, 3]) }
        #expect(throws: InitializerError.self) { try Identity(gain: .nan)(shape: [2, 2]) }
        #expect(throws: InitializerError.notRepresentable(extreme: 1e39, scalar: "Float")) {
            try Identity(gain: 1e39)(shape: [2, 2])
        }
        // One element of a tensor that does not fit in memory.
        var one: [Float] = [9]
        var span = one.mutableSpan
        try Identity().fill(&span, shape: [2, 1 << 61], startingAt: (1 << 61) + 1)
        #expect(one == [1])
    }

    @Test(.tags(.knownAnswer)) func `a table of logarithms is that of the last axis, to the nearest number`() throws {
        // Natural logarithms of 2, 3 and 5, to 20 digits.
        let digits = [0, 0.693_147_180_559_945_309_42, 1.098_612_288_668_109_691_4]
        #expect(try LogarithmTable()(shape: [2, 3], as: Double.self).scalars == digits + digits)
        let row = try LogarithmTable()(shape: [5]).scalars
        #expect(row == (digits + [2 * digits[1], 1.609_437_912_434_100_374_6]).map { Float($0) })
        try expectDivisible(LogarithmTable(), [7, 5])
        try expectDivisible(LogarithmTable(), [3, 2, 11])
        #expect(throws: InitializerError.self) { try LogarithmTable()(shape: []) }
    }

    @Test func `Dirac's kernels pass channels through, group by group`() throws {
        // [out 4, in 2, k 3]: output channels 0 and 1 take inputs 0 and 1.
        #expect(
            try Dirac()(shape: [4, 2, 3]).scalars
                == [0, 1, 0, 0, 0, 0] + [0, 0, 0, 0, 1, 0] + [Float](repeating: 0, count: 12)
        )
        let grouped = try Dirac(groups: 2)(shape: [4, 2, 3]).scalars
        #expect(Array(grouped[12...]) == [0, 1, 0, 0, 0, 0] + [0, 0, 0, 0, 1, 0])
        // The centre of an even axis is the later of the middle two.
        #expect(try Dirac()(shape: [1, 1, 2, 3]).scalars == [0, 0, 0, 0, 1, 0])
        let volume = try Dirac(groups: 3)(shape: [6, 4, 3, 3, 3]).scalars
        let ones = volume.indices.filter { volume[$0] == 1 }
        #expect(ones == [(0, 0), (1, 1), (2, 0), (3, 1), (4, 0), (5, 1)].map { ($0.0 * 4 + $0.1) * 27 + 13 })
        #expect(volume.filter { $0 != 0 }.count == 6)
        try expectDivisible(Dirac(groups: 2), [4, 3, 3])
    }

    @Test func `Dirac refuses other shapes`() {
        for shape in [[4, 4], [1, 1, 1, 1, 1, 1]] {
            #expect(throws: InitializerError.unsupportedShape(shape: shape, expected: "three to five axes")) {
                try Dirac()(shape: shape)
            }
        }
        #expect(throws: InitializerError.self) { try Dirac(groups: 3)(shape: [4, 4, 3]) }
        #expect(throws: InitializerError.self) { try Dirac(groups: 0)(shape: [4, 4, 3]) }
    }

    @Test func `a sparse matrix has its number of zeros in every column, or in every row`() throws {
        for (rows, columns, sparsity) in [(10, 7, 0.25), (33, 20, 0.1), (8, 5, 1), (8, 5, 0), (1, 3, 0.01)] {
            let byColumns = try Sparse(seed: 1, sparsity: sparsity)(shape: [rows, columns]).scalars
            for column in 0..<columns {
                let zeros = (0..<rows).filter { byColumns[$0 * columns + column] == 0 }.count
                #expect(zeros == Int((sparsity * Double(rows)).rounded(.up)))
            }
            let byRows = try MLX.Sparse(seed: 1, sparsity: sparsity)(shape: [rows, columns]).scalars
            for row in 0..<rows {
                let zeros = (0..<columns).filter { byRows[row * columns + $0] == 0 }.count
                #expect(zeros == Int((sparsity * Double(columns)).rounded(.up)))
            }
        }
        let normal = try RandomNormal(seed: 5, standardDeviation: 0.01)(shape: [40, 30]).scalars
        let sparse = try Sparse(seed: 5, sparsity: 0.3)(shape: [40, 30]).scalars
        #expect(zip(normal, sparse).allSatisfy { $1 == 0 || $0 == $1 })
        try expectDivisible(Sparse(seed: 3, sparsity: 0.4), [13, 9])
        try expectDivisible(Sparse(seed: 3, sparsity: 0.4, axis: .rows), [13, 9])
    }

    /// Every set of 2 of 5 places is equally likely: 10 cells, 20,000 columns, expected 2,000 each. Each count is
    /// binomial with standard deviation sqrt(20000 * 0.1 * 0.9) = 42.4; six of these either way, 10 cells: 2e-8.
    @Test(.tags(.statistical)) func `every set of places is equally likely`() throws {
        let sets = try Self.sets()
        #expect(Self.areCountsFair(sets))
        #expect(Self.areRepeatsFair(sets))
    }

    @Test(.tags(.negativeControl)) func `sets that are not equally likely, or not independent, are noticed`() throws {
        let sets = try Self.sets()
        // A quarter of the sets {0, 1} become {0, 2}: expected 1,500 and 2,500.
        #expect(!Self.areCountsFair(sets.enumerated().map { $1 == 0b011 && $0 % 4 == 0 ? 0b101 : $1 }))
        // One set never occurs.
        #expect(!Self.areCountsFair(sets.map { $0 == 0b011 ? 0b101 : $0 }))
        // The same counts, in order.
        #expect(Self.areCountsFair(sets.sorted()))
        #expect(!Self.areRepeatsFair(sets.sorted()))
    }

    /// The places of the zeros in 20,000 columns, one bit each.
    private static func sets() throws -> [Int] {
        let columns = 20_000
        let weights = try Sparse(seed: 2026, sparsity: 0.4)(shape: [5, columns]).scalars
        return (0..<columns).map { column in
            (0..<5).reduce(0) { $0 | (weights[$1 * columns + column] == 0 ? 1 << $1 : 0) }
        }
    }

    private static func areCountsFair(_ sets: [Int]) -> Bool {
        let counts = Dictionary(grouping: sets) { $0 }.mapValues(\.count)
        return counts.count == 10 && counts.values.allSatisfy { ($0 - 2_000).magnitude <= 254 }
    }

    /// Neighbouring columns are equal with probability 1/10, independently of one another.
    private static func areRepeatsFair(_ sets: [Int]) -> Bool {
        (zip(sets, sets.dropFirst()).filter { $0 == $1 }.count - 2_000).magnitude <= 254
    }

    @Test func `sparse matrices have two axes and a fraction for a sparsity`() {
        #expect(throws: InitializerError.self) { try Sparse(seed: 1, sparsity: 0.1)(shape: [3]) }
        for bad in [-0.1, 1.1, Double.nan, .infinity] {
            #expect(throws: InitializerError.self) { try Sparse(seed: 1, sparsity: bad)(shape: [3, 3]) }
            #expect(throws: InitializerError.self) {
                try Sparse(seed: 1, sparsity: 0.1, standardDeviation: bad == 1.1 ? -1 : bad)(shape: [3, 3])
            }
        }
    }
}
