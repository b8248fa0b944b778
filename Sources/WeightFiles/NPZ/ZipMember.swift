/// A member of a ZIP archive, as the central directory describes it.
struct ZipMember: Sendable {
    enum Method: Sendable {
        case stored, deflated
    }

    let name: String
    let method: Method
    let crc: UInt32

    /// The number of bytes in the archive.
    let compressedSize: Int

    /// The number of bytes of content.
    let size: Int

    /// Where the member's own header begins.
    let headerOffset: Int

    /// Where its data begin; known once its own header has been read.
    var dataOffset = 0

    /// The member's name in messages.
    var part: String { "member \(quoted(name))" }
}
