import Foundation
import TestSupport
import Testing

import Claims
import Conformance
import Report
import RulesFile
import Stats
import WeightFiles

/// A verification that is split over machines gives the same result as one machine.
@Suite struct SummaryTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../Fixtures").standardizedFileURL.path

    /// A checkpoint and the rules that it is verified by.
    struct Checkpoint: CustomTestStringConvertible, Sendable {
        let file: String
        let rules: StatedRules

        var testDescription: String { String(file.split(separator: "/").last ?? "") }

        func header(_ files: [WeightFile]) -> SummaryHeader {
            SummaryHeader(
                version: ToolVersion.text,
                rules: rules,
                alpha: ConformanceRun.standardAlpha,
                resolvableScale: ConformanceRun.standardResolvableScale,
                files: files,
                unopened: []
            )
        }

        /// The file of a share's summary.
        func summary(_ part: String = "1/1", only wanted: (WantedTensors, String)? = nil) async throws -> [UInt8] {
            let files = [try WeightFile(path: file)]
            let summary = try await VerificationSummary.make(
                files,
                header: header(files),
                expecting: try Expectations(rules),
                part: try #require(SummaryPart(part)),
                only: wanted
            )
            return try SummaryFile.bytes(of: summary)
        }

        /// The document of one machine.
        func document() async throws -> String {
            let files = [try WeightFile(path: file)]
            return JSONVerification.render(await Verification.run(files, expecting: try Expectations(rules)))
        }

        /// The judgement of a summary.
        func judgement(_ bytes: [UInt8], isExact: Bool = false) async throws -> Verification.Judgement {
            let summary = try SummaryFile.parse(bytes, path: "merged")
            let expectations = try Expectations(summary.header.rules)
            return try await Verification.judge(summary, path: "merged", expecting: expectations, isExact: isExact)
        }

        func document(of bytes: [UInt8]) async throws -> String? {
            guard case .verdicts(let verification) = try await judgement(bytes) else { return nil }
            return JSONVerification.render(verification)
        }
    }

    /// Fresh models with their rules, and files from public reports with one claim.
    private static func checkpoints() throws -> [Checkpoint] {
        let names = try FileManager.default.contentsOfDirectory(atPath: fixtures + "/models").sorted()
        let models = try names.filter { $0.hasSuffix(".safetensors") }.compactMap { name -> Checkpoint? in
            let rules = "\(fixtures)/models/\(name.prefix { $0 != "-" && $0 != "." }).yaml"
            guard FileManager.default.fileExists(atPath: rules) else { return nil }
            return Checkpoint(file: "\(fixtures)/models/\(name)", rules: try ExpectationsFile.stated(rules))
        }
        struct Row: Decodable {
            var file: String
            var claim: String?
            var fanIn: Double?
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let manifest = try Data(contentsOf: URL(fileURLWithPath: fixtures + "/history/manifest.json"))
        let reports = try decoder.decode([Row].self, from: manifest).compactMap { row in
            row.fanIn == nil
                ? row.claim.map {
                    Checkpoint(
                        file: "\(fixtures)/history/\(row.file)",
                        rules: .claim($0, fans: nil, padding: nil, names: [])
                    )
                } : nil
        }
        return models + reports
    }

    private static func merged(_ parts: [[UInt8]]) throws -> [UInt8] {
        let summaries = try parts.enumerated().map { ("\($0)", try SummaryFile.parse($1, path: "\($0)")) }
        return try SummaryFile.bytes(of: #require(try VerificationSummary.merged(summaries)))
    }

    /// Merges parts in a random order, some twice, along a random tree.
    private static func merged(_ parts: [[UInt8]], _ generator: inout SystemLikeGenerator) throws -> [UInt8] {
        var rest = parts
        for part in parts where Bool.random(using: &generator) { rest.append(part) }
        rest.shuffle(using: &generator)
        while rest.count > 1 {
            let count = Int.random(in: 2...min(rest.count, 4), using: &generator)
            let start = Int.random(in: 0...(rest.count - count), using: &generator)
            rest.replaceSubrange(start..<start + count, with: [try merged(Array(rest[start..<start + count]))])
        }
        return rest[0]
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    private struct SystemLikeGenerator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// Ten thousand divisions, orders, duplications and trees if GLOROT_THOROUGH_TESTS is set, else a few hundred.
    @Test(.tags(.property)) func `any division, order, duplication and tree gives the document of one machine`()
        async throws
    {
        var generator = SystemLikeGenerator(state: 2026)
        var checkpoints = try Self.checkpoints()
        #expect(checkpoints.count >= 40)
        if isQuickRun { checkpoints = Array(checkpoints.suffix(4)) }
        let (counts, rounds) = isThoroughRun ? ([1, 2, 3, 5, 8], 60) : ([3, 8], 4)
        var total = 0
        for checkpoint in checkpoints {
            let expected = try await checkpoint.document()
            for count in counts {
                var parts: [[UInt8]] = []
                for number in 1...count { parts.append(try await checkpoint.summary("\(number)/\(count)")) }
                // A lost machine leaves nothing behind, and another one does its work again.
                let again = Int.random(in: 1...count, using: &generator)
                #expect(try await checkpoint.summary("\(again)/\(count)") == parts[again - 1])
                let whole = try Self.merged(parts)
                let found = try await checkpoint.document(of: whole)
                #expect(found == expected, "\(checkpoint.testDescription) in \(count)")
                for _ in 0..<rounds {
                    #expect(try Self.merged(parts, &generator) == whole)
                    total += 1
                }
            }
        }
        #expect(!isThoroughRun || total >= 10_000)
    }

    /// Values that no initializer draws, of a few bits each.
    private static func values(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SystemLikeGenerator(state: seed)
        return (0..<count).map { _ in Float(generator.next() >> 40) * 0x1p-24 }
    }

    private static func write(_ tensors: [(name: String, values: [Float])], to path: String) throws {
        var header = "{"
        var offset = 0
        for (name, values) in tensors {
            let end = offset + 4 * values.count
            header += "\(offset > 0 ? "," : "")\"\(name)\":{\"dtype\":\"F32\",\"shape\":[\(values.count)],"
            header += "\"data_offsets\":[\(offset),\(end)]}"
            offset = end
        }
        header += "}"
        var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) } + Data(header.utf8)
        for tensor in tensors { tensor.values.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    @Test(.tags(.property), .disabled(if: isQuickRun))
    func `a tensor that is read in parts has bounds of its p-values, and the exact ones once it was read again`()
        async throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path("w.safetensors")
        var shifted = Self.values(9_000_000, seed: 3)
        for i in shifted.indices { shifted[i] *= 0.999 }
        try Self.write(
            [
                ("large", Self.values(13_000_000, seed: 1)), ("shifted", shifted),
                ("small", Self.values(20_000, seed: 2)),
            ],
            to: path
        )
        let checkpoint = Checkpoint(
            file: path,
            rules: .claim("uniform(0, 1)", fans: nil, padding: nil, names: [])
        )
        let expected = try await checkpoint.document()
        for count in [3, 7] {
            var parts: [[UInt8]] = []
            for number in 1...count { parts.append(try await checkpoint.summary("\(number)/\(count)")) }
            #expect(parts.allSatisfy { $0.count < 1 << 22 })
            let merged = try Self.merged(parts.reversed())
            // Without exactness the verdicts are the same.
            guard case .verdicts(let bounded) = try await checkpoint.judgement(merged) else {
                Issue.record("bounds decide here")
                return
            }
            #expect(bounded.cases.map(\.verdict) == [.conforms, .deviates, .conforms])
            let whole = await Verification.run(
                [try WeightFile(path: path)],
                expecting: try Expectations(checkpoint.rules)
            )
            for (own, other) in zip(bounded.cases, whole.cases) {
                let results = (own.finding?.outcome?.results ?? [], other.finding?.outcome?.results ?? [])
                #expect(results.0.map(\.test) == results.1.map(\.test) && !results.0.isEmpty)
                for (test, exact) in zip(results.0, results.1) {
                    guard let least = test.leastPValue else {
                        #expect(test == exact)
                        continue
                    }
                    #expect(least <= exact.pValue && exact.pValue <= test.pValue)
                }
            }
            guard case .wanted(let wanted, _) = try await checkpoint.judgement(merged, isExact: true) else {
                Issue.record("bounds are not exact")
                return
            }
            #expect(wanted.tensors.map(\.name) == ["large", "shifted"])
            let list = folder.path("wanted.json")
            try folder.write(JSONWanted.render(wanted), to: "wanted.json")
            var refined = [merged]
            for number in 1...2 {
                refined.append(try await checkpoint.summary("\(number)/2", only: (WantedTensors(path: list), list)))
            }
            let exact = try Self.merged(refined)
            guard case .verdicts(let verification) = try await checkpoint.judgement(exact, isExact: true) else {
                Issue.record("everything is exact")
                return
            }
            #expect(JSONVerification.render(verification) == expected)
        }
    }

    /// Things that go wrong between machines.
    @Suite struct Refusals {
        private let folder: TemporaryFolder
        private let path: String
        private let checkpoint: Checkpoint

        init() throws {
            folder = try TemporaryFolder()
            path = folder.path("w.safetensors")
            try SummaryTests.write(
                ["a", "b", "c"].enumerated().map { ($1, SummaryTests.values(5000, seed: UInt64($0))) },
                to: path
            )
            checkpoint = Checkpoint(file: path, rules: .claim("uniform(0, 1)", fans: nil, padding: nil, names: []))
        }

        private func complaint(_ work: () async throws -> Void) async -> String? {
            do {
                try await work()
                return nil
            } catch {
                return "\(error)"
            }
        }

        @Test(.tags(.negativeControl)) func `a tensor that is missing is named`() async throws {
            let parts = [try await checkpoint.summary("1/3"), try await checkpoint.summary("3/3")]
            let merged = try SummaryTests.merged(parts)
            let found = await complaint { _ = try await checkpoint.judgement(merged) }
            #expect(
                found == "merged: tensors: found nothing of b in \(path), expected whole tensors: merge all parts"
            )
        }

        @Test(.tags(.negativeControl)) func `other values are a conflict, and other rules another verification`()
            async throws
        {
            let first = try await checkpoint.summary()
            let values = ["a", "b", "c"].enumerated().map { ($1, SummaryTests.values(5000, seed: UInt64($0) + 7)) }
            try SummaryTests.write(values, to: path)
            let second = try await checkpoint.summary()
            let conflict = await complaint { _ = try SummaryTests.merged([first, second]) }
            #expect(conflict == "1: a: values: found other values than in 0, expected the same in both")
            let other = Checkpoint(file: path, rules: .claim("uniform(0, 2)", fans: nil, padding: nil, names: []))
            let third = try await other.summary()
            let verification = await complaint { _ = try SummaryTests.merged([first, third]) }
            #expect(
                verification
                    == "1: header: found other files, rules or levels than in 0, expected parts of one verification"
            )
        }

        @Test(.tags(.negativeControl)) func `a file that is cut off or changed is refused`() async throws {
            let bytes = try await checkpoint.summary()
            for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
                #expect(throws: WeightFileError.self) { try SummaryFile.parse(Array(bytes[..<end]), path: "p") }
            }
            for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
                var changed = bytes
                changed[place] ^= 0x10
                #expect(throws: WeightFileError.self) { try SummaryFile.parse(changed, path: "p") }
            }
            let found = await complaint { _ = try SummaryFile.parse([1, 2, 3], path: "p") }
            #expect(found == "p: magic at byte 0: found another file, expected one that glorot summarize wrote")
        }

        @Test(.tags(.negativeControl)) func `a file that cannot be read leaves no summary`() async throws {
            let files = [try WeightFile(path: path)]
            try FileManager.default.removeItem(atPath: path)
            let found = await complaint {
                _ = try await VerificationSummary.make(
                    files,
                    header: checkpoint.header(files),
                    expecting: Expectations(checkpoint.rules)
                )
            }
            #expect(found?.contains("no longer there") ?? false, "\(found ?? "")")
        }
    }

    @Test(.tags(.knownAnswer)) func `a share is a number of all`() {
        #expect(SummaryPart("3/8").map { [$0.number, $0.count] } == [3, 8])
        for text in ["", "3", "0/8", "9/8", "-1/2", "1/0", "1/2/3", "a/b", "1/1000001", " 1/2"] {
            #expect(SummaryPart(text) == nil, "\(text)")
        }
    }
}
