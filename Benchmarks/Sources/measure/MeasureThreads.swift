import ArgumentParser
import Workloads

struct MeasureThreads: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "threads",
        abstract: "Fills on one thread and on several: how much faster, and whether they are the same bits."
    )

    @Option(help: "Times that each is done; the median counts.")
    var rounds: Int = 7

    @Option(help: "Elements of a fill.")
    var elements: Int = 1 << 22

    @Option(help: "Threads beside one.")
    var threads: Int = 2

    func run() throws {
        let figures = try Stopwatch.time(Workload.threadedFills(count: elements, threads: threads), rounds: rounds)
        let agree = try Workload.threadsAgree(count: elements, threads: threads)
        try Document(elements: elements, rounds: rounds, figures: figures, sameBits: agree).print()
    }
}
