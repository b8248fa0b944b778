extension Key: CustomStringConvertible {
    /// The 128 bits as 32 hexadecimal digits: cipher words, then counter words, each with its highest digit first.
    public var description: String {
        var text = ""
        for lane in 0..<4 {
            let digits = String(words[lane], radix: 16)
            text += String(repeating: "0", count: 8 - digits.count) + digits
        }
        return text
    }
}
