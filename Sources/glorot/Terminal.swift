#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Report

/// Standard output for what scripts read; standard error for messages, and a progress line if it is a terminal.
enum Terminal {
    /// Whether standard output is a terminal with colours, and nobody asked for none (no-color.org).
    static var isColoured: Bool {
        func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return isatty(1) == 1 && variable("NO_COLOR").isEmpty && variable("TERM") != "dumb"
    }

    /// The width in columns, from COLUMNS or else from the terminal that standard output is; nil if neither tells.
    static var width: Int? {
        if let asked = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), asked > 0 { return asked }
        var size = winsize()
        guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Opens those of the three standard streams that the caller closed, so that no other file takes their numbers:
    /// output is then refused, and messages are lost.
    static func reserveStreams() {
        for descriptor in 0...2 as ClosedRange<Int32> where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is this one.
            _ = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes to standard output, which scripts read.
    ///
    /// - Throws: `OutputError` if not all of it can be written.
    static func output(_ text: String) throws {
        if let code = write(text, to: 1) { throw OutputError(reason: String(cString: strerror(code))) }
    }

    /// Writes a message to standard error. A failure to do so cannot be reported anywhere.
    static func message(_ text: String) { _ = write(text.withoutControls + "\n", to: 2) }

    /// Whether there is a terminal for lines of progress.
    static var showsProgress: Bool { isatty(2) == 1 }

    /// Writes a line over the last one; does nothing if standard error is not a terminal.
    static func redraw(_ line: String, isLast: Bool) {
        guard showsProgress else { return }
        // The rest of a longer line is erased: ECMA-48, EL.
        _ = write("\r\(line)\u{1B}[K" + (isLast ? "\n" : ""), to: 2)
    }

    // MARK: - Implementation

    /// Writes all of a text; returns the system's error number if it cannot.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var text = text
        return text.withUTF8 { bytes in
            var bytes = UnsafeRawBufferPointer(bytes)[...]
            while !bytes.isEmpty {
                let rest = UnsafeRawBufferPointer(rebasing: bytes)
                let written = systemWrite(descriptor, rest.baseAddress, rest.count)
                if written < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                bytes = bytes.dropFirst(written)
            }
            return nil
        }
    }
}

/// The system's write, which `Terminal.write` would hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// An error for standard output that cannot be written.
struct OutputError: Error, CustomStringConvertible {
    let reason: String

    var description: String { "standard output: cannot write: \(reason)" }
}
