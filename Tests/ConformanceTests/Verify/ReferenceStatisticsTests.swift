import Conformance
import Foundation
import TestSupport
import Testing

import Stats
import WeightFiles

/// Statistics of the frameworks' weights against SciPy's.
@Suite struct ReferenceStatisticsTests {
    /// The tolerance of statistics, which are sums and differences of cdfs.
    private static let tolerance = 1e-9

    /// The relative error allowed in SciPy's p-value of a distance. `kstwo.sf` uses the methods of Simard & L'Ecuyer
    /// (2011): an exact one up to n = 140, Pelz & Good's series to the order of n^-3/2 for n d^2 < 2.2, and otherwise 2
    /// P(D+ >= d), which counts samples that cross both edges twice: a share of about exp(-6 n d^2).
    private static func scipyTolerance(_ n: Double, _ d: Double) -> Double {
        if n <= 140 { return tolerance }
        return n * d * d >= 2.2 ? 1.1 * exp(-6 * n * d * d) + tolerance : 0.5 / (n * n) + tolerance
    }

    private static func isNear(_ found: Double, _ expected: Double, _ tolerance: Double = tolerance) -> Bool {
        abs(found - expected) <= tolerance * abs(expected)
    }

    private static func values(_ row: FixtureFolder.Row) throws -> [Double] {
        let file = try WeightFile(path: FixtureFolder.path(row.file))
        let reader = try file.reader(
            for: try #require(file.tensors.first { row.tensor.isEmpty || $0.name == row.tensor })
        )
        var values = [Double](repeating: 0, count: reader.count)
        var span = values.mutableSpan
        try reader.read(0..<reader.count, into: &span)
        return values
    }

    /// In the quick run, those of tensors that are not of 16 bits.
    private static func quickReferences() throws -> [FixtureFolder.Reference] {
        let references = try FixtureFolder.references()
        guard isQuickRun else { return references }
        let kept = try FixtureFolder.quick(FixtureFolder.manifest()).map { "\($0.file) \($0.tensor) \($0.claim)" }
        return references.filter { kept.contains("\($0.file) \($0.tensor) \($0.claim)") }
    }

    @Test(.tags(.knownAnswer), arguments: try quickReferences())
    func `the law, its statistics and their p-values are SciPy's`(reference: FixtureFolder.Reference) async throws {
        func expected(_ name: String) throws -> Double { try #require(reference.numbers[name]) }
        let row = try FixtureFolder.row(reference)
        let (_, result) = try await ManifestTests.verify(row)
        let law = try #require(result.distribution)
        let values = try Self.values(row)
        #expect(values.count == Int(try expected("n")))

        // The closed form, as the reference reads the claim.
        let (first, second) = (try expected("first"), try expected("second"))
        let (ends, deviation) = (law.support, law.standardDeviation)
        switch reference.law {
        case "uniform":
            #expect(abs(ends.lowerBound - first) <= 1e-15 && abs(ends.upperBound - second) <= 1e-15)
        case "normal":
            #expect(law.mean == first && Self.isNear(deviation, second, 1e-15))
        default:
            #expect(abs(ends.upperBound - (first + 2 * second)) <= 1e-15)
        }

        let distance = try KolmogorovSmirnov.test(values, against: law)
        #expect(Self.isNear(distance.statistic, try expected("D")), "\(distance.statistic)")
        let p = distance.pValue.value
        let scipyTolerance = Self.scipyTolerance(try expected("n"), distance.statistic)
        #expect(Self.isNear(p, try expected("p"), scipyTolerance), "\(p)")
        // Durbin's matrix is more accurate.
        if let exact = try FixtureFolder.exactPValues()[reference.distance] { #expect(Self.isNear(p, exact), "\(p)") }
        let outcome = try #require(result.outcome)
        // 16-bit values are measured on their lattice, which SciPy does not know.
        let isLattice = row.dtype.hasSuffix("16")
        if !isLattice, let streamed = outcome.distance {
            #expect(Self.isNear(streamed.d, try expected("D")), "\(streamed.d)")
        }
        #expect(Self.isNear(outcome.mean, try expected("mean")), "\(outcome.mean)")
        let variance = try expected("variance")
        #expect(isLattice || Self.isNear(outcome.variance, variance), "\(outcome.variance)")

        let cells = try PearsonChiSquare.test(values, against: law, cells: 64)
        #expect(Self.isNear(cells.statistic, try expected("chi_square")), "\(cells.statistic)")
        #expect(Self.isNear(cells.pValue.value, try expected("chi_square_p")), "\(cells.pValue.value)")
    }

    @Test(.tags(.property)) func `most distances have a p-value by Durbin's matrix`() throws {
        let exact = try FixtureFolder.exactPValues()
        let references = try FixtureFolder.references()
        #expect(exact.count >= 40)
        #expect(Set(exact.keys).isSubset(of: references.map(\.distance)))
    }

    @Test(.tags(.knownAnswer)) func `the edges of 64 cells are SciPy's`() throws {
        let normal = try Normal(mean: 0, standardDeviation: 1)
        let truncated = try TruncatedNormal(parentMean: 0, parentStandardDeviation: 1, low: -2, high: 2)
        for (law, name) in [(normal as any Distribution, "normal"), (truncated, "truncated")] {
            let edges = try FixtureFolder.edges(name)
            #expect(edges.count == 63)
            for (i, edge) in edges.enumerated() {
                let found = law.quantile(Double(i + 1) / 64)
                #expect(abs(found - edge) <= 4e-15, "\(name) \(i + 1): \(found)")
            }
        }
    }
}
