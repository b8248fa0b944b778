/// Text broken into lines that fit a terminal.
package enum WrappedText {
    /// The largest number of characters of a line: fits a terminal of 80 columns, and the console blocks of documents.
    package static let width = 80

    /// The text broken at its blanks. A word longer than a line has a line of its own.
    ///
    /// - Parameters:
    ///   - first: blanks before the first line.
    ///   - rest: blanks before all others.
    package static func lines(_ text: String, first: Int = 0, rest: Int = 0, width: Int = Self.width) -> [String] {
        var lines: [String] = []
        var line = ""
        // The characters after the indentation: an empty line has none.
        var length = 0
        for word in text.split(separator: " ") {
            let indentation = lines.isEmpty ? first : rest
            if length > 0, indentation + length + 1 + word.count > width {
                lines.append(line)
                (line, length) = ("", 0)
            }
            if length == 0 {
                line = String(repeating: " ", count: lines.isEmpty ? first : rest) + word
                length = word.count
            } else {
                line += " " + word
                length += 1 + word.count
            }
        }
        return lines + [line]
    }
}
