/// A file whose content violates its format, or goes beyond what this package reads.
public struct FileFormatError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String

    /// The tensor or the archive's member at fault, if it is one: `tensor 'a'`, `member 'a.npy'`.
    public let part: String?

    /// What is wrong: magic, header length, shape.
    public let subject: String

    /// Where the fault is, in bytes from the start of the file; nil if it is in no single place.
    ///
    /// If `part` is a member of an archive and the subject belongs to the .npy file in it (magic, version, header,
    /// shape, data), the offset counts from the start of that file once inflated.
    public let offset: Int?

    /// What is there.
    public let found: String

    /// What should be there.
    public let expected: String

    init(
        path: String,
        part: String? = nil,
        _ subject: String,
        at offset: Int? = nil,
        found: String,
        expected: String
    ) {
        self.path = path
        self.part = part
        self.subject = subject
        self.offset = offset
        self.found = found
        self.expected = expected
    }

    public var description: String {
        let part = part.map { "\($0): " } ?? ""
        let place = offset.map { " at byte \($0)" } ?? ""
        return "\(path): \(part)\(subject)\(place): found \(found), expected \(expected)"
    }
}
