#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

import Report

/// Standard output for what scripts read; standard error for messages, and a progress line where it is a terminal.
enum Terminal {
    /// Whether standard output is a terminal that has colours, and nobody asked for none (no-color.org).
    static var isColoured: Bool {
        func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return isatty(1) == 1 && variable("NO_COLOR").isEmpty && variable("TERM") != "dumb"
    }

    /// Columns of the terminal that standard output is, or of the page that COLUMNS speaks of; nil where neither tells.
    static var width: Int? {
        if let asked = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), asked > 0 { return asked }
        var size = winsize()
        guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Opens what the caller has closed of the three standard streams, so that no other file takes its number: output
    /// is then refused, and messages are lost.
    static func reserveStreams() {
        for descriptor in 0...2 as ClosedRange<Int32> where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is this one.
            _ = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes what a script reads.
    ///
    /// - Throws: `OutputError` where not all of it can be written.
    static func output(_ text: String) throws {
        if let code = write(text, to: 1) { throw OutputError(reason: String(cString: strerror(code))) }
    }

    /// Tells something on standard error. Nothing can be told of a failure to do so.
    static func message(_ text: String) { _ = write(text.withoutControls + "\n", to: 2) }

    /// Whether there is a terminal for lines of progress.
    static var showsProgress: Bool { isatty(2) == 1 }

    /// Writes a line over the one that was written last; nothing where standard error is no terminal.
    static func redraw(_ line: String, isLast: Bool) {
        guard showsProgress else { return }
        // What is left of a longer line is erased: ECMA-48, EL.
        _ = write("\r\(line)\u{1B}[K" + (isLast ? "\n" : ""), to: 2)
    }

    // MARK: - Implementation

    /// Writes all of a text; the system's error number where it cannot.
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

/// The system's call, which `Terminal.write` would hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// Standard output that cannot be written.
struct OutputError: Error, CustomStringConvertible {
    let reason: String

    var description: String { "standard output: cannot write: \(reason)" }
}
