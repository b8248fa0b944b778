/// An error in bytes that should be MessagePack, or a value of another type than the one asked for.
struct MessagePackFault: Error {
    enum Cause {
        /// The bytes are not MessagePack, or a number does not fit its type.
        case corrupted

        /// A value of another kind.
        case mismatch

        /// A nil where there should be a value.
        case missing
    }

    let cause: Cause

    /// Where the fault is, in bytes from the start of the document.
    let offset: Int

    let found: String
    let expected: String

    /// Bytes that are not MessagePack, at an index.
    init(_ bytes: ArraySlice<UInt8>, _ index: Int, found: String, expected: String) {
        cause = .corrupted
        offset = index - bytes.startIndex
        self.found = found
        self.expected = expected
    }

    /// An item at an index that is not the one asked for. A nil counts as missing, not as another kind.
    init(_ bytes: ArraySlice<UInt8>, _ index: Int, found item: MessagePackItem, expected: String) {
        cause = if case .none = item.kind { .missing } else { .mismatch }
        offset = index - bytes.startIndex
        found = item.description
        self.expected = expected
    }

    /// The same as a Codable error.
    func error(for type: any Any.Type, path: MessagePackPath) -> DecodingError {
        let message = "MessagePack at byte \(offset): found \(found), expected \(expected)"
        let context = DecodingError.Context(codingPath: path.keys, debugDescription: message)
        return switch cause {
        case .corrupted: .dataCorrupted(context)
        case .mismatch: .typeMismatch(type, context)
        case .missing: .valueNotFound(type, context)
        }
    }
}
