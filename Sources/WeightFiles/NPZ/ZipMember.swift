/// A member of a ZIP archive, as the central directory describes it.
struct ZipMember: Sendable {
    enum Method: Sendable {
        case stored, deflated
    }

    let name: String
    let method: Method
    let crc: UInt32

    /// Bytes in the archive.
    let compressedSize: Int

    /// Bytes of content.
    let size: Int

    /// Where the member's own header begins.
    let headerOffset: Int

    /// Where its data begin; known when its own header has been read.
    var dataOffset = 0

    /// What messages call it.
    var part: String { "member \(quoted(name))" }
}
