public import Claims
internal import Stats
public import WeightFiles

/// What the tensors of some files are, as far as can be told: the family of each, and every known claim that it
/// conforms to.
public struct Identification: Sendable {
    /// The tensors, file by file, in the order of the files.
    public let cases: [IdentifiedTensor]

    /// Notes of the files' readers, and patterns that match nothing.
    public let warnings: [String]

    /// The chance that a tensor's true claim, or its family, is not among those named.
    public let alpha: Double

    /// The level if none is chosen.
    public static let standardAlpha = 1e-3

    /// Why nothing was looked at; nil where a tensor was, or where one could not be read.
    public var emptiness: String? {
        for tensor in cases {
            switch tensor.disposition {
            case .identified, .failed: return nil
            case .empty, .unsupported: continue
            }
        }
        return cases.isEmpty ? "found no tensor, expected at least one" : "found no tensor of floating-point numbers"
    }

    /// Identifies the tensors of open files.
    ///
    /// - Parameters:
    ///   - files: the files.
    ///   - names: the tensors to look at.
    ///   - fans: the fans if the shapes do not tell; nil for those of each claim's own rule.
    ///   - alpha: the chance that a tensor's true claim or family is left out, above 0 and below 1.
    ///   - search: the streams and seeds that may have drawn the tensors; nil to look for none.
    ///   - progress: called after each tensor with the number done and the total.
    public static func run(
        _ files: [WeightFile],
        named names: [Glob] = [Glob("*")],
        fans: ClaimedFans? = nil,
        alpha: Double = standardAlpha,
        seeds search: SeedSearch? = nil,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async -> Identification {
        let items = files.flatMap { file in
            file.tensors.map { (file: file, info: $0) }
        }.filter { item in
            names.contains { $0.matches(item.info.name(in: item.file.path)) }
        }
        let idle = names.filter { pattern in
            !files.contains { file in file.tensors.contains { pattern.matches($0.name(in: file.path)) } }
        }
        let identifier = TensorIdentifier(alpha: alpha, fans: fans)
        let biases = BiasClaims(files)
        // Two at a time: each may hold some twenty MiB.
        var cases = await items.mapInParallel(atMost: min(2, Machine.threadLimit), progress: progress) { item in
            var identifier = identifier
            identifier.further = biases.claims(for: item.info, of: item.file)
            return identifier.identify(item.info, of: item.file)
        }
        var seedWarning: String?
        if let search {
            seedWarning = await findSeeds(SeedFinder(search: search), of: &cases, fans: fans) { place in
                try? items[place].file.reader(for: items[place].info)
            }
        }
        // A file that changed between two passes tells nothing.
        for file in files {
            do {
                try file.verifyUnchanged()
            } catch {
                for index in cases.indices where items[index].file === file {
                    cases[index].disposition = .failed(error)
                }
            }
        }
        return Identification(
            cases: cases,
            warnings: files.flatMap { file in file.notes.map { "\(file.path): \($0)" } }
                + (files.isEmpty ? [] : idle.map { "no tensor matches \($0)" }) + (seedWarning.map { [$0] } ?? []),
            alpha: alpha
        )
    }
}

/// One tensor of a file, and what it is.
public struct IdentifiedTensor: Sendable {
    /// The file.
    public let file: String

    /// The tensor.
    let info: TensorInfo

    /// What became of it.
    public internal(set) var disposition: Disposition

    /// What becomes of a tensor.
    public enum Disposition: Sendable {
        /// It was looked at.
        case identified(TensorIdentity)

        /// It has no values.
        case empty

        /// Its numbers are of a type that is not read, such as integers.
        case unsupported

        /// It could not be read.
        case failed(WeightFileError)
    }

    /// The tensor's name; empty where the file holds just one, unnamed.
    public var tensor: String { info.name }

    /// The shape as the framework shows it.
    public var shape: [Int] { info.shape }

    /// The type as the file names it.
    public var typeName: String { info.typeName }

    /// Number of values.
    public var count: Int { info.count }

    /// The name as messages have it: the tensor's, or the file's if the tensor has none.
    public var name: String { info.name(in: file) }
}

/// The family of a tensor and the claims that it conforms to.
public struct TensorIdentity: Sendable {
    /// The likeliest family that was not ruled out.
    public internal(set) var family: TensorFamily

    /// The other families that were not ruled out, likeliest first.
    public internal(set) var alternatives: [TensorFamily] = []

    /// The claims that it conforms to, best first.
    public internal(set) var claims: [ConformingClaim] = []

    /// The stream and the seed that drew it; nil if none was found or looked for.
    public internal(set) var seed: SeedMatch?

    /// The row that is 0 and set aside, as an embedding's padding row; nil in most tensors.
    public internal(set) var paddingRow: Int?

    /// The number of values set aside because the claims' laws have none there, while the others conform; 0 in most
    /// tensors.
    public internal(set) var outlierCount = 0

    /// The one of these that is farthest from the mean; NaN where there is none.
    public internal(set) var farthestOutlier = Double.nan

    /// Number of distinct laws that the usual claims state for the shape.
    public internal(set) var lawCount = 0

    /// The number of these that one pass did not rule out, so that they were tested.
    public internal(set) var testedLawCount = 0

    /// What one pass over the values found.
    let profile: TensorProfile

    init(_ profile: TensorProfile) { (family, self.profile) = (.unknown, profile) }

    /// Mean of the finite values.
    public var mean: Double { profile.mean }

    /// Standard deviation of the finite values.
    public var standardDeviation: Double { profile.standardDeviation }

    /// Excess kurtosis of the finite values.
    public var excessKurtosis: Double { profile.excessKurtosis }

    /// The smallest finite value.
    public var minimum: Double { profile.minimum }

    /// The largest finite value.
    public var maximum: Double { profile.maximum }

    /// Number of zeros.
    public var zeroCount: Int { profile.zeros }

    /// Number of values that are NaN or infinite.
    public var notFiniteCount: Int { profile.notFinite }
}

/// A known claim that a tensor conforms to.
public struct ConformingClaim: Sendable {
    /// The claim.
    public let claim: String

    /// The law that it states for the shape.
    public let law: ClaimedLaw

    /// The tensor's standard deviation over the law's; NaN for a law without spread.
    public let scaleRatio: Double

    /// The smallest p-value of the rigorous tests, adjusted for their number and that of the laws.
    public let pValue: Double

    /// The logarithm of the density that the law gives the tensor; infinite for a law that fixes all values.
    let logLikelihood: Double
}
