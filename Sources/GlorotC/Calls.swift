internal import CGlorot
internal import Claims
internal import Conformance
internal import NumberTypes
internal import Report
internal import RulesFile
internal import WeightFiles

/// What the exported functions do: each takes what the caller passes, and returns a status and an answer.
enum Calls {
    typealias Outcome = (status: Int32, answer: Answer)

    static func verify(
        _ tensors: UnsafePointer<glorot_tensor>?,
        _ count: Int,
        _ options: UnsafePointer<CChar>?
    ) throws -> Outcome {
        let options = try Options(
            options,
            [
                "claim", "fan_in", "fan_out", "padding_idx", "rules", "included", "alpha", "resolve", "strict",
                "evidence",
                "source",
                "stream",
                "seed",
            ]
        )
        let expectations = try expectations(options)
        let (alpha, resolve) = (try alpha(options), try resolve(options))
        let isStrict = try options.flag("strict")
        let evidence = min(max(try options.integer("evidence") ?? 0, 0), HTMLVerification.evidenceLimit)
        let draw = try seededDraw(options)
        let (file, width) = try memory(tensors, count, options)
        let verification = CallExecutor.run(width: width) {
            await Verification.run(
                [file],
                expecting: expectations,
                alpha: alpha,
                resolvableScale: resolve,
                evidenceLimit: evidence,
                drawnBy: draw
            )
        }
        let answer = Answer([
            "json": { JSONVerification.render(verification) },
            "text": {
                // The command itself says why nothing was tested; here the text has to.
                (verification.emptiness.map { $0 + "\n" } ?? "")
                    + TextVerification.render(verification, isStrict: isStrict, isCommand: false)
            },
            "markdown": { MarkdownVerification.render(verification) },
            "junit": { JUnitVerification.render(verification, isStrict: isStrict) },
            "html": { HTMLVerification.render(verification, arguments: []) },
        ])
        return (ExitStatus.of(verification, isStrict: isStrict) ?? 0, answer)
    }

    static func identify(
        _ tensors: UnsafePointer<glorot_tensor>?,
        _ count: Int,
        _ options: UnsafePointer<CChar>?
    ) throws -> Outcome {
        let options = try Options(options, ["fan_in", "fan_out", "alpha", "source", "seeds", "streams"])
        let alpha = try options.probability("alpha") ?? Identification.standardAlpha
        let fans = try options.fans()
        let search = try seedSearch(options)
        let (file, width) = try memory(tensors, count, options)
        let identification = CallExecutor.run(width: width) {
            await Identification.run([file], fans: fans, alpha: alpha, seeds: search)
        }
        let statuses = identification.cases.compactMap { tensor -> Int32? in
            if case .failed(let error) = tensor.disposition { ExitStatus.of(error) } else { nil }
        }
        if let emptiness = identification.emptiness { throw CallError.options(emptiness) }
        let answer = Answer([
            "json": { JSONIdentification.render(identification) },
            "text": { TextIdentification.render(identification) },
            "markdown": { MarkdownIdentification.render(identification) },
        ])
        return (ExitStatus.first(of: statuses) ?? 0, answer)
    }

    static func explain(_ options: UnsafePointer<CChar>?) throws -> Outcome {
        let options = try Options(options, ["subjects", "shape", "fan_in", "fan_out"])
        let (shape, fans) = (try options.integers("shape"), try options.fans())
        guard shape == nil || fans == nil else {
            throw CallError.options("shape: found it beside fan_in and fan_out, expected one or the other")
        }
        if let shape { try check(shape) }
        let question = try Question(try options.texts("subjects") ?? [])
        let text = try question.answer(shape: shape, fans: fans, asMarkdown: false)
        let markdown = try question.answer(shape: shape, fans: fans, asMarkdown: true)
        return (0, Answer(["text": { text }, "markdown": { markdown }]))
    }

    static func list(_ options: UnsafePointer<CChar>?) throws -> Outcome {
        let options = try Options(options, ["frameworks"])
        let list = try InitializerList(frameworks: try options.texts("frameworks") ?? [])
        return (0, Answer(["json": { list.json }, "text": { list.text }]))
    }

    // MARK: - Implementation

    /// The seeds and streams to search; nil if no seeds are named.
    private static func seedSearch(_ options: Options) throws -> SeedSearch? {
        let streams = try options.texts("streams")?.map { try stream(named: $0) } ?? FrameworkStream.allCases
        guard let texts = try options.texts("seeds") else { return nil }
        let ends = texts.compactMap { UInt64($0) }
        guard ends.count == texts.count, ends.count.isMultiple(of: 2),
            stride(from: 0, to: ends.count, by: 2).allSatisfy({ ends[$0] <= ends[$0 + 1] })
        else { throw CallError.options("seeds: expected the first and the last of each range, as texts") }
        let ranges = stride(from: 0, to: ends.count, by: 2).map { ends[$0]...ends[$0 + 1] }
        let search = SeedSearch(ranges.isEmpty ? SeedSearch.commonSeeds : ranges, of: streams)
        guard search.seedCount <= SeedSearch.mostSeeds else {
            throw CallError.options("seeds: found more than 2^36, expected fewer")
        }
        return search
    }

    static func alpha(_ options: Options) throws -> Double {
        try options.probability("alpha") ?? ConformanceRun.standardAlpha
    }

    static func resolve(_ options: Options) throws -> Double {
        let resolve = try options.number("resolve") ?? ConformanceRun.standardResolvableScale
        guard resolve > 0, resolve.isFinite else {
            throw CallError.options("resolve: found \(resolve), expected a number above 0")
        }
        return resolve
    }

    /// The tensors as a file of weights, and how many threads are worth starting for them.
    private static func memory(
        _ tensors: UnsafePointer<glorot_tensor>?,
        _ count: Int,
        _ options: Options
    ) throws -> (file: WeightFile, width: Int) {
        let source = try options.text("source") ?? "memory"
        let readers = try TensorArguments.readers(tensors, count, in: source)
        let total = readers.reduce(0) { $0 &+ $1.count }
        // Two at a time, as for a file. Work that takes less time than starting a thread gets no thread.
        let width = readers.count > 1 && total > 1 << 14 ? 2 : 1
        return (WeightFile(holding: readers, name: source), width)
    }

    static func expectations(_ options: Options) throws -> Expectations {
        switch (try options.text("claim"), try options.text("rules")) {
        case (let claim?, nil):
            let claim = try KnownClaims.claim(claim)
            let padding = try options.integer("padding_idx")
            if let own = claim.paddingIndex, let padding, own != padding {
                throw CallError.options("padding_idx: found \(padding) beside padding_idx=\(own), expected one of them")
            }
            return Expectations(claim, fans: try options.fans(), padding: padding)
        case (nil, let rules?):
            for name in ["fan_in", "fan_out", "padding_idx"] where try options.integer(name) != nil {
                throw CallError.options("\(name): found it beside rules, expected it beside a claim")
            }
            return try ExpectationsFile.parse(
                Array(rules.utf8),
                path: "rules",
                included: try included(options),
                mayNameFiles: false
            )
        case (nil, nil): throw CallError.options("found neither, expected a claim or rules")
        case (_?, _?): throw CallError.options("found both, expected a claim or rules")
        }
    }

    /// The texts that rules may include, by their paths.
    static func included(_ options: Options) throws -> [String: String] {
        let texts = try options.texts("included") ?? []
        guard texts.count.isMultiple(of: 2) else {
            throw CallError.options("included: found \(texts.count) texts, expected a path and a text in turn")
        }
        let pairs = stride(from: 0, to: texts.count, by: 2).map { (texts[$0], texts[$0 + 1]) }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func check(_ shape: [Int]) throws {
        guard shape.count <= TensorArguments.axisLimit, shape.allSatisfy({ $0 >= 0 }), shape.checkedProduct != nil
        else {
            throw CallError.options(
                "shape: found \(shape.prefix(8)), expected at most \(TensorArguments.axisLimit) sizes of at least 0"
            )
        }
    }
}
