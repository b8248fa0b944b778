internal import Substrings

/// Commands as they are typed in a shell.
enum ShellWords {
    /// A command and its arguments, each quoted if a shell would change it (POSIX 2.2).
    static func command(_ name: String, _ arguments: [String]) -> String {
        ([name] + arguments.map(quoted)).joined(separator: " ")
    }

    /// A pattern that matches only this name.
    static func pattern(_ name: String) -> String {
        name.unicodeScalars.map { "[*?".unicodeScalars.contains($0) ? "[\($0)]" : String($0) }.joined()
    }

    // MARK: - Implementation

    private static func quoted(_ argument: String) -> String {
        let isPlain =
            !argument.isEmpty
            && argument.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./,:=+@%".utf8.contains(byte)
                }
            }
        return isPlain ? argument : "'" + argument.replaced("'", by: "'\\''") + "'"
    }
}
