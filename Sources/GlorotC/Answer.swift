internal import Report

/// The answer of a call, in each of its formats; a format is written when it is asked for.
final class Answer: Sendable {
    typealias Writer = @Sendable () -> String

    private let writers: [String: Writer]

    /// Formats that are not text.
    private let data: [String: [UInt8]]

    init(_ writers: [String: Writer], data: [String: [UInt8]] = [:]) { (self.writers, self.data) = (writers, data) }

    /// The answer of a call that failed.
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

    /// Calls a function with the bytes of the answer in a format; nil if the answer does not have the format.
    func withBytes<Result>(in format: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        if let data = data[format] { return data.withUnsafeBufferPointer(body) }
        guard var text = writers[format]?() else { return nil }
        return text.withUTF8(body)
    }
}
