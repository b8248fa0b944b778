internal import Claims
internal import Conformance
internal import Initializers
internal import NumberTypes
internal import Report
internal import Testing
internal import WeightFiles

/// One expectation: the claim, and how sure the verdict must be.
struct ConformanceExpectation {
    let claim: Result<Claim, ClaimError>
    let text: String
    let shape: [Int]
    let fans: ClaimedFans?
    let falseAlarmBudget: Double
    let resolving: Double
    let sourceLocation: SourceLocation

    /// Reads the claim. An error in it is reported when it is tested.
    init(
        _ expected: some ExpectedClaim,
        shape: [Int],
        fans: ClaimedFans?,
        falseAlarmBudget: Double,
        resolving: Double,
        sourceLocation: SourceLocation
    ) {
        do throws(ClaimError) { claim = .success(try expected.claim()) } catch { claim = .failure(error) }
        (text, self.shape, self.fans) = (expected.text, shape, fans)
        (self.falseAlarmBudget, self.resolving) = (falseAlarmBudget, resolving)
        self.sourceLocation = sourceLocation
    }

    /// Tests one tensor.
    func check<Scalar: WeightScalar>(_ values: [Scalar]) -> ConformanceFinding {
        if let size = try? elementCount(of: shape), size != values.count {
            return record("shape \(shape): found \(values.count) values, expected \(size)")
        }
        return test(values)
    }

    /// Draws tensors, each under its own seed, until there are `samples` values and two tensors, and tests them
    /// together.
    func check<Scalar: WeightScalar>(
        samples: Int,
        seed: UInt64,
        drawing draw: (_ seed: UInt64) throws -> [Scalar]
    ) rethrows -> ConformanceFinding {
        guard samples > 0 else { return record("samples: found \(samples), expected at least 1") }
        // An error in the shape or the claim is found before anything is drawn.
        guard let size = try? elementCount(of: shape), let claim = try? claim.get(),
            fans != nil || (try? claim.law(of: shape)) != nil
        else { return test([Scalar]()) }
        var values: [Scalar] = []
        var next = seed
        // A single tensor would not show whether its seed matters.
        while values.count < samples || next &- seed < 2 {
            let tensor = try draw(next)
            guard tensor.count == size else {
                return record(
                    "shape \(shape): found \(tensor.count) values in the draw of seed \(next), expected \(size)"
                )
            }
            values += tensor
            next &+= 1
        }
        return test(values)
    }

    // MARK: - Implementation

    private func test<Scalar: WeightScalar>(_ values: [Scalar]) -> ConformanceFinding {
        guard falseAlarmBudget > 0, falseAlarmBudget < 1 else {
            return record(
                "falseAlarmBudget: found \(falseAlarmBudget), expected a number above 0 and below 1"
            )
        }
        guard resolving > 0 else {
            return record("resolving: found \(resolving), expected a number above 0")
        }
        guard let reader = TensorReader(values) else {
            return record("values of type \(Scalar.self), expected Float, Double, Float16 or BFloat16")
        }
        let result: Finding
        do {
            result = try Finding.of(
                reader,
                claim: try claim.get(),
                shape: shape,
                fans: fans,
                alpha: falseAlarmBudget,
                resolvableScale: resolving
            )
        } catch {
            return record("\(error)")
        }
        switch result.verdict {
        case .conforms: return finding(result)
        case .deviates:
            let cause = result.diagnosisWords.map { ": \($0)" } ?? ""
            return record("the weights do not conform to \(text)\(cause)", result)
        case .inconclusive, .notApplicable:
            let enough = result.valuesNeeded(toNotice: resolving).map { "about \(Numerals.grouped($0))" } ?? "more"
            return record(
                "too few values: an error of the standard deviation of \(Numerals.percent(resolving)) would have gone "
                    + "unnoticed; draw \(enough), or set resolving: to the error that must be noticed",
                result
            )
        }
    }

    /// Records an issue at the caller's line.
    private func record(_ problem: String, _ result: Finding? = nil)
        -> ConformanceFinding
    {
        let finding = finding(result, problem)
        Issue.record(Comment(rawValue: finding.description), sourceLocation: sourceLocation)
        return finding
    }

    private func finding(_ result: Finding?, _ problem: String? = nil) -> ConformanceFinding {
        return ConformanceFinding(
            claim: text,
            result: result,
            falseAlarmBudget: falseAlarmBudget,
            problem: problem
        )
    }
}

extension TensorReader {
    /// The values in their own type; nil for an unknown type.
    convenience init?<Scalar: WeightScalar>(_ values: [Scalar]) {
        let (shape, name) = ([values.count], "values")
        switch values {
        case let values as [Float]: self.init(holding: values, as: .float32, shape: shape, name: name)
        case let values as [Double]: self.init(holding: values, as: .float64, shape: shape, name: name)
        case let values as [BFloat16]:
            self.init(holding: values.map(\.bitPattern), as: .bfloat16, shape: shape, name: name)
        #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
            case let values as [Float16]:
                self.init(holding: values.map(\.bitPattern), as: .float16, shape: shape, name: name)
        #endif
        default: return nil
        }
    }
}
