internal import NumberTypes
internal import Synchronization
internal import WeightFiles

/// What was seen of tensors that hold a single value, each kind once.
final class DraftConstants: Sendable {
    struct Key: Hashable {
        let value: Double
        let shape: [Int]
        let type: NumberType
    }

    private let known = Mutex<[Key: DraftTensor.Seen]>([:])

    /// What was seen of a tensor, or of another one like it.
    func seen(
        _ key: Key,
        _ look: () throws(WeightFileError) -> DraftTensor.Seen
    ) throws(WeightFileError) -> DraftTensor.Seen {
        if let seen = known.withLock({ $0[key] }) { return seen }
        let seen = try look()
        known.withLock { $0[key] = seen }
        return seen
    }
}
