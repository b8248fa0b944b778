/// Why a file of weights cannot be read.
public enum WeightFileError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The file cannot be opened or read, or changed while it was read.
    case file(FileError)

    /// The file's content is malformed, or of a kind that is not read.
    case format(FileFormatError)

    /// The file.
    public var path: String {
        switch self {
        case .file(let error): error.path
        case .format(let error): error.path
        }
    }

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .format(let error): error.description
        }
    }

    /// A file whose content is malformed.
    package static func malformed(
        _ path: String,
        part: String? = nil,
        _ subject: String,
        at offset: Int? = nil,
        found: String,
        expected: String
    ) -> Self {
        .format(FileFormatError(path: path, part: part, subject, at: offset, found: found, expected: expected))
    }

    /// A file that cannot be read, for a reason other than a system error.
    package static func unreadable(_ path: String, _ reason: String) -> Self {
        .file(FileError(path: path, operation: "read", reason: reason))
    }

    /// A file that changed while it was read.
    package static func changed(_ path: String, _ how: String) -> Self {
        .unreadable(path, "it changed while it was read: \(how)")
    }
}
