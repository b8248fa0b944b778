#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

internal import Synchronization

/// The descriptor of an open file, closed when nothing holds it any longer.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { if number >= 0 { close(number) } }
}

/// The descriptors that the process keeps open: those of the most recently read files.
///
/// A checkpoint may have more files than a process may have open: 1,024 on many systems, 256 on some. A file whose
/// descriptor was closed is opened again at its next read, which takes microseconds.
final class Descriptors: Sendable {
    static let shared = Descriptors()

    /// The most files kept open.
    static let limit = 8

    private struct State {
        var next = 0
        /// The most recently used comes last.
        var kept: [(number: Int, descriptor: Descriptor)] = []
    }

    private let state = Mutex(State())

    /// Keeps the descriptor of another file and returns the file's number.
    func add(_ descriptor: Descriptor) -> Int {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        keep(descriptor, number)
        return number
    }

    /// Keeps the descriptor of a file.
    func keep(_ descriptor: Descriptor, _ number: Int) {
        state.withLock { state in
            state.kept.removeAll { $0.number == number }
            if state.kept.count == Self.limit { state.kept.removeFirst() }
            state.kept.append((number, descriptor))
        }
    }

    /// The descriptor of a file, if it is kept.
    subscript(number: Int) -> Descriptor? {
        state.withLock { state in
            guard let place = state.kept.lastIndex(where: { $0.number == number }) else { return nil }
            let found = state.kept.remove(at: place)
            state.kept.append(found)
            return found.descriptor
        }
    }

    /// Lets go of the descriptor of a file.
    func remove(_ number: Int) { state.withLock { $0.kept.removeAll { $0.number == number } } }

    /// Lets go of all descriptors. Those being read from stay open until the read ends.
    func removeAll() { state.withLock { $0.kept.removeAll() } }
}
