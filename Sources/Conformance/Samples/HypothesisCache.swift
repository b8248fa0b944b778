internal import Claims
internal import NumberTypes
internal import Synchronization
internal import WeightFiles

/// The hypothesis made last: a hundred thousand tensors of one claim and shape all share it.
final class HypothesisCache: Sendable {
    private typealias Key = (
        claim: String, shape: [Int], hasShape: Bool, type: NumberType, fans: ClaimedFans?, wholeShape: [Int]?
    )

    private let last = Mutex<(key: Key, hypothesis: Hypothesis)?>(nil)

    /// The hypothesis of a tensor, made if it is not known.
    ///
    /// - Throws: as `Hypothesis.init(_:of:fans:wholeShape:)`.
    func hypothesis(
        _ claim: Claim,
        of info: TensorInfo,
        fans: ClaimedFans?,
        wholeShape: [Int]?
    ) throws -> Hypothesis {
        let type = info.type ?? .float64
        let key = (claim.text, info.shape, info.hasShape, type, fans, wholeShape)
        if let last = last.withLock(\.self), last.key == key { return last.hypothesis }
        let hypothesis = try Hypothesis(claim, of: info, fans: fans, wholeShape: wholeShape)
        last.withLock { $0 = (key, hypothesis) }
        return hypothesis
    }
}
