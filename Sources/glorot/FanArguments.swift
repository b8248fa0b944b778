import ArgumentParser
import Claims

/// Fans that the caller states, if a shape does not tell them.
struct FanArguments: ParsableArguments {
    @Option(help: "The number of inputs of an output, if the shape does not tell; needs --fan-out.")
    var fanIn: Int?

    @Option(help: "The number of outputs of an input, if the shape does not tell; needs --fan-in.")
    var fanOut: Int?

    var isEmpty: Bool { fanIn == nil && fanOut == nil }

    /// Both fans; nil if neither is stated.
    func claimed() throws -> ClaimedFans? {
        switch (fanIn, fanOut) {
        case (nil, nil): return nil
        case (let fanIn?, let fanOut?) where fanIn > 0 && fanOut > 0:
            return ClaimedFans(fanIn: Double(fanIn), fanOut: Double(fanOut))
        case (_?, nil): throw UsageError("--fan-out: found none beside --fan-in, expected both")
        case (nil, _?): throw UsageError("--fan-in: found none beside --fan-out, expected both")
        default: throw UsageError("--fan-in, --fan-out: found a number below 1, expected both above 0")
        }
    }
}
