#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The forked child of a process that has called the library.
///
/// Swift's mutexes identify a thread by a number of the system that each thread looks up once. After a fork the
/// surviving thread has a new number but still uses the old one, so a contended lock fails. A new thread has the right
/// number.
enum ForkedProcess {
    /// Makes a call: on a new thread in such a child, else on this one.
    static func call<Result>(_ work: () -> Result) -> Result {
        guard getpid() != first else { return work() }
        var result: Result?
        withoutActuallyEscaping({ result = work() }) { work in
            if let thread = startThread(Work(work)) { pthread_join(thread, nil) }
        }
        // If no thread can be had, there is nothing better.
        return result ?? work()
    }

    // MARK: - Implementation

    /// The process that called first.
    private static let first = getpid()
}

/// Starts a thread; nil if the system has no more.
func startThread(_ work: Work) -> pthread_t? {
    #if canImport(Darwin)
        var thread: pthread_t?
    #else
        var thread = pthread_t()
    #endif
    let argument = Unmanaged.passRetained(work)
    let status = pthread_create(
        &thread,
        nil,
        { argument in
            #if canImport(Darwin)
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
            #else
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
            #endif
            return nil
        },
        argument.toOpaque()
    )
    guard status == 0 else {
        argument.release()
        return nil
    }
    return thread
}

/// The work of a thread.
final class Work {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
}
