import Stats
import TestSupport
import Testing

@Suite("Degenerate statistics and properties of the null laws", .disabled(if: isQuickRun))
struct DegenerateStatisticTests {

    private struct Functions {
        let name: String
        let survival: (Double) -> Double
        let logSurvival: (Double) -> Double
        let cdf: (Double) -> Double
        /// Whether the law is exact in all pieces, so that it does not jump where they meet.
        let isMonotone: Bool
        /// End of the range in which monotonicity is checked.
        let reach: Double
        /// Places of the range that are evaluated; few if each costs an inversion.
        var steps = 400
    }

    private var laws: [Functions] {
        var result: [Functions] = []
        for count in [nil, 1, 2, 3, 4, 5, 10, 100, 200_000] as [Int?] {
            let label = count.map(String.init) ?? "limit"
            let anderson = AndersonDarlingDistribution(count: count)
            let cramer = CramerVonMisesDistribution(count: count)
            let kuiper = KuiperDistribution(count: count)
            let reach = count.map { min(1, 8 / Double($0).squareRoot()) } ?? 8
            result += [
                Functions(
                    name: "Anderson-Darling \(label)",
                    survival: anderson.survival,
                    logSurvival: anderson.logSurvival,
                    cdf: anderson.cdf,
                    isMonotone: count.map { $0 <= 64 } ?? true,
                    reach: 30,
                    steps: count.map { $0 > 2 && $0 <= 64 ? 16 : 400 } ?? 400
                ),
                Functions(
                    name: "Cramér-von Mises \(label)",
                    survival: cramer.survival,
                    logSurvival: cramer.logSurvival,
                    cdf: cramer.cdf,
                    isMonotone: count.map { $0 <= 64 } ?? true,
                    reach: count.map { $0 <= 64 ? 2 : 6 } ?? 6,
                    steps: count.map { $0 > 1 && $0 <= 64 ? 16 : 400 } ?? 400
                ),
                Functions(
                    name: "Kuiper \(label)",
                    survival: kuiper.survival,
                    logSurvival: kuiper.logSurvival,
                    cdf: kuiper.cdf,
                    isMonotone: true,
                    reach: reach
                ),
            ]
        }
        return result
    }

    @Test("NaN, infinity and values outside the support have defined answers")
    func degenerate() {
        for law in laws {
            let name = Comment(rawValue: law.name)
            #expect(law.survival(.nan).isNaN && law.logSurvival(.nan).isNaN && law.cdf(.nan).isNaN, name)
            for low in [-Double.infinity, -1, -0.0, 0, Double.leastNonzeroMagnitude] {
                #expect(law.survival(low) == 1 && law.logSurvival(low) == 0 && law.cdf(low) == 0, name)
            }
            #expect(law.survival(.infinity) == 0 && law.cdf(.infinity) == 1, name)
            #expect(law.logSurvival(.infinity) == -.infinity, name)
            for high in [1e6, 1e30, 1e200, Double.greatestFiniteMagnitude] {
                #expect(law.survival(high) == 0 && law.cdf(high) == 1, name)
                #expect(law.logSurvival(high) < -9e5, name)
            }
        }
    }

    @Test("probabilities stay in [0, 1], add up to 1, agree with the logarithm and do not increase")
    func properties() {
        for law in laws {
            var previous = 1.0
            for step in 1...law.steps {
                let statistic = law.reach * Double(step) / Double(law.steps)
                let survival = law.survival(statistic)
                let cdf = law.cdf(statistic)
                let place = Comment(rawValue: "\(law.name) at \(statistic)")
                #expect((0...1).contains(survival) && (0...1).contains(cdf), place)
                // If a law has an atom (Kuiper, one observation), both count it.
                if !(law.name == "Kuiper 1" && statistic == 1) { #expect(abs(survival + cdf - 1) < 1e-11, place) }
                if survival > 0 {
                    let difference = law.logSurvival(statistic) - logarithm(survival)
                    #expect(abs(difference) < 1e-11 * max(1, -logarithm(survival)), place)
                }
                if law.isMonotone { #expect(survival <= previous * (1 + 1e-9), place) }
                previous = survival
            }
        }
    }

    private func logarithm(_ x: Double) -> Double {
        // By the exponent, so that the test needs no import.
        var mantissa = x.significand
        var result = 0.0
        var term = 0.0
        // ln m = 2 artanh((m - 1) / (m + 1)), m in [1, 2)
        mantissa = (mantissa - 1) / (mantissa + 1)
        term = mantissa
        for k in 0..<30 {
            result += 2 * term / Double(2 * k + 1)
            term *= mantissa * mantissa
        }
        return result + Double(x.exponent) * 0.6931471805599453
    }

    @Test("Kuiper with one observation is 1 surely")
    func kuiperAtom() {
        let law = KuiperDistribution(count: 1)
        #expect(law.survival(1) == 1 && law.cdf(1) == 1 && law.logSurvival(1) == 0)
        #expect(law.survival(0.999) == 1 && law.cdf(0.999) == 0)
        #expect(law.survival(1.001) == 0 && law.cdf(1.001) == 1)
    }

    @Test("Kuiper's large-sample shift meets the sum to its stated order")
    func kuiperShift() {
        for lambda in [2.3, 3.0, 5.0, 8.0, 12.0] {
            let sum = KuiperDistribution(count: 100_000).logSurvival(lambda / 100_000.0.squareRoot())
            let shifted = KuiperDistribution(count: 100_001).logSurvival(lambda / 100_001.0.squareRoot())
            print("kuiper shift", lambda, shifted - sum)
            #expect(abs(shifted - sum) < lambda * lambda * lambda * lambda * 0.05 / 100_000 + 1e-6)
        }
        for lambda in [0.4, 0.6, 0.9, 1.2, 1.6, 2.2] {
            let walk = KuiperDistribution(count: 5000)
            let shifted = KuiperDistribution(count: 5001)
            let v = lambda / 5000.0.squareRoot()
            let w = lambda / 5001.0.squareRoot()
            print("kuiper shift", lambda, shifted.survival(w) / walk.survival(v) - 1, shifted.cdf(w) / walk.cdf(v) - 1)
            #expect(abs(shifted.survival(w) / walk.survival(v) - 1) < 4.0 / 5000)
        }
    }

    @Test("a law compared with another's reference is rejected (negative control)")
    func negativeControl() throws {
        var worst = WorstError()
        for row in try LawTable(named: "kuiper.tsv").rows where row.count == nil {
            guard let survival = Double(row.survival), survival > 1e-300, survival < 0.9 else { continue }
            // An error of half a part in a million of the argument must show in the p-value.
            worst.record(KuiperDistribution(count: nil).survival(row.statistic * 1.000_000_5), survival, at: "")
        }
        #expect(worst.value > 1e-6)
    }
}
