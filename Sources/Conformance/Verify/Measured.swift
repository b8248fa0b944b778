internal import Stats
internal import WeightFiles

/// What reading a tensor, or a part of one, leaves behind: with its name, shape and rule all that a verdict needs.
struct Measured: Codable, Sendable {
    /// What became of it.
    let state: State

    /// The law that speaks for 16-bit values.
    var lattice: SpeakingLattice?

    /// What tells copies; nil for what may well be equal.
    var traces: CopyTraces?

    /// Whether it may deviate by its own tests, however many others there are.
    var isSuspect = false

    /// What its values are and show, where they may deviate and will not be at hand later.
    var insight: Insight?

    /// The values themselves, the lowest byte of each first, where they are needed later and few.
    var values: [UInt8]?

    init(_ state: State) { self.state = state }

    enum State: Codable, Sendable {
        /// It was tested against its claim.
        indirect case tested(Battery.Outcome)

        /// It was to equal another tensor to the bit, and does or does not.
        case compared(with: String, isSame: Bool)

        /// There is nothing in it, and the claim allows its shape.
        case empty

        /// The claim does not fit it.
        case unfit(reason: String)

        /// It could not be read.
        indirect case failed(WeightFileError)
    }

    /// What pictures of a tensor show.
    struct Picture: Codable, Sendable {
        /// The counts of the values by intervals; nil for claims that draw nothing, or whole tensors.
        let histogram: SampleHistogram?

        /// The tensor from afar.
        let blocks: MatrixBlocks
    }

    /// What was found by reading a tensor once more.
    struct Insight: Codable, Sendable {
        /// What its values are instead.
        let diagnosis: [Diagnosis]

        /// What pictures of it show; nil where the values are at hand for them.
        var picture: Picture?
    }
}
