extension Array where Element: Sendable {
    /// The results of `work` on each element, in order, some elements at a time.
    ///
    /// - Parameters:
    ///   - width: how many at a time. More than the number of cores would only hold their buffers in memory.
    ///   - progress: called after each element with the number done and the total.
    ///   - work: the work on an element.
    /// - Throws: the first error that `work` throws. Elements that have not begun by then are left out.
    func mapInParallel<Result: Sendable, Failure: Error>(
        atMost width: Int,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
        _ work: @escaping @Sendable (Element) async throws(Failure) -> Result
    ) async throws(Failure) -> [Result] {
        let outcome = await withTaskGroup(of: (Int, Swift.Result<Result, Failure>).self) { group in
            var results = [Result?](repeating: nil, count: count)
            var next = 0
            func start() {
                guard next < count else { return }
                let (index, element) = (next, self[next])
                group.addTask {
                    do throws(Failure) {
                        return (index, .success(try await work(element)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
                next += 1
            }
            for _ in 0..<width { start() }
            var done = 0
            while let (index, outcome) = await group.next() {
                switch outcome {
                case .success(let result): results[index] = result
                case .failure(let error): return Swift.Result<[Result], Failure>.failure(error)
                }
                done += 1
                progress(done, count)
                start()
            }
            var all: [Result] = []
            all.reserveCapacity(count)
            for result in results { if let result { all.append(result) } }
            return .success(all)
        }
        return try outcome.get()
    }
}
