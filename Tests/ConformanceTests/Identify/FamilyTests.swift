import Conformance
import Foundation
import TestSupport
import Testing

@Suite struct FamilyTests {
    /// Binomial(200, 0.05) exceeds 24 with probability 5e-5.
    private static let mostRejections = 24

    @Test(.tags(.statistical), .disabled(if: isQuickRun)) func `normal samples are called normal as often as stated`()
        async throws
    {
        var rejections = 0
        for seed in 0..<200 {
            let values = DrawnValues.sample(2000, seed: UInt64(seed)) { 0.3 + 0.07 * DrawnValues.normal(&$0) }
            // The substitution draws under a key from the tensor's name.
            let identity = try await DrawnValues.identity(values, name: "w\(seed).bin", alpha: 0.05)
            if identity.family.name != "normal" { rejections += 1 }
        }
        #expect(rejections <= Self.mostRejections)
        print("calibration, normal: \(rejections) of 200 rejected")
    }

    @Test(.tags(.statistical)) func `uniform and truncated samples are called so as often as stated`() async throws {
        var rejections = (uniform: 0, truncated: 0)
        for seed in 0..<100 {
            let uniform = DrawnValues.sample(2000, seed: UInt64(1000 + seed)) { $0.uniform() * 0.3 - 0.1 }
            let truncated = DrawnValues.sample(2000, seed: UInt64(2000 + seed)) { generator in
                while true {
                    let z = DrawnValues.normal(&generator)
                    if abs(z) < 2 { return 0.01 + 0.05 * z }
                }
            }
            if try await DrawnValues.identity(uniform, alpha: 0.05).family.name != "uniform" { rejections.uniform += 1 }
            if try await DrawnValues.identity(truncated, alpha: 0.05).family.name != "truncated_normal" {
                rejections.truncated += 1
            }
        }
        // Binomial(100, 0.05) exceeds 15 with probability 4e-5.
        #expect(rejections.uniform <= 15)
        #expect(rejections.truncated <= 15)
        print("calibration, uniform and truncated: \(rejections) of 100 rejected")
    }

    /// The law is known because claims state it: He's for 300 inputs. A few values lie beyond its bounds.
    @Test(.tags(.statistical)) func `a known law is found though a few values lie beyond its bounds`() async throws {
        let parent = (2.0 / 300).squareRoot() / 0.879_625_661_034_239_8
        var values = DrawnValues.sample(60_000, seed: 79) { generator in
            while true {
                let z = DrawnValues.normal(&generator)
                if abs(z) < 2 { return parent * z }
            }
        }
        var file = MadeFile()
        file.add("sound", [300, 200], values.map { Float($0) })
        (values[7], values[30_000]) = (2.1 * parent, -2.5 * parent)
        file.add("few", [300, 200], values.map { Float($0) })
        for place in 0..<60 { values[1000 * place] = 2.1 * parent }
        file.add("many", [300, 200], values.map { Float($0) })
        let found = await Identification.run([try file.file()]).cases.compactMap { tensor -> TensorIdentity? in
            if case .identified(let identity) = tensor.disposition { identity } else { nil }
        }
        #expect(found.map(\.outlierCount) == [0, 2, 0])
        #expect(found.map(\.family.name) == ["truncated_normal", "truncated_normal", "unknown"])
        #expect(found[1].farthestOutlier == Double(Float(-2.5 * parent)))
        #expect(found.map { $0.claims.contains { $0.claim == "keras.HeNormal" } } == [true, true, false])
    }

    /// Laws of none of the families.
    enum Other: String, CaseIterable {
        case laplace, student, uniformAndNormal, twoNormals
    }

    @Test(.tags(.negativeControl), arguments: Other.allCases)
    func `what is of no family is unknown`(other: Other) async throws {
        let values = DrawnValues.sample(10_000, seed: 77) { generator in
            switch other {
            case .laplace:
                let u = generator.uniform() - 0.5
                return -(u < 0 ? -1.0 : 1.0) * log(1 - 2 * abs(u))
            case .student:
                let z = DrawnValues.normal(&generator)
                let squares = (0..<5).reduce(0.0) { sum, _ in
                    let y = DrawnValues.normal(&generator)
                    return sum + y * y
                }
                return z / (squares / 5).squareRoot()
            case .uniformAndNormal:
                return generator.uniform() < 0.5
                    ? 3.0.squareRoot() * (2 * generator.uniform() - 1) : DrawnValues.normal(&generator)
            case .twoNormals:
                return (generator.uniform() < 0.7 ? 0.01 : 0.04) * DrawnValues.normal(&generator)
            }
        }
        let identity = try await DrawnValues.identity(values)
        #expect(identity.family == .unknown)
        #expect(identity.alternatives.isEmpty)
        #expect(identity.claims.isEmpty)
    }

    /// Hadamard's matrix, and the matrix of the discrete cosine transform.
    @Test(.tags(.negativeControl)) func `what is orthonormal and not random is not called orthogonal`() async throws {
        let order = 64
        func values(_ entry: (Int, Int) -> Double) -> [Float] {
            (0..<order * order).map { Float(entry($0 / order, $0 % order)) }
        }
        var made = MadeFile()
        made.add("hadamard", [order, order], values { ($0 & $1).nonzeroBitCount % 2 == 0 ? 0.125 : -0.125 })
        made.add(
            "cosine",
            [order, order],
            values { r, c in
                (Double(r == 0 ? 1 : 2) / 64).squareRoot() * cos(Double.pi * (Double(c) + 0.5) * Double(r) / 64)
            }
        )
        for tensor in await Identification.run([try made.file()]).cases {
            guard case .identified(let identity) = tensor.disposition else { throw DrawnValues.NotIdentified() }
            #expect(identity.family == .unknown && identity.claims.isEmpty, "\(tensor.tensor)")
        }
    }

    @Test(.tags(.property)) func `estimated parameters are near the true ones`() async throws {
        let normal = DrawnValues.sample(20_000, seed: 5) { 0.02 * DrawnValues.normal(&$0) }
        guard case .normal(let mean, let deviation) = try await DrawnValues.identity(normal).family else {
            Issue.record("not normal")
            return
        }
        #expect(abs(mean) < 5e-4)
        #expect(abs(deviation / 0.02 - 1) < 0.02)
        let uniform = DrawnValues.sample(20_000, seed: 6) { $0.uniform() * 0.2 - 0.1 }
        guard case .uniform(let low, let high) = try await DrawnValues.identity(uniform).family else {
            Issue.record("not uniform")
            return
        }
        #expect(abs(low + 0.1) < 1e-3)
        #expect(abs(high - 0.1) < 1e-3)
    }

    @Test(.tags(.property)) func `few values are of any family, and one or none of spread is constant`() async throws {
        let few = try await DrawnValues.identity([0.1, -0.2, 0.05, 0.3, -0.1])
        #expect(few.alternatives.count == 2)
        #expect(try await DrawnValues.identity([0.5]).family == .constant(0.5))
        let constant = try await DrawnValues.identity([Double](repeating: 0.25, count: 50))
        #expect(constant.family == .constant(0.25))
        #expect(constant.claims.contains { $0.claim == "keras.Constant(0.25)" })
        #expect(try await DrawnValues.identity([1, .nan, 2]).family == .unknown)
        #expect(try await DrawnValues.identity([0, -0.0, 0]).family == .constant(0))
        #expect(
            try await DrawnValues.identity([.leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e308]).claims.isEmpty
        )
    }

    @Test(.tags(.property)) func `zeros and a normal rest are sparse`() async throws {
        let values = DrawnValues.sample(8000, seed: 9) { generator in
            generator.uniform() < 0.5 ? 0 : 0.3 * DrawnValues.normal(&generator)
        }
        guard case .sparse(let fraction, _, let deviation) = try await DrawnValues.identity(values).family else {
            Issue.record("not sparse")
            return
        }
        #expect(abs(fraction - 0.5) < 0.03)
        #expect(abs(deviation - 0.3) < 0.02)
    }
}
