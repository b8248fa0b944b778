#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The child of a fork of a process that has called the library.
///
/// Swift's mutexes know a thread by a number of the system's that each thread looks up once. The thread that came out of a
/// fork has another number than it had: a lock that two threads want then fails. A new thread has the right one.
enum ForkedProcess {
    /// Does a call: in such a child on a new thread, else on this one.
    static func call<Result>(_ work: () -> Result) -> Result {
        guard getpid() != first else { return work() }
        var result: Result?
        withoutActuallyEscaping({ result = work() }) { work in
            if let thread = startThread(Work(work)) { pthread_join(thread, nil) }
        }
        // Without a thread there is nothing better.
        return result ?? work()
    }

    // MARK: - Implementation

    /// The process that called first.
    private static let first = getpid()
}

/// Starts a thread; nil where the system has no more.
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

/// What a thread does.
final class Work {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
}
