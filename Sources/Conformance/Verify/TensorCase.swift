internal import NumberTypes
internal import Stats
public import WeightFiles

/// One tensor of a file, and its outcome.
public struct TensorCase: Sendable {
    /// The file.
    public let file: String

    /// The tensor's name; empty where the file holds just one, unnamed.
    public let tensor: String

    /// The part of the tensor, as in the rule, or `rest` for what the other parts leave; nil for the whole.
    public let part: String?

    /// The shape as the framework shows it.
    public let shape: [Int]

    /// The type as the file names it.
    public let typeName: String

    /// Number of values.
    public let count: Int

    /// The claim that its rule states; nil if it states none.
    public internal(set) var claim: String?

    /// The name in messages, preceded by the file if several files have a tensor of that name.
    public let label: String

    /// The outcome.
    public internal(set) var disposition: Disposition

    /// What was found among tensors.
    var amongTensors: Diagnosis?

    /// The law that speaks for 16-bit values, and how far the others that the claim admits lie from it.
    var lattice: SpeakingLattice?

    /// The outcome of a tensor.
    public enum Disposition: Sendable {
        /// It was tested against a claim; the verdict is the result's.
        indirect case tested(Finding)

        /// It was compared with another tensor, bit by bit.
        case compared(with: String, isSame: Bool)

        /// It was left out, for a reason.
        case skipped(reason: String)

        /// It is empty, and the claim allows its shape.
        case empty

        /// No rule matches its name.
        case unmatched

        /// The claim does not fit the tensor, or it has nothing to test.
        case unfit(reason: String)

        /// It could not be read.
        indirect case failed(WeightFileError)

        /// It is not a tensor: the file could not be opened.
        indirect case unopened(WeightFileError)
    }

    init(_ info: TensorInfo, part: String? = nil, file: String, label: String) {
        self.file = file
        self.label = label
        self.part = part
        tensor = info.name
        shape = info.shape
        typeName = info.typeName
        count = info.count
        disposition = .unmatched
    }

    /// A file that could not be opened.
    init(unopened error: WeightFileError) {
        file = error.path
        label = error.path
        tensor = ""
        part = nil
        shape = []
        typeName = ""
        count = 0
        disposition = .unopened(error)
    }

    /// The name in messages: the tensor's, or the file's if the tensor has none.
    public var name: String { TensorInfo.name(tensor, in: file) }

    /// What the tests found; nil if there were none.
    public var finding: Finding? {
        if case .tested(let finding) = disposition { finding } else { nil }
    }

    /// The verdict; nil if none was reached.
    public var verdict: Verdict? {
        switch disposition {
        case .tested(let result): result.verdict
        case .compared(_, let isSame): isSame ? .conforms : .deviates
        case .empty: .conforms
        case .unmatched: .deviates
        case .skipped, .unfit, .failed, .unopened: nil
        }
    }

    /// Whether what is known of the tensor was read from its file.
    var isRead: Bool {
        switch disposition {
        case .skipped, .empty, .unmatched: false
        case .tested, .compared, .unfit, .failed, .unopened: true
        }
    }

    /// Whether it was looked at, or found impossible to look at.
    var isAccountedFor: Bool {
        switch disposition {
        case .skipped, .empty: false
        case .tested, .compared, .unmatched, .unfit, .failed, .unopened: true
        }
    }

    /// Whether it, or its file, prevented a test of the claim.
    public var isError: Bool {
        switch disposition {
        case .unfit, .failed, .unopened: true
        case .tested, .compared, .skipped, .empty, .unmatched: false
        }
    }
}
