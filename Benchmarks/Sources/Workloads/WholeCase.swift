internal import Claims
internal import Conformance

/// One case of a report, from its claim to its verdict: drawn twice and put through every test.
public struct WholeCase: Sendable {
    /// The number of values drawn.
    public let count: Int
    private let plan: Plan

    /// A case of `glorot_normal`, which is a truncated normal law, at a dense layer's shape.
    public init(count: Int) throws {
        self.count = count
        plan = Plan(claims: [try Claim("glorot_normal")], shapes: [[784, 256]], sampleCount: count)
    }

    /// Runs it.
    public func run() async throws {
        let finished = try await ConformanceRun.run(plan, seed: 1, defects: [])
        precondition(finished.cases.first?.verdict == .conforms, "\(String(describing: finished.cases.first?.verdict))")
    }
}
