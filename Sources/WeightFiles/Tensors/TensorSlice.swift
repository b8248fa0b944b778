/// A part of a tensor in NumPy's notation: `64:128`, `:, 64:128`, `1, 0`, `..., -1`.
///
/// Axes that are not named are taken whole. An index removes its axis; a range keeps it. Negative numbers count from
/// the end, as in NumPy. Unlike in NumPy, a range beyond the axis is an error, and there are no steps.
public struct TensorSlice: Hashable, Sendable, CustomStringConvertible {
    /// What the slice takes of an axis.
    public enum Axis: Hashable, Sendable {
        /// One place.
        case index(Int)

        /// A range of places; nil for the axis's own start or end.
        case range(lower: Int?, upper: Int?)

        /// `...`: all axes that the other entries leave.
        case ellipsis
    }

    /// What it takes of the leading axes, in order.
    public let axes: [Axis]

    /// A slice of these axes.
    public init(_ axes: [Axis]) {
        self.axes = axes
    }

    /// Reads a slice such as `:, 64:128`, with or without brackets around it.
    ///
    /// - Throws: `TensorSliceError` if the text is not a slice.
    public init(_ text: String) throws(TensorSliceError) {
        var body = text.filter { $0 != " " }
        if body.hasPrefix("["), body.hasSuffix("]") { body = String(body.dropFirst().dropLast()) }
        guard body.utf8.count <= 1000 else { throw TensorSliceError("a slice of \(body.utf8.count) bytes") }
        var axes: [Axis] = []
        for part in body.split(separator: ",", omittingEmptySubsequences: false) {
            guard let axis = Self.axis(part) else { throw TensorSliceError("'\(text)'") }
            axes.append(axis)
        }
        guard axes.count(where: { $0 == .ellipsis }) < 2 else { throw TensorSliceError("'...' twice in '\(text)'") }
        self.axes = axes
    }

    public var description: String {
        axes.map { axis in
            switch axis {
            case .index(let place): "\(place)"
            case .range(let lower, let upper): "\(lower.map(String.init) ?? ""):\(upper.map(String.init) ?? "")"
            case .ellipsis: "..."
            }
        }.joined(separator: ", ")
    }

    /// The places that the slice takes of each axis of a shape, and the sizes of the axes that it keeps.
    ///
    /// - Throws: `TensorSliceError` if the shape has fewer axes or places, or a range is empty.
    func box(in shape: [Int]) throws(TensorSliceError) -> TensorBox {
        func fault(_ found: String) -> TensorSliceError {
            TensorSliceError("[\(self)] of shape \(listed(shape)): \(found)")
        }
        let named = axes.count { $0 != .ellipsis }
        guard named <= shape.count else { throw fault("\(named) axes, expected at most \(shape.count)") }
        let whole = [Axis](repeating: .range(lower: nil, upper: nil), count: shape.count - named)
        let split = axes.firstIndex(of: .ellipsis)
        let all =
            split.map { Array(axes[..<$0]) + whole + Array(axes[($0 + 1)...]) } ?? axes + whole
        var ranges: [Range<Int>] = []
        var kept: [Int] = []
        for (axis, size) in zip(all, shape) {
            func place(_ number: Int) -> Int { number < 0 ? number + size : number }
            switch axis {
            case .index(let number):
                guard 0..<size ~= place(number) else {
                    throw fault("index \(number) on an axis of \(size)")
                }
                ranges.append(place(number)..<place(number) + 1)
            case .range(let lower, let upper):
                let (low, high) = (place(lower ?? 0), upper.map(place) ?? size)
                // An axis of size 0 can only be taken whole.
                guard low >= 0, high <= size, low < high || size == 0 && (lower, upper) == (nil, nil) else {
                    throw fault("places \(lower ?? 0) to \(upper ?? size) on an axis of \(size)")
                }
                ranges.append(low..<high)
                kept.append(high - low)
            case .ellipsis:
                break
            }
        }
        return TensorBox(ranges: ranges, shape: kept)
    }

    // MARK: - Implementation

    private static func axis(_ text: Substring) -> Axis? {
        if text == "..." { return .ellipsis }
        let ends = text.split(separator: ":", omittingEmptySubsequences: false)
        func number(_ text: Substring) -> Int?? {
            if text.isEmpty { return .some(nil) }
            return Int(text).flatMap { $0.magnitude <= 1 << 53 ? .some($0) : nil }
        }
        switch ends.count {
        case 1:
            guard case .some(.some(let place)) = number(ends[0]) else { return nil }
            return .index(place)
        case 2:
            guard let lower = number(ends[0]), let upper = number(ends[1]) else { return nil }
            return .range(lower: lower, upper: upper)
        default:
            return nil
        }
    }
}

/// The part that a slice takes of a tensor of known shape.
struct TensorBox: Hashable, Sendable {
    /// The places of each axis.
    let ranges: [Range<Int>]

    /// The shape of the part, without the axes that an index removed.
    let shape: [Int]

    /// Whether two boxes of one tensor share an element: they do if they overlap on every axis.
    func overlaps(_ other: TensorBox) -> Bool { zip(ranges, other.ranges).allSatisfy { $0.overlaps($1) } }
}

/// A slice that cannot be parsed, or that a shape does not have.
public struct TensorSliceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was found.
    public let found: String

    init(_ found: String) {
        self.found = found
    }

    /// The limit that bounds memory.
    static var tooManyPieces: TensorSliceError {
        TensorSliceError("more than \(ElementRuns.limit) separate pieces of the file")
    }

    public var description: String {
        "slice: found \(found), expected a NumPy slice within the shape, such as 64:128, or :, 64:128, or 1, 0"
    }
}
