import TestSupport
import Testing
import glorot

@Suite struct ProgressTests {
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (0, 492, 10, "0 of 492 cases"), (120, 492, 0.5, "120 of 492 cases"),
            (120, 492, 15, "120 of 492 cases, 8 a second, 47 s left"),
            (120, 492, 16, "120 of 492 cases, 7.5 a second, 50 s left"),
            (100, 1100, 2, "100 of 1100 cases, 50 a second, 20 s left"),
            (3, 1000, 6, "3 of 1000 cases, 30 a minute, 33 min 14 s left"),
            (1, 100, 120, "1 of 100 cases, 30 an hour, 3 h 18 min left"),
            (123_456, 1_000_000, 1, "123456 of 1000000 cases, 123456 a second, 7 s left"),
            (492, 492, 61.4, "492 of 492 cases in 1 min 1 s"), (492, 492, 0.4, "492 of 492 cases"),
            (1, .max, 1, "1 of 9223372036854775807 cases, 1 a second, 277777 h 46 min left"),
        ] as [(Int, Int, Double, String)]
    )
    func `the line has counts, rate and the time that is left`(done: Int, total: Int, seconds: Double, text: String) {
        #expect(ProgressLine.text(done, of: total, "cases", seconds: seconds) == text)
    }

    @Test(.tags(.negativeControl)) func `nothing is drawn where standard error is no terminal`() async throws {
        let run = try await BuiltCommand.run(
            "report",
            "--only",
            "zeros",
            "--samples",
            "64",
            "--output",
            "out",
            "--format",
            "json"
        )
        #expect(run.status == 0)
        #expect(!run.messages.contains("\r") && !run.messages.contains("cases,"))
    }
}
