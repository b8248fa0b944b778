/// The bytes of a regular file of a known small kind, such as settings.
///
/// - Throws: `WeightFileError.file` where it cannot be read; `.format` where it has more than `limit` bytes.
public func readSmallFile(_ path: String, limit: Int) throws(WeightFileError) -> [UInt8] {
    try readSmallFile(path, limit: limit, in: .disk)
}

/// The same of a file that may be in a store.
func readSmallFile(_ path: String, limit: Int, in access: FileAccess) throws(WeightFileError) -> [UInt8] {
    let source = try access.open(path)
    let size = source.size
    guard size <= limit else {
        throw .format(FileFormatError(path: path, "size", found: "\(size) bytes", expected: "at most \(limit)"))
    }
    return try source.bytes(at: 0, count: size)
}
