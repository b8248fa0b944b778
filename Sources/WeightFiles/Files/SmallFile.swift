/// The bytes of a regular file that should be small, such as settings.
///
/// - Throws: `WeightFileError.file` if it cannot be read; `.format` if it has more than `limit` bytes.
public func readSmallFile(_ path: String, limit: Int) throws(WeightFileError) -> [UInt8] {
    try readSmallFile(path, limit: limit, in: .disk)
}

/// The bytes of a small file that may be in a store.
func readSmallFile(_ path: String, limit: Int, in access: FileAccess) throws(WeightFileError) -> [UInt8] {
    let source = try access.open(path)
    let size = source.size
    guard size <= limit else {
        throw .format(FileFormatError(path: path, "size", found: "\(size) bytes", expected: "at most \(limit)"))
    }
    return try source.bytes(at: 0, count: size)
}
