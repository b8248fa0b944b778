import Workloads

/// Times workloads in rounds, each once per round, so that a slow moment of the machine affects all of them alike.
enum Stopwatch {
    static func time(_ workloads: [Workload], rounds: Int) throws -> [Figure] {
        var seconds = [[Double]](repeating: [], count: workloads.count)
        // The first round warms up caches and pages and is not counted.
        for round in 0...rounds {
            for (index, workload) in workloads.enumerated() {
                let start = ContinuousClock.now
                try workload.run()
                let elapsed = ContinuousClock.now - start
                if round > 0 { seconds[index].append(elapsed / .seconds(1)) }
            }
        }
        return zip(workloads, seconds).map { workload, seconds in
            Figure(workload.name, unit: workload.unit.rawValue, seconds.map(workload.figure))
        }
    }

    /// Times asynchronous work, in nanoseconds per element.
    static func time(_ name: String, count: Int, rounds: Int, _ body: () async throws -> Void) async throws -> Figure {
        var figures: [Double] = []
        for round in 0...rounds {
            let start = ContinuousClock.now
            try await body()
            let elapsed = ContinuousClock.now - start
            if round > 0 { figures.append(elapsed / .seconds(1) * 1e9 / Double(count)) }
        }
        return Figure(name, unit: Workload.Unit.nanosecondsPerElement.rawValue, figures)
    }
}
