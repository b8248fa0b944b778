import ArgumentParser

/// A seed on the command line: a number from 0 to 2^64 - 1, or `random` for a fresh one from the system.
struct SeedArgument: ExpressibleByArgument, CustomStringConvertible, Equatable {
    let value: UInt64

    /// Whether the system chose it.
    let isFresh: Bool

    init(_ value: UInt64, isFresh: Bool = false) {
        (self.value, self.isFresh) = (value, isFresh)
    }

    init?(argument: String) {
        if argument == "random" {
            self.init(UInt64.random(in: .min ... .max), isFresh: true)
        } else {
            guard let value = UInt64(argument) else { return nil }
            self.init(value)
        }
    }

    var description: String { String(value) }
}
