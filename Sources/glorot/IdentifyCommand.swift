import ArgumentParser
import Conformance
import Report
import WeightFiles

struct IdentifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Tells what drew the weights in files: the family of each tensor and the claims that it conforms to.",
        discussion: """
            Every initializer that glorot knows is tried, with the arguments that people pass. A claim that is listed was \
            not rejected: a small tensor conforms to many. Reads the files that verify reads.

            EXAMPLES:
              glorot identify model.safetensors --tensor '*.weight'
              glorot identify w.npy --format json
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "The files; - for numbers from standard input.")
    var files: [String]

    @Option(help: "The tensors to look at, a pattern such as '*.weight'.")
    var tensor: String = "*"

    @Option(help: "The chance that a tensor's true claim is not among those listed, above 0 and below 1.")
    var alpha: Double = Identification.standardAlpha

    @Option(help: "text or json.")
    var format: Format = .text

    @Option(help: "The files hold bare little-endian numbers: float16, bfloat16, float32 or float64.")
    var raw: String?

    func run() async throws {
        try await ExitStatus.reporting {
            try check()
            var opened: [WeightFile] = []
            var statuses: [Int32] = []
            for path in files {
                do {
                    opened.append(try open(path))
                } catch {
                    // The others are identified all the same.
                    Terminal.message("Error: \(error)")
                    statuses.append(ExitStatus.of(error))
                }
            }
            let identification = await Identification.run(opened, named: Glob(tensor), alpha: alpha) { done, total in
                Terminal.progress(done, of: total, "tensors")
            }
            if !opened.isEmpty { print(rendered(identification), terminator: "") }
            for tensor in identification.cases {
                if case .failed(let error) = tensor.disposition { statuses.append(ExitStatus.of(error)) }
            }
            if let status = ExitStatus.first(of: statuses) { throw ExitCode(status) }
        }
    }

    // MARK: - Implementation

    private func check() throws {
        guard files.count(where: { $0 == "-" }) <= 1 else {
            throw UsageError("found - twice, expected standard input once")
        }
        guard alpha > 0, alpha < 1 else {
            throw UsageError("--alpha: found \(alpha), expected a number above 0 and below 1")
        }
        guard raw.map({ StoredType(rawValue: $0) != nil }) ?? true else {
            throw UsageError("--raw: found '\(raw ?? "")', expected float16, bfloat16, float32 or float64")
        }
    }

    private func open(_ path: String) throws(WeightFileError) -> WeightFile {
        if path == "-" { return try WeightFile.standardInput() }
        // Checked before any file is opened.
        return try WeightFile(path: path, format: raw.flatMap(StoredType.init).map { .raw($0) })
    }

    private func rendered(_ identification: Identification) -> String {
        switch format {
        case .text: TextIdentification.render(identification)
        case .json: JSONIdentification.render(identification)
        }
    }
}
