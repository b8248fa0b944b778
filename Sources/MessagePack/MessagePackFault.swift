/// An error in bytes that should be MessagePack, or a value of another type than the one asked for.
struct MessagePackFault: Error {
    /// Where the fault is, in bytes from the start of the document.
    let offset: Int

    let found: String
    let expected: String

    /// The value of another kind; nil if the bytes are not MessagePack, or a number does not fit its type.
    let value: MessagePackValue?

    /// Bytes that are not MessagePack, or a number that does not fit.
    init(_ offset: Int, found: String, expected: String) {
        (self.offset, self.found, self.expected, value) = (offset, found, expected, nil)
    }

    /// A value that is not of the kind asked for.
    init(_ value: MessagePackValue, expected: String) {
        (offset, found, self.expected, self.value) = (value.offset, value.description, expected, value)
    }

    /// The same as a Codable error. A nil counts as missing, not as another kind.
    func error(for type: any Any.Type, path: MessagePackPath) -> DecodingError {
        let message = "MessagePack at byte \(offset): found \(found), expected \(expected)"
        let context = DecodingError.Context(codingPath: path.keys, debugDescription: message)
        return switch value?.content {
        case nil: .dataCorrupted(context)
        case .some(.none): .valueNotFound(type, context)
        default: .typeMismatch(type, context)
        }
    }
}
