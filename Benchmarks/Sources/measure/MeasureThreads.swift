import ArgumentParser
import Workloads

struct MeasureThreads: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "threads",
        abstract: "Fills on one thread and on several: how much faster, and whether the bits are the same."
    )

    @Option(help: "How often each is run; the median counts.")
    var rounds: Int = 7

    @Option(help: "Elements of a fill.")
    var elements: Int = 1 << 22

    @Option(help: "The number of threads to compare with one.")
    var threads: Int = 2

    func run() throws {
        let figures = try Stopwatch.time(Workload.threadedFills(count: elements, threads: threads), rounds: rounds)
        let agree = try Workload.threadsAgree(count: elements, threads: threads)
        try Document(elements: elements, rounds: rounds, figures: figures, sameBits: agree).print()
    }
}
