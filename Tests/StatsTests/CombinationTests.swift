import Foundation
import Stats
import Testing

@Suite("P-value combination and sample maximum against 60-digit references")
struct CombinationTests {

    /// The lines of a table, split at tabs, without headings.
    private func lines(_ name: String) throws -> [[String]] {
        try LawTable.fields(of: name).filter { ["fisher", "fisher list", "cauchy", "maximum"].contains($0[0]) }
    }

    @Test("combined p-values match in both tails")
    func combination() throws {
        var worst: [String: WorstError] = [:]
        for fields in try lines("combination.tsv") {
            guard let count = Int(fields[1]), let expected = Double(fields[3]) else { continue }
            let pValues = fields[2].split(separator: ",").compactMap { Double($0) }
            let found =
                switch fields[0] {
                case "fisher": PValueCombination.logFisher(halfStatistic: pValues[0], count: count)
                case "cauchy": log(PValueCombination.cauchy(pValues))
                default: PValueCombination.logFisher(pValues)
                }
            // An error of the logarithm is a relative error of p. For a logarithm beyond -1 take the logarithm's
            // relative error.
            let scale = max(1, abs(expected))
            let place = fields.joined(separator: " ")
            worst[fields[0], default: WorstError()].record(1 + (found - expected) / scale, 1, at: place)
        }
        for (name, error) in worst.sorted(by: { $0.key < $1.key }) {
            print("worst", name, error.value, "at", error.place.prefix(60), "of", error.count)
            #expect(error.value < 1e-12)
        }
        #expect(worst.count == 3)
    }

    @Test("the largest of n matches in both tails")
    func maximum() throws {
        var upper = WorstError()
        var lower = WorstError()
        for fields in try lines("sample-maximum.tsv") {
            let numbers = fields.dropFirst().compactMap { $0 == "-inf" ? -Double.infinity : Double($0) }
            guard numbers.count == 5 else { continue }
            let (n, survival, cdf) = (numbers[0], numbers[1], numbers[2])
            let place = "\(n) \(survival)"
            upper.record(SampleMaximum.logSurvival(count: n, survival: survival, cdf: cdf), numbers[3], at: place)
            lower.record(SampleMaximum.logCDF(count: n, survival: survival, cdf: cdf), numbers[4], at: place)
            upper.record(SampleMaximum.survival(count: n, survival: survival, cdf: cdf), exp(numbers[3]), at: place)
            if survival > 0, survival < 0.5 {
                let found = SampleMaximum.logSurvival(count: n, logSurvival: log(survival))
                // The logarithm's own rounding, |ln s| ulps, is in the argument.
                upper.record(1 + (found - numbers[3]) / max(1, -log(survival)), 1, at: place + " from logarithm")
            }
        }
        print("worst maximum upper", upper.value, upper.place, "lower", lower.value, lower.place, "of", upper.count)
        #expect(upper.count > 300)
        #expect(upper.value < 1e-12)
        #expect(lower.value < 1e-14)
    }

    @Test("golden values: three p-values combined, and the largest of a normal sample")
    func golden() {
        #expect(abs(PValueCombination.fisher([0.01, 0.2, 0.7]) / 0.04082702883527946 - 1) < 1e-14)
        #expect(abs(PValueCombination.cauchy([0.01, 0.2, 0.7]) / 0.02932602061049845 - 1) < 1e-14)
        for (n, z, expected) in [
            (1e3, 4.0, 0.03117544703612053), (1e6, 5, 0.2492267570546443), (1e9, 6.5, 0.03936428047002614),
            (1e9, 8, 6.220958639254664e-7),
        ] {
            let tail = erfc(z / 2.0.squareRoot()) / 2
            #expect(abs(SampleMaximum.survival(count: n, survival: tail, cdf: 1 - tail) / expected - 1) < 1e-13)
        }
        let tail = erfc(3.5 / 2.0.squareRoot()) / 2
        // 9.09e-102: the exponent -232.7 magnifies the rounding of erfc
        #expect(abs(SampleMaximum.cdf(count: 1e6, survival: tail, cdf: 1 - tail) / 9.093302091248495e-102 - 1) < 1e-12)
    }

    @Test("degenerate p-values and counts have defined answers")
    func degenerate() {
        for combine in [PValueCombination.fisher, PValueCombination.cauchy] {
            #expect(combine([]).isNaN)
            #expect(combine([0.5, .nan]).isNaN)
            #expect(combine([0.5, -0.1]).isNaN)
            #expect(combine([0.5, 1.1]).isNaN)
            #expect(combine([0, 0.5, 1]) == 0)
        }
        #expect(PValueCombination.fisher([1, 1, 1]) == 1)
        #expect(PValueCombination.cauchy([1, 1, 1]) >= 1 - 0x1p-52)
        #expect(PValueCombination.cauchy([1, 1e-30]) < 1e-12)
        #expect(PValueCombination.logFisher(halfStatistic: -1, count: 3).isNaN)
        #expect(PValueCombination.logFisher(halfStatistic: 1, count: 0).isNaN)
        #expect(PValueCombination.logFisher(halfStatistic: .nan, count: 1).isNaN)
        #expect(PValueCombination.logFisher(halfStatistic: 1e6, count: 3) < -999_900)
        #expect(SampleMaximum.cdf(count: 0, survival: 0.5, cdf: 0.5) == 1)
        #expect(SampleMaximum.survival(count: 10, survival: 0, cdf: 1) == 0)
        #expect(SampleMaximum.survival(count: 10, survival: 1, cdf: 0) == 1)
        #expect(SampleMaximum.logCDF(count: 10, survival: 1, cdf: 0) == -.infinity)
        #expect(SampleMaximum.survival(count: -1, survival: 0.5, cdf: 0.5).isNaN)
        #expect(SampleMaximum.survival(count: 1, survival: .nan, cdf: 0.5).isNaN)
        #expect(SampleMaximum.survival(count: 1, survival: 2, cdf: 0.5).isNaN)
        #expect(SampleMaximum.logSurvival(count: 1e6, logSurvival: -1e5) == log(1e6) - 1e5)
        #expect(SampleMaximum.logSurvival(count: 10, logSurvival: 0) == 0)
        #expect(SampleMaximum.logSurvival(count: 10, logSurvival: -.infinity) == -.infinity)
        #expect(SampleMaximum.logSurvival(count: 0, logSurvival: -3) == -.infinity)
    }
}
