#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard error: messages, and a progress line where it is a terminal.
enum Terminal {
    /// Whether standard output is a terminal, and nobody asked for no colour (no-color.org).
    static var isColoured: Bool {
        let refusal = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
        return isatty(1) == 1 && refusal.isEmpty
    }

    static func message(_ text: String) { writeToStandardError(text + "\n") }

    /// Redraws the progress line; nothing where standard error is no terminal.
    static func progress(_ done: Int, of total: Int, _ unit: String) {
        guard isatty(2) == 1 else { return }
        writeToStandardError("\r\(done) of \(total) \(unit)" + (done == total ? "\n" : ""))
    }

    private static func writeToStandardError(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}
