import TestSupport
import Testing

@Suite struct CalibrateTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        .tags(.negativeControl),
        arguments: [
            (["--runs", "2"], "--runs: found no --output, expected a folder of its own"),
            (["--plan", "1", "--seed", "3"], "--plan, --seed: found no --output, expected a folder of its own"),
            (["--alpha", "0.5"], "--alpha: found no --output, expected a folder of its own"),
            (["--output", ""], "--output: found '', expected the name of a folder\n"),
            (["--runs", "0"], "--runs: found 0, expected at least 1\n"),
            (["--runs", "10000001"], "--runs: found 10000001, expected at most 10000000\n"),
            (["--power-samples", "0"], "--power-samples: found 0, expected at least 1\n"),
            (["--plan=-1"], "--plan: found -1, expected 0 or more\n"),
            (["--alpha", "1"], "--alpha: found 1.0, expected a number above 0 and below 1\n"),
        ] as [([String], String)]
    )
    func `a calibration that would take the place of the standard one is refused`(
        arguments: [String],
        message: String
    ) async throws {
        let refused = try await BuiltCommand.run(["calibrate"] + arguments, in: folder)
        #expect(refused.status == 64)
        #expect(refused.output == "")
        #expect(refused.messages.hasPrefix("Error: \(message)"))
        #expect(try folder.names() == [])
    }

    @Test(.tags(.property), .enabled(if: !isQuickRun))
    func `a calibration under other options is written where it is told to`() async throws {
        let outcome = try await BuiltCommand.run(
            ["calibrate", "--runs", "1", "--power-samples", "1", "--output", "c"],
            in: folder
        )
        #expect(outcome.status == 0)
        #expect(outcome.output == "0 of 6 runs had a rejection, within the stated levels and powers\n")
        let text = String(decoding: try folder.bytes("c/calibration.md"), as: UTF8.self)
        #expect(!text.contains("\n\n\n"))
    }
}
