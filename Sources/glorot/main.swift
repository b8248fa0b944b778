import Conformance
import Stats

let plan = try Plan.standard()
let clock = ContinuousClock()
let start = clock.now
let run = try await ConformanceRun.run(plan, seed: 2026)
print("time", clock.now - start, "draws", run.drawCount, "cases", run.cases.count)
for c in run.cases {
    let ps =
        c.outcome?.results.map { "\($0.test.rawValue)=\($0.pValue.value)" }.joined(separator: " ") ?? (c.reason ?? "")
    if c.verdict == .deviates || c.shape == [784, 256] { print(c.claim, c.shape, c.verdict, ps, c.cause ?? "") }
}
for d in run.defects {
    print(
        d.defect.name,
        d.result.shape,
        d.result.verdict,
        d.result.deviating(at: 1e-6).map(\.rawValue),
        d.result.cause ?? "",
        d.result.reason ?? ""
    )
}
