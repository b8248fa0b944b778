public import WeightFiles

/// What the summaries of one verification have in common: what was asked, and what the files say of their tensors.
public struct SummaryHeader: Codable, Sendable {
    /// The version of the package that read the values.
    public let version: String

    /// What was asked.
    public let rules: StatedRules

    /// The family-wise rate.
    public let alpha: Double

    /// The relative error of scale that a tensor must be able to show.
    public let resolvableScale: Double

    /// The files in the order in which they were given.
    let files: [ListedFile]

    /// Why other files could not be opened.
    let unopened: [WeightFileError]

    var decision: Decision { Decision(alpha: alpha, resolvableScale: resolvableScale) }

    /// Whether a file could be opened.
    public var hasFiles: Bool { !files.isEmpty }

    /// A file as it was opened.
    struct ListedFile: Codable, Sendable {
        let path: String
        let notes: [String]
        let configuration: ModelConfiguration?
        let tensors: [TensorInfo]

        init(_ file: WeightFile) {
            (path, notes, configuration, tensors) = (file.path, file.ownNotes, file.configuration, file.tensors)
        }

        var file: WeightFile {
            WeightFile(listing: tensors, path: path, notes: notes, configuration: configuration)
        }
    }

    /// - Parameters:
    ///   - version: the version of the package, `ToolVersion.text`.
    ///   - rules: what was asked.
    ///   - alpha: the family-wise rate, above 0 and below 1.
    ///   - resolvableScale: the relative error of scale that a tensor must be able to show.
    ///   - files: the files, in order.
    ///   - unopened: why other files could not be opened.
    public init(
        version: String,
        rules: StatedRules,
        alpha: Double,
        resolvableScale: Double,
        files: [WeightFile],
        unopened: [WeightFileError]
    ) {
        (self.version, self.rules, self.alpha, self.resolvableScale) = (version, rules, alpha, resolvableScale)
        self.files = files.map { ListedFile($0) }
        self.unopened = unopened
    }

    /// Why it cannot be relied on; nil if it can. It may have come from anywhere.
    var fault: String? {
        guard alpha > 0, alpha < 1 else { return "alpha \(alpha)" }
        guard resolvableScale > 0 else { return "resolve \(resolvableScale)" }
        for file in files {
            for (place, tensor) in file.tensors.enumerated() {
                guard tensor.place == place, tensor.shape.allSatisfy({ $0 >= 0 }),
                    tensor.shape.checkedProduct == tensor.count, tensor.shape.count <= TensorInfo.axisLimit,
                    tensor.tied.map({ (0..<place).contains($0) }) ?? true
                else { return "tensor \(quoted(tensor.name)) of shape \(tensor.shape)" }
            }
        }
        return nil
    }
}
