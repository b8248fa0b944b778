internal import Claims
internal import WeightFiles

/// A part of a tensor that has its own claim, or what is wrong with it. A checkpoint has few of them, and its tensors
/// only refer to them.
final class TensorPart: Sendable {
    /// The slice as messages name it; `rest` for what other parts leave.
    let name: String

    /// The part as a tensor of its own; the whole tensor if the slice is at fault.
    let info: TensorInfo

    /// What it claims to be.
    let claim: Claim

    /// The fans, if they are stated.
    let fans: ClaimedFans?

    /// Whether it is the first part of its tensor.
    let isFirst: Bool

    /// What is wrong with the slice; nil if the part exists.
    let fault: String?

    private let slices: [TensorSlice]
    private let isRest: Bool

    /// The places, row-major, of the one row that this rest leaves out of a tensor; nil for other parts.
    func paddingRow(of shape: [Int]) -> Range<Int>? {
        guard isRest, slices.count == 1, slices[0].axes.count == 1, case .index(let index)? = slices[0].axes.first,
            let rows = shape.first
        else {
            return nil
        }
        let length = shape.dropFirst().reduce(1, *)
        let row = index < 0 ? index + rows : index
        return row * length..<(row + 1) * length
    }

    /// The parts of a tensor, in the order of the rule.
    static func parts(of tensor: TensorInfo, _ parts: [Expectations.Part]) -> [TensorPart] {
        let slices = parts.compactMap(\.slice)
        var found: [TensorPart] = []
        for part in parts {
            let own = part.slice.map { [$0] } ?? slices
            do throws(TensorSliceError) {
                let info =
                    if let slice = part.slice {
                        try tensor.selecting(slice)
                    } else {
                        try tensor.selecting(beside: slices)
                    }
                found.append(TensorPart(part, info: info, slices: own, isFirst: found.isEmpty))
            } catch {
                found.append(
                    TensorPart(part, info: tensor, slices: own, isFirst: found.isEmpty, fault: "\(error)")
                )
            }
        }
        // Without a part for the rest, the others must make up the whole tensor; none may overlap another.
        if slices.count == parts.count, found.allSatisfy({ $0.fault == nil }), let first = found.first {
            let fault: String?
            do throws(TensorSliceError) {
                let left = try tensor.selecting(beside: slices).count
                fault =
                    left == 0
                    ? nil : "the parts leave \(left) of \(tensor.count) values, expected a last part without a slice"
            } catch {
                fault = "\(error)"
            }
            if let fault {
                found[0] = TensorPart(parts[0], info: first.info, slices: first.slices, isFirst: true, fault: fault)
            }
        }
        return found
    }

    /// Reads the part of its tensor; nil if that has no such part.
    func reader(of whole: TensorReader) -> TensorReader? {
        isRest ? try? whole.selecting(beside: slices) : slices.first.flatMap { try? whole.selecting($0) }
    }

    // MARK: - Implementation

    private init(
        _ part: Expectations.Part,
        info: TensorInfo,
        slices: [TensorSlice],
        isFirst: Bool,
        fault: String? = nil
    ) {
        name = part.slice?.description ?? "rest"
        self.info = info
        claim = part.claim
        fans = part.fans
        self.isFirst = isFirst
        self.fault = fault
        self.slices = slices
        isRest = part.slice == nil
    }
}
