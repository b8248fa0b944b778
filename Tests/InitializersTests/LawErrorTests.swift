import Initializers
import Testing

@Suite struct LawErrorTests {
    private func error<S: WeightScalar>(_ law: WeightLaw, _ type: S.Type) -> InitializerError? {
        var values = [S](repeating: 7, count: 4)
        var span = values.mutableSpan
        do {
            try law.fill(&span, key: Key(seed: 1))
            return nil
        } catch {
            #expect(values == [7, 7, 7, 7], "nothing is written where an error is thrown")
            #expect(error.description.contains("expected"))
            return error
        }
    }

    private func name(_ error: InitializerError?) -> String? {
        guard case .invalidParameter(let name, _, _) = error else { return nil }
        return name
    }

    @Test func `parameters that are not numbers, or infinite, or negative, are errors`() {
        for bad in [Double.nan, .infinity, -.infinity] {
            #expect(name(error(.constant(bad), Float.self)) == "value")
            #expect(name(error(.uniform(low: bad, high: 1), Float.self)) == "low")
            #expect(name(error(.uniform(low: 0, high: bad), Double.self)) == "high")
            #expect(name(error(.normal(mean: bad, standardDeviation: 1), Float.self)) == "mean")
            #expect(name(error(.normal(mean: 0, standardDeviation: bad), Float.self)) == "standardDeviation")
        }
        #expect(name(error(.normal(mean: 0, standardDeviation: -1), Float.self)) == "standardDeviation")
        let notANumber = WeightLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: .nan, high: 2)
        #expect(name(error(notANumber, Float.self)) == "low")
        let above = WeightLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: 0, high: .nan)
        #expect(name(error(above, Float.self)) == "high")
    }

    @Test func `bounds in the wrong order are errors`() {
        #expect(error(.uniform(low: 1, high: 0), Float.self) == .reversedBounds(low: 1, high: 0))
        let equal = WeightLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: 2, high: 2)
        #expect(error(equal, Float.self) == .reversedBounds(low: 2, high: 2))
    }

    @Test func `an interval without a value of the scalar type is an error`() {
        #expect(
            error(.uniform(low: 0.1, high: 0.1), Float.self) == .emptyInterval(low: 0.1, high: 0.1, scalar: "Float")
        )
        #expect(error(.uniform(low: 0.1, high: 0.1), Double.self) == nil)
        let narrow = WeightLaw.truncatedNormal(mean: 100, standardDeviation: 1e-9, low: 0.5, high: 1)
        guard case .emptyInterval = error(narrow, Float.self) else {
            Issue.record("no error")
            return
        }
    }

    @Test func `a truncation without probability is an error`() {
        for (low, high) in [(37.5, 38), (-50, -40), (100, .infinity)] as [(Double, Double)] {
            let law = WeightLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: low, high: high)
            guard case .vanishingProbability(low, high, _) = error(law, Double.self) else {
                Issue.record("no error for \(low), \(high)")
                return
            }
        }
    }

    @Test func `values that overflow the scalar type are errors`() {
        #expect(error(.constant(1e39), Float.self) == .notRepresentable(extreme: 1e39, scalar: "Float"))
        #expect(error(.constant(1e39), Double.self) == nil)
        #expect(error(.uniform(low: -1e39, high: 0), Float.self) == .notRepresentable(extreme: -1e39, scalar: "Float"))
        let wide = error(.normal(mean: 0, standardDeviation: 1e38), Float.self)
        #expect(wide == .notRepresentable(extreme: -1e39, scalar: "Float"))
        #expect(error(.normal(mean: 0, standardDeviation: 1e37), Float.self) == nil)
    }

    @Test func `a negative offset is an error`() {
        var values: [Float] = [0]
        var span = values.mutableSpan
        #expect(throws: InitializerError.negativeOffset(-1)) {
            try WeightLaw.constant(0).fill(&span, key: Key(seed: 1), startingAt: -1)
        }
    }

    @Test func `a standard deviation of 0 gives the mean, without any bounds or with them`() throws {
        #expect(try WeightLaw.normal(mean: 3, standardDeviation: 0).single(word: 5) == 3)
        let law = WeightLaw.truncatedNormal(mean: 3, standardDeviation: 0, low: -2, high: 2)
        #expect(try law.double(word: 5) == 3)
    }
}
