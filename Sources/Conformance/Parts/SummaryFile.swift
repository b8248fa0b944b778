internal import MessagePack
public import WeightFiles

/// A summary as a file.
///
/// | bytes | |
/// | --- | --- |
/// | 0 to 15 | `glorot summary` and two bytes of the format's version, 0 and 1 |
/// | then | MessagePack: a map of `header`, the header's own MessagePack as a binary, and of `records`, a list of maps of `place`, `content` and `body`, a record's own MessagePack as a binary |
/// | the last 4 | CRC-32 of everything before, lowest byte first |
public enum SummaryFile {
    /// The largest file that is read, in bytes.
    public static let sizeLimit = 1 << 32

    private static let magic = Array("glorot summary".utf8) + [0, 1]

    private struct Contents: Codable {
        let header: [UInt8]
        let records: [VerificationSummary.Record]
    }

    /// The bytes of a file.
    public static func bytes(of summary: VerificationSummary) throws -> [UInt8] {
        let contents = Contents(header: summary.headerBytes, records: summary.records)
        let bytes = magic + (try MessagePackEncoder().encode(contents))
        let sum = checksum(bytes[...])
        return bytes + (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
    }

    /// Reads a file.
    ///
    /// - Throws: `WeightFileError.file` if it cannot be read; `.format` if it is not a summary, or not whole.
    public static func read(_ path: String) throws(WeightFileError) -> VerificationSummary {
        try parse(try readSmallFile(path, limit: sizeLimit), path: path)
    }

    /// Reads a summary from a file's bytes; the path is for messages.
    ///
    /// - Throws: `WeightFileError.format`.
    public static func parse(_ bytes: [UInt8], path: String) throws(WeightFileError) -> VerificationSummary {
        guard bytes.starts(with: magic.dropLast(2)) else {
            throw .malformed(path, "magic", at: 0, found: "another file", expected: "one that glorot summarize wrote")
        }
        guard bytes.count >= magic.count + 4, bytes.starts(with: magic) else {
            let version = bytes.dropFirst(magic.count - 2).prefix(2).map(String.init).joined(separator: ".")
            throw .malformed(path, "version", at: 14, found: version, expected: "0.1, of a file of this version")
        }
        let (content, sum) = (bytes.dropLast(4), bytes.suffix(4))
        guard sum.reversed().reduce(0, { $0 << 8 | UInt32($1) }) == checksum(content) else {
            let expected = "that of its bytes: it was cut off or changed"
            throw .malformed(path, "checksum", at: content.count, found: "another", expected: expected)
        }
        do {
            let contents = try MessagePackDecoder().decode(Contents.self, from: content.dropFirst(magic.count))
            let header = try MessagePackDecoder().decode(SummaryHeader.self, from: contents.header)
            if let fault = header.fault {
                throw WeightFileError.malformed(path, "header", found: fault, expected: "what glorot summarize writes")
            }
            let summary = VerificationSummary(header, contents.header, contents.records)
            guard zip(summary.records, summary.records.dropFirst()).allSatisfy({ $0.isBefore($1) }) else {
                throw WeightFileError.malformed(path, "records", found: "one twice", expected: "each once")
            }
            return summary
        } catch let error as WeightFileError {
            throw error
        } catch {
            throw .malformed(path, "content", found: "\(error)", expected: "what glorot summarize writes")
        }
    }
}
