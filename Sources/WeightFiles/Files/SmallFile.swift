/// The bytes of a regular file of a known small kind, such as settings.
///
/// - Throws: `WeightFileError.file` where it cannot be read; `.format` where it has more than `limit` bytes.
public func readSmallFile(_ path: String, limit: Int) throws(WeightFileError) -> [UInt8] {
    let file = try OpenFile(path: path)
    let size = file.identity.size
    guard size <= limit else {
        throw .format(FileFormatError(path: path, "size", found: "\(size) bytes", expected: "at most \(limit)"))
    }
    return try ByteSource.file(file).bytes(at: 0, count: size)
}
