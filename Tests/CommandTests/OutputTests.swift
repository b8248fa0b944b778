import Foundation
import Report
import TestSupport
import Testing

import glorot

/// What happens if standard output cannot be written, and which of several statuses a run ends with.
@Suite struct OutputTests {
    private static let sound = VerifyTests.fixtures + "/weights/keras/glorot_uniform.npy"

    private static let calls = [
        ["verify", sound, "--as", "keras.GlorotUniform"], ["verify", sound, "--as", "keras.HeUniform"],
        ["identify", sound], ["explain", "glorot_uniform"], ["list"], ["list", "--format", "json"],
        ["pvalue", "normal", "--statistic", "1"],
        ["report", "--only", "zeros", "--samples", "16", "--output", "r"],
    ]

    @Test(
        .tags(.negativeControl),
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
        arguments: calls
    )
    func `a full disk has status 73`(call: [String]) async throws {
        let refused = try await BuiltCommand.run(call, script: #"exec "$0" "$@" >/dev/full"#)
        #expect(refused.status == 73)
        #expect(refused.messages.hasSuffix("Error: standard output: cannot write: No space left on device\n"))
    }

    @Test(.tags(.negativeControl), arguments: calls)
    func `a closed standard output has status 73`(call: [String]) async throws {
        let refused = try await BuiltCommand.run(call, script: #"exec "$0" "$@" >&-"#)
        #expect(refused.status == 73)
        #expect(refused.messages.hasSuffix("Error: standard output: cannot write: Bad file descriptor\n"))
    }

    @Test(.tags(.negativeControl)) func `a closed standard error lets no message into a file`() async throws {
        let run = try await BuiltCommand.run(
            ["report", "--only", "zeros", "--samples", "16", "--output", "r"],
            script: #""$0" "$@" 2>&- >/dev/null; head -c 20 r/conformance.md; tail -c 2 r/conformance.json"#
        )
        #expect(run.output == "# Conformance report}\n")
    }

    @Test(.tags(.property)) func `of several statuses the gravest comes first`() {
        let order: [Int32] = [70, 73, 66, 65, 64, 1, 2]
        for (place, status) in order.enumerated() {
            #expect(ExitStatus.first(of: Array(order[place...].reversed())) == status)
        }
        #expect(ExitStatus.first(of: []) == nil)
    }
}
