#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

internal import Synchronization

/// The descriptor of an open file, closed when nobody holds it.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { if number >= 0 { close(number) } }
}

/// The descriptors that the process keeps: those of the files that were read last.
///
/// A checkpoint may have more files than a process may have open, which is 1,024 on many systems and 256 on some. A file
/// whose descriptor was let go is opened again when it is next read, which takes microseconds.
final class Descriptors: Sendable {
    static let shared = Descriptors()

    /// Files kept open, at most.
    static let limit = 8

    private struct State {
        var next = 0
        /// The one that was used last stands at the end.
        var kept: [(number: Int, descriptor: Descriptor)] = []
    }

    private let state = Mutex(State())

    /// Keeps the descriptor of a further file, and returns the file's number.
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

    /// The descriptor of a file, where it is kept.
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

    /// Lets go of all descriptors that nobody reads from.
    func removeAll() { state.withLock { $0.kept.removeAll() } }
}
