public import NumberTypes

/// What a file says about one of its tensors.
public struct TensorInfo: Hashable, Codable, Sendable {
    /// The tensor's name. The nameless array of a single-array file takes the file's name without folder and suffix.
    public let name: String

    /// The sizes of the axes, as the framework shows them.
    public package(set) var shape: [Int]

    /// The type of the stored numbers; nil if they cannot be read.
    public let type: NumberType?

    /// The file's spelling of the type: `<f4`, `BF16`.
    public let typeName: String

    /// Whether the first axis varies fastest in the file. `shape` is the same either way; elements are read in the
    /// file's order.
    public let isFortranOrder: Bool

    /// The number of elements: the product of `shape`.
    public package(set) var count: Int

    /// The most axes that a tensor may have.
    package static let axisLimit = 64

    /// The tensor's place among those of its file.
    var index: Int

    /// What the user should know about the tensor: why it cannot be read, or that the file does not state its type.
    /// Otherwise nil.
    public var note: String?

    /// Whether the file states the shape. Otherwise the shape is the number of values.
    public var hasShape = true

    /// The place of an earlier tensor of the file that shares its stored values: tied weights. Otherwise nil.
    package var tied: Int?

    /// The place among the tensors of its file, from 0 on.
    package var place: Int { index }
}

extension [Int] {
    /// The product of the sizes; nil if it does not fit 64 bits. An axis of size zero makes any product zero.
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
    /// The name for messages: the tensor's, or if it has none, the file's.
    public func name(in file: String) -> String { Self.name(name, in: file) }

    /// The name for messages of a tensor of which only the name is known.
    public static func name(_ tensor: String, in file: String) -> String {
        tensor.isEmpty ? String(file.split(separator: "/").last ?? "") : tensor
    }
}
