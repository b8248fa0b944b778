internal import Claims
internal import WeightFiles

/// What rules expect of single tensors, if that depends on numbers in their names or on tensors beside them.
struct ExpectedTensors {
    /// What is expected, or why that cannot be said.
    typealias Answer = Result<Expectations.Expectation, Unfit>

    private let rules: [Expectations.Rule]

    /// Cached claims, by rule: each is read once for each set of numbers in it.
    private var known: [Int: [[String]: Result<(expectation: Expectations.Expectation, fansBeside: String?), Unfit>]] =
        [:]

    /// The tensors in pieces, whose shapes no single file has.
    private let pieced: Set<String>

    /// The shapes of the tensors of a file, by name.
    private var shapes: [ObjectIdentifier: [String: [Int]]] = [:]

    /// - Parameter pieced: the names of tensors in pieces.
    init(_ rules: [Expectations.Rule], pieced: Set<String>) { (self.rules, self.pieced) = (rules, pieced) }

    /// What a rule that applies to a tensor expects of it.
    mutating func tensor(_ info: TensorInfo, in file: WeightFile, by place: Int) -> Answer {
        switch expectation(rules[place], place, name: info.name(in: file.path)) {
        case .failure(let problem): return .failure(problem)
        case .success(let (expectation, beside)):
            guard let beside, case .claim(let claim, _) = expectation else { return .success(expectation) }
            return fans(of: claim, Self.name(beside, besideOf: info.name), in: file)
        }
    }

    /// The name of a tensor beside another: the same with another last part.
    static func name(_ last: String, besideOf name: String) -> String {
        let end = name.lastIndex { $0 == "." || $0 == "/" }
        return (end.map { String(name[...$0]) } ?? "") + last
    }

    // MARK: - Implementation

    /// The claim with the fans from another tensor.
    private mutating func fans(of claim: Claim, _ name: String, in file: WeightFile) -> Answer {
        guard !pieced.contains(name) else {
            return .failure(Unfit(reason: "fan_in: found \(quoted(name)) in pieces, expected its fan-in as a number"))
        }
        guard let shape = shapes(of: file)[name] else {
            return .failure(Unfit(reason: "fan_in: found no tensor \(quoted(name)) in its file, expected one"))
        }
        do throws(ClaimError) {
            return .success(.claim(claim, fans: try claim.fans(besideOf: shape)))
        } catch {
            return .failure(Unfit(reason: "fan_in: \(quoted(name)): \(error)"))
        }
    }

    private mutating func expectation(
        _ rule: Expectations.Rule,
        _ place: Int,
        name: String
    ) -> Result<(expectation: Expectations.Expectation, fansBeside: String?), Unfit> {
        guard let make = rule.expectationByNumbers else { return .success((rule.expectation, rule.fansBeside)) }
        let numbers = rule.names.numbers(in: name) ?? []
        if let answer = known[place]?[numbers] { return answer }
        let answer = Result { try make(numbers) }.mapError { Unfit(reason: "\($0)") }
        known[place, default: [:]][numbers] = answer
        return answer
    }

    private mutating func shapes(of file: WeightFile) -> [String: [Int]] {
        let key = ObjectIdentifier(file)
        if let known = shapes[key] { return known }
        let found = Dictionary(file.tensors.map { ($0.name, $0.shape) }) { first, _ in first }
        shapes[key] = found
        return found
    }
}
