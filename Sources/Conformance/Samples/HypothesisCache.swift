internal import Claims
internal import NumberTypes
internal import Synchronization
internal import WeightFiles

/// The hypothesis made last: a hundred thousand tensors of one claim and shape all share it.
final class HypothesisCache: Sendable {
    private struct Key: Equatable {
        let claim: String
        let shape: [Int]
        let hasShape: Bool
        let numberType: NumberType
        let fans: ClaimedFans?
        let wholeShape: [Int]?
    }

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
        let key = Key(
            claim: claim.text,
            shape: info.shape,
            hasShape: info.hasShape,
            numberType: type,
            fans: fans,
            wholeShape: wholeShape
        )
        if let known = last.withLock({ $0?.key == key ? $0?.hypothesis : nil }) { return known }
        let hypothesis = try Hypothesis(claim, of: info, fans: fans, wholeShape: wholeShape)
        last.withLock { $0 = (key, hypothesis) }
        return hypothesis
    }
}
