extension Unicode.Scalar {
    /// Whether a reader would not see the character for what it is.
    ///
    /// True for control characters, format characters (which change the direction of writing or take no room) and line
    /// breaks. Unicode 16.0, section 4.5: Cc, Cf, Zl, Zp.
    package var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

/// Text from a file, fit for a message: in quotes, hidden characters escaped, no longer than 80 characters.
package func quoted(_ text: String) -> String {
    var result = "'"
    for (position, scalar) in text.unicodeScalars.enumerated() {
        if position == 80 { return result + "…'" }
        result += scalar.isHidden ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return result + "'"
}

/// Quotes bytes that need not be text.
func quoted(_ bytes: some Sequence<UInt8>) -> String {
    // 80 characters take at most 320 bytes; the rest would not be shown.
    quoted(String(decoding: Array(bytes.prefix(324)), as: UTF8.self))
}

/// Sizes as a list, at most eight of them shown: `[2, 3]`, `[1, 1, 1, 1, 1, 1, 1, 1, … 92 more]`.
func listed(_ sizes: [Int]) -> String {
    let shown = sizes.prefix(8).map(String.init).joined(separator: ", ")
    return sizes.count > 8 ? "[\(shown), … \(sizes.count - 8) more]" : "[\(shown)]"
}

/// Bytes as hexadecimal numbers: `50 4B 03 04`.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined(separator: " ")
}
