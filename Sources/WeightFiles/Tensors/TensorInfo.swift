public import NumberTypes

/// What a file says about one of its tensors.
public struct TensorInfo: Hashable, Codable, Sendable {
    /// The tensor's name. A file that holds one nameless array lends it its own, without folder and suffix.
    public let name: String

    /// The sizes of the axes, as the framework shows them.
    public package(set) var shape: [Int]

    /// The type of the stored numbers; nil where they cannot be read.
    public let type: NumberType?

    /// The type as the file spells it: `<f4`, `BF16`.
    public let typeName: String

    /// Whether the first axis varies fastest in the file. `shape` is the same either way; the order in which elements
    /// are read is the file's.
    public let isFortranOrder: Bool

    /// The number of elements: the product of `shape`.
    public package(set) var count: Int

    /// Axes of a tensor, at most.
    package static let axisLimit = 64

    /// Where the tensor stands among those of its file.
    var index: Int

    /// What the user should know of the tensor: that it cannot be read, and why, or that the file does not say its type.
    /// Else nil.
    public var note: String?

    /// Whether the file says what the shape is; otherwise it is the number of values.
    public var hasShape = true

    /// The place, among the tensors of its file, of an earlier one that is the same values in the same place: tied weights.
    /// Else nil.
    package var tied: Int?

    /// The place among the tensors of its file, from 0 on.
    package var place: Int { index }
}

extension [Int] {
    /// The product of sizes; nil where it does not fit 64 bits. An axis of size zero makes any product zero.
    package var checkedProduct: Int? {
        if contains(0) { return 0 }
        var product = 1
        for size in self {
            let (next, overflow) = product.multipliedReportingOverflow(by: size)
            if overflow { return nil }
            product = next
        }
        return product
    }
}

extension TensorInfo {
    /// The name as messages have it: the tensor's, or that of its file where it has none.
    public func name(in file: String) -> String { Self.name(name, in: file) }

    /// The name as messages have it, of a tensor that is known by its name alone.
    public static func name(_ tensor: String, in file: String) -> String {
        tensor.isEmpty ? String(file.split(separator: "/").last ?? "") : tensor
    }
}
