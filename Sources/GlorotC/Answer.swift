internal import Report

/// What a call answers, in each of its formats; written when it is asked for.
final class Answer: Sendable {
    typealias Writer = @Sendable () -> String

    private let writers: [String: Writer]

    init(_ writers: [String: Writer]) { self.writers = writers }

    /// A call that could not be done.
    convenience init(failed message: String, status: Int32) {
        self.init([
            "text": { message },
            "json": {
                JSONValue.object([
                    ("error", .object([("status", .integer(Int(status))), ("message", .string(message))]))
                ]).text() + "\n"
            },
        ])
    }

    /// The answer in a format; nil where it has none such.
    func text(in format: String) -> String? { writers[format]?() }
}
