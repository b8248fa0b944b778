import ArgumentParser
import Conformance

/// Seeds on the command line: `0..4294967295`, `42`, or `none`.
struct SeedRange: ExpressibleByArgument, Equatable {
    /// The seeds; nil for none.
    let seeds: ClosedRange<UInt64>?

    init?(argument: String) {
        if argument == "none" {
            seeds = nil
            return
        }
        let ends = argument.split(separator: "..", omittingEmptySubsequences: false).map { UInt64($0) }
        guard let first = ends.first, let low = first, let last = ends.last, let high = last, ends.count <= 2,
            low <= high
        else { return nil }
        seeds = low...high
    }
}

/// The seeds and streams that a command searches.
struct SeedArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Seeds to try, such as 0..4294967295 or 42; none for no search. Without it, 0 to 100,000, dates and other common ones. May be repeated.",
            valueName: "range"
        )
    )
    var seeds: [SeedRange] = []

    @Option(help: "A stream to search for the seed, such as torch; all by default. May be repeated.")
    var stream: [FrameworkStream] = []

    /// The search that the options name; nil if they ask for none.
    ///
    /// - Throws: `UsageError` if none and something to search are asked for.
    func search() throws -> SeedSearch? {
        let streams = stream.isEmpty ? FrameworkStream.allCases : stream
        guard !seeds.isEmpty else { return SeedSearch(SeedSearch.commonSeeds, of: streams) }
        let ranges = seeds.compactMap(\.seeds)
        guard ranges.isEmpty || ranges.count == seeds.count else {
            throw UsageError("--seeds: found none beside a range, expected one or the other")
        }
        guard !ranges.isEmpty else { return nil }
        let search = SeedSearch(ranges, of: streams)
        guard search.seedCount <= SeedSearch.mostSeeds else {
            throw UsageError("--seeds: found more than 2^36 seeds, expected fewer: most generators have 2^32")
        }
        return search
    }
}
