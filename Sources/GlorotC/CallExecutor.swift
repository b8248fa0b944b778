#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

internal import Dispatch
internal import Synchronization

/// Runs the asynchronous work of one call, on the caller's thread and on others that end with the call.
///
/// A fork, such as Python's multiprocessing makes, leaves the runtime's own threads behind; a child that waited for
/// them would wait for ever. A call with little to do needs no second thread, nor the time to start one.
final class CallExecutor: TaskExecutor {
    private struct State {
        /// The waiting jobs, newest first.
        var jobs: [UnownedJob] = []
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Counts jobs, and tells each thread when all is done.
    private let signal = DispatchSemaphore(value: 0)

    /// The result of the work, once there is one.
    private final class Outcome<Result: Sendable>: Sendable {
        let value = Mutex<Result?>(nil)
    }

    /// Runs some work and returns its result.
    ///
    /// - Parameter width: number of threads, including the caller's; fewer if the system has no more.
    static func run<Result: Sendable>(width: Int, _ work: @escaping @Sendable () async -> Result) -> Result {
        let executor = CallExecutor()
        let outcome = Outcome<Result>()
        let helpers = (1..<max(width, 1)).compactMap { _ in startThread(Work { executor.runJobs() }) }
        Task(executorPreference: executor) {
            let result = await work()
            outcome.value.withLock { $0 = result }
            executor.finish(width: width)
        }
        executor.runJobs()
        for helper in helpers { pthread_join(helper, nil) }
        guard let result = outcome.value.withLock({ $0 }) else { preconditionFailure("work without a result") }
        return result
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.insert(job, at: 0) }
        signal.signal()
    }

    // MARK: - Implementation

    private func finish(width: Int) {
        state.withLock { $0.isFinished = true }
        for _ in 0..<max(width, 1) { signal.signal() }
    }

    /// Runs jobs as they come, until the work is done.
    private func runJobs() {
        while true {
            signal.wait()
            let job = state.withLock { state in state.isFinished ? nil : state.jobs.popLast() }
            guard let job else { return }
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
