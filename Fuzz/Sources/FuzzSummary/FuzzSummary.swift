import Conformance
import Dispatch
import Report
import RulesFile
import Stats
import WeightFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads a summary: the MessagePack between the beginning of its file and the checksum, both of which this adds.
///
/// A summary that can be read is judged and rendered in every format. An error is fine if it has a message.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    _ = seeds
    let content = Array("glorot summary".utf8) + [0, 1] + UnsafeBufferPointer(start: start, count: count)
    let sum = crc32(content)
    let bytes = content + (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
    do throws(WeightFileError) {
        let summary = try SummaryFile.parse(bytes, path: "part.glorot")
        guard let expectations = try? Expectations(summary.header.rules) else { return -1 }
        let done = DispatchSemaphore(value: 0)
        Task {
            defer { done.signal() }
            do {
                let judgement = try await Verification.judge(
                    summary,
                    path: "p",
                    expecting: expectations,
                    evidenceLimit: 4
                )
                guard case .verdicts(let verification) = judgement else { return }
                precondition(!JSONVerification.render(verification).isEmpty)
                precondition(!MarkdownVerification.render(verification).isEmpty)
                precondition(!HTMLVerification.render(verification, arguments: []).isEmpty)
            } catch {
                precondition("\(error)".hasPrefix("p: "))
            }
        }
        done.wait()
    } catch {
        precondition(error.description.hasPrefix("part.glorot: "))
    }
    return 0
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF) { sum, byte in
        (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
}

/// Writes summaries of small tensors to the folder that GLOROT_SEEDS names, once. No fuzzer would guess their form.
private let seeds: Void = {
    guard let folder = getenv("GLOROT_SEEDS").map({ String(cString: $0) }) else { return }
    let done = DispatchSemaphore(value: 0)
    Task {
        defer { done.signal() }
        for (number, seed) in seedRequests.enumerated() {
            let files = [try WeightFile(bytes: Array(seed.text.utf8), name: "w.txt")]
            let rules = StatedRules.claim(seed.claim, fans: nil, padding: nil, names: [])
            let header = SummaryHeader(
                version: "0",
                rules: rules,
                alpha: 0.1,
                resolvableScale: 0.05,
                files: files,
                unopened: []
            )
            let summary = try await VerificationSummary.make(files, header: header, expecting: Expectations(rules))
            var file = try StagedFile(path: "\(folder)/seed-\(number)")
            try file.write(SummaryFile.bytes(of: summary).dropFirst(16).dropLast(4))
            try file.commit()
        }
    }
    done.wait()
}()

private var seedRequests: [(text: String, claim: String)] {
    let values = (1...40).map { Double($0) / 41 }
    func text(_ scale: Double) -> String { values.map { "\(scale * $0)" }.joined(separator: " ") }
    return [
        (text(1), "uniform(0, 1)"), (text(3), "uniform(0, 1)"), (text(1), "normal(0, 1)"), ("0 0 0", "zeros"),
        ("0 0 1", "zeros"), (text(0.1), "normal(0, 5)"), ("nan 1 2 3 4 5 6 7 8 9", "normal(0, 1)"),
        (text(1), "keras.GlorotUniform"),
    ]
}
