internal import Stats
internal import WeightFiles

/// What is kept after reading a tensor, or a part of one. With its name, shape and rule it is all that a verdict needs.
struct Measured: Codable, Sendable {
    /// The outcome.
    let state: State

    /// The law that speaks for the 16-bit values.
    var lattice: SpeakingLattice?

    /// What reveals copies; nil for values that may well be equal to others.
    var traces: CopyTraces?

    /// Whether it may deviate by its own tests, however many other tensors there are.
    var isSuspect = false

    /// The diagnosis and pictures of its values, if they may deviate and will not be available later.
    var insight: Insight?

    /// The values themselves, lowest byte first, if they are needed later and few.
    var values: [UInt8]?

    init(_ state: State) { self.state = state }

    enum State: Codable, Sendable {
        /// It was tested against its claim.
        indirect case tested(Battery.Outcome)

        /// It was compared with another tensor, bit by bit.
        case compared(with: String, isSame: Bool)

        /// It is empty, and the claim allows its shape.
        case empty

        /// The claim does not fit it.
        case unfit(reason: String)

        /// It could not be read.
        indirect case failed(WeightFileError)
    }

    /// The data for pictures of a tensor.
    struct Picture: Codable, Sendable {
        /// Counts of the values by intervals; nil for claims that draw nothing, or whole tensors.
        let histogram: SampleHistogram?

        /// The tensor from afar.
        let blocks: MatrixBlocks
    }

    /// What a second reading of a tensor found.
    struct Insight: Codable, Sendable {
        /// What its values are instead.
        let diagnosis: [Diagnosis]

        /// The data for its pictures; nil if the values are available for them.
        var picture: Picture?
    }
}
