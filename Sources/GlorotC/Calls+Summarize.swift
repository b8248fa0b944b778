internal import CGlorot
internal import Claims
internal import Conformance
internal import Report
internal import RulesFile
internal import Stats
internal import WeightFiles

extension Calls {
    /// The largest number of threads of a call.
    private static let threadLimit = 64

    static func summarize(_ store: UnsafePointer<glorot_store>?, _ options: UnsafePointer<CChar>?) throws -> Outcome {
        let options = try Options(
            options,
            [
                "files", "claim", "fan_in", "fan_out", "padding_idx", "rules", "included", "alpha", "resolve", "part",
                "wanted", "threads",
            ]
        )
        let stated = try statedRules(options)
        let expectations = try Expectations(stated)
        let locations = try options.texts("files") ?? []
        guard !locations.isEmpty else { throw CallError.options("files: found none, expected at least one") }
        guard Set(locations).count == locations.count else {
            throw CallError.options("files: found one twice, expected each once")
        }
        let name = try options.text("part") ?? "1/1"
        guard let part = SummaryPart(name) else {
            throw CallError.options("part: found \(quoted(name)), expected k/n with k from 1 to n, such as 3/8")
        }
        let wanted = try options.text("wanted").map { try WantedTensors(Array($0.utf8), path: "wanted") }
        let threads = try options.integer("threads")
        if let threads, !(1...threadLimit ~= threads) {
            throw CallError.options("threads: found \(threads), expected 1 to \(threadLimit)")
        }

        let access = store.map { FileAccess.store(StoredFiles(CallerStore($0.pointee))) } ?? .disk
        var files: [WeightFile] = []
        var unopened: [WeightFileError] = []
        for location in locations {
            do throws(WeightFileError) {
                files += try WeightFolder.open(location, in: access)
            } catch .file(let error) {
                throw WeightFileError.file(error)
            } catch {
                unopened.append(error)
            }
        }
        let header = SummaryHeader(
            version: ToolVersion.text,
            rules: stated,
            alpha: try alpha(options),
            resolvableScale: try resolve(options),
            files: files,
            unopened: unopened
        )
        let opened = files
        let summary = try CallExecutor.run(width: threads ?? 2) {
            await Machine.$threadLimit.withValue(threads ?? Machine.threadLimit) {
                await Swift.Result {
                    try await VerificationSummary.make(
                        opened,
                        header: header,
                        expecting: expectations,
                        part: part,
                        only: wanted.map { ($0, "wanted") }
                    )
                }
            }
        }.get()
        return (0, Answer([:], data: ["summary": try SummaryFile.bytes(of: summary)]))
    }

    private static func statedRules(_ options: Options) throws -> StatedRules {
        // Finds the same errors as verify does.
        _ = try expectations(options)
        if let text = try options.text("rules") {
            return .file(path: "rules.yaml", text: text, included: try included(options))
        }
        let padding = try options.integer("padding_idx")
        return .claim(try options.text("claim") ?? "", fans: try options.fans(), padding: padding, names: [])
    }
}

extension Result where Failure == any Error {
    /// The result of asynchronous work.
    fileprivate init(_ work: () async throws -> Success) async {
        do {
            self = .success(try await work())
        } catch {
            self = .failure(error)
        }
    }
}
