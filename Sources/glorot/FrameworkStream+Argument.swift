public import ArgumentParser
public import Conformance

/// The streams of frameworks, as arguments of the command.
extension FrameworkStream: ExpressibleByArgument {}

extension SeededDraw {
    /// The draw that two options name; nil if neither is given.
    ///
    /// - Throws: `UsageError` if only one of them is given, or the framework does not take the seed.
    init?(stated stream: FrameworkStream?, _ seed: UInt64?) throws {
        switch (stream, seed) {
        case (nil, nil): return nil
        case (let stream?, let seed?):
            self.init(stream, seed: seed)
            _ = try SeededSource(self)
        case (_?, nil): throw UsageError("--stream: found it without --seed, expected both")
        case (nil, _?): throw UsageError("--seed: found it without --stream, expected both")
        }
    }
}
