/// A file whose content is not what its format demands, or is more than this package reads.
public struct FileFormatError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String

    /// The tensor or the archive's member that is meant, where it is one: `tensor 'a'`, `member 'a.npy'`.
    public let part: String?

    /// What is wrong: magic, header length, shape.
    public let subject: String

    /// Where that stands, in bytes; nil where it stands in no one place. It is counted from the start of the file; where
    /// `part` is a member of an archive and the subject is of the .npy file in it (magic, version, header, shape, data),
    /// from the start of that file, as it is when inflated.
    public let offset: Int?

    /// What stands there.
    public let found: String

    /// What should stand there.
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
