#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Makes a folder and those above it, unless they exist.
///
/// - Throws: `FileError` if the path is taken by something other than a folder, or a folder cannot be made.
public func createFolder(_ path: String) throws(FileError) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
        prefix += part
        if mkdir(prefix, 0o755) != 0, errno != EEXIST {
            throw FileError(path: prefix, operation: "create the folder", code: errno)
        }
        prefix += "/"
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, operation: "read", code: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(path: path, operation: "create the folder", code: ENOTDIR)
    }
}
