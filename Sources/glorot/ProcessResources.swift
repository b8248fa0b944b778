#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the process gets from the machine: descriptors, threads, memory.
enum ProcessResources {
    /// Makes glibc return large arrays to the system when they are freed, and keep the memory of smaller ones.
    ///
    /// By default it raises its threshold with the first large array and keeps those after it: with a hundred thousand
    /// tensors that is a tenth of the memory. The buffers for reading files are smaller than the threshold set here.
    /// Otherwise glibc would return them after every tensor, and their pages would be cleared again for the next.
    static func manageMemory() {
        setOption(mappedFrom, 4 << 20)
        setOption(trimmedFrom, 64 << 20)
    }

    /// Makes glibc keep large arrays, too, for work that asks for the same ones again and again, as a report does.
    ///
    /// Free memory at the end of a thread's heap is kept, too: returned pages would have to be cleared again.
    static func keepLargeArrays() {
        setOption(mappedFrom, 32 << 20)
        setOption(topPadding, 64 << 20)
    }

    // Swift's Glibc has no malloc.h: M_MMAP_THRESHOLD, M_TRIM_THRESHOLD and M_TOP_PAD.
    private static let (mappedFrom, trimmedFrom, topPadding) = (Int32(-3), Int32(-1), Int32(-2))

    private static func setOption(_ option: Int32, _ value: Int32) {
        #if canImport(Glibc)
            typealias SetOption = @convention(c) (Int32, Int32) -> Int32
            if let symbol = dlsym(nil, "mallopt") { _ = unsafeBitCast(symbol, to: SetOption.self)(option, value) }
        #endif
    }

    /// The message about what the system refuses; nil if there is enough.
    static func lack() -> String? {
        // The runtime's event queue takes some, and a file that is being read takes one.
        let neededDescriptors = 6
        var opened: [Int32] = []
        while opened.count < neededDescriptors {
            let descriptor = dup(2)
            guard descriptor >= 0 else { break }
            opened.append(descriptor)
        }
        opened.forEach { close($0) }
        guard opened.count == neededDescriptors else {
            let found = "found \(opened.count) file descriptors left, expected \(neededDescriptors)"
            return "\(found): raise the limit (ulimit -n)"
        }
        // Two that work, and one that waits for events.
        let neededThreads = 3
        let threads = startableThreads(upTo: neededThreads)
        guard threads == neededThreads else {
            return "found \(threads) threads available, expected \(neededThreads): raise the limit (ulimit -u)"
        }
        return nil
    }

    /// How many threads can run at the same time, up to a limit.
    private static func startableThreads(upTo limit: Int) -> Int {
        let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        pthread_mutex_init(gate, nil)
        pthread_mutex_lock(gate)
        var threads: [pthread_t] = []
        while threads.count < limit, let thread = thread(waitingFor: gate) { threads.append(thread) }
        pthread_mutex_unlock(gate)
        for thread in threads { pthread_join(thread, nil) }
        pthread_mutex_destroy(gate)
        gate.deallocate()
        return threads.count
    }

    /// A thread that ends when the gate opens; nil if the system gives none.
    private static func thread(waitingFor gate: UnsafeMutablePointer<pthread_mutex_t>) -> pthread_t? {
        #if canImport(Darwin)
            var thread: pthread_t?
            let code = pthread_create(&thread, nil, { pass($0) }, gate)
        #else
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, { $0.flatMap { pass($0) } }, gate)
        #endif
        return code == 0 ? thread : nil
    }
}

/// The work of such a thread.
private func pass(_ gate: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let gate = gate.assumingMemoryBound(to: pthread_mutex_t.self)
    pthread_mutex_lock(gate)
    pthread_mutex_unlock(gate)
    return nil
}
