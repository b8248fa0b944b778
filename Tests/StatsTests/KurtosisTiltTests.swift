import TestSupport
import Testing

import Stats

@Suite struct KurtosisTiltTests {
    private static let laws: [(name: String, law: any Distribution)] = {
        let truncated = [1.0, 2, 4].compactMap { c in
            (try? TruncatedNormal(parentMean: -3, parentStandardDeviation: 0.25, low: -c, high: c)).map {
                ("truncated \(Int(c))", $0 as any Distribution)
            }
        }
        return [("normal", try? Normal(mean: 2, standardDeviation: 7)), ("uniform", try? Uniform(low: -1, high: 5))]
            .compactMap { name, law in (law as (any Distribution)?).map { (name, $0) } } + truncated
    }()

    private static func tilt(_ law: some Distribution) -> KurtosisTilt? { KurtosisTilt(law) }

    @Test(.tags(.knownAnswer)) func `distance, kurtosis and largest tilt match numerical integration`() throws {
        let rows = try ReferenceTable.fields("kurtosis-tilt").filter { $0[0] != "law" }
        #expect(rows.map { $0[0] }.sorted() == Self.laws.map(\.name).sorted())
        for row in rows {
            let law = try #require(Self.laws.first { $0.name == row[0] }?.law)
            // An existential is opened by a call, not within a macro.
            let found = Self.tilt(law)
            let tilt = try #require(found)
            let expected = try row.dropFirst().map { try #require(Double($0)) }
            // SciPy's integrals are good to about 1e-9.
            for (found, expected) in zip([tilt.distance, tilt.kurtosis, tilt.largest], expected) {
                #expect(abs(found / expected - 1) < 1e-7, "\(row[0]): \(found), expected \(expected)")
            }
            for (u, change) in zip([0.1, 0.4, 0.9], expected.dropFirst(3)) {
                let found = (tilt.cdf(at: u, tilt: 0.01) - u) / 0.01
                #expect(abs(found - change) < 1e-7, "\(row[0]) at \(u): \(found), expected \(change)")
            }
        }
    }

    @Test(.tags(.property)) func `at the largest tilt the cdf still increases, beyond it not`() throws {
        for (name, law) in Self.laws {
            // An existential is opened by a call, not within a macro.
            let found = Self.tilt(law)
            let tilt = try #require(found)
            func steps(_ a: Double) -> [Double] {
                let values = (0...2000).map { tilt.cdf(at: Double($0) / 2000, tilt: a) }
                return zip(values.dropFirst(), values).map { $0 - $1 }
            }
            #expect(steps(tilt.largest).allSatisfy { $0 > -1e-12 }, "\(name)")
            #expect(steps(1.1 * tilt.largest).contains { $0 < 0 }, "\(name)")
        }
    }

    @Test(.tags(.negativeControl)) func `laws that are not symmetric, or none of these, have no tilt`() throws {
        #expect(Self.tilt(try TruncatedNormal(low: -1, high: 2)) == nil)
        #expect(Self.tilt(try PointMass(1)) == nil)
        #expect(Self.tilt(try HaarEntry(dimension: 5)) == nil)
    }
}
