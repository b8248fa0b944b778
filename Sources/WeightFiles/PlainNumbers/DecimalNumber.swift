/// Numbers as people and programs write them: `-0.05`, `1e-3`, `.5`, `nan`, `-inf`.
enum DecimalNumber {
    /// The powers of ten that a Double holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The number that the bytes spell, rounded to nearest; nil if they spell none.
    ///
    /// A number is an optional sign, digits with or without a point, and an optional exponent; or `nan`, `inf` or
    /// `infinity` in any case. A number that is too large is infinite, as in C and Python. Hexadecimal numbers are not
    /// recognised.
    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var position = 0
        var isNegative = false
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            position = 1
        }
        var digits: UInt64 = 0
        var digitCount = 0
        var significantCount = 0
        var fractionCount = 0
        var hasPoint = false
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
                digitCount += 1
                if hasPoint { fractionCount += 1 }
                if significantCount > 0 || byte != UInt8(ascii: "0") { significantCount += 1 }
                // 19 digits fit. With more, the standard library parses the number below.
                if significantCount <= 19 { digits = digits * 10 + UInt64(byte - UInt8(ascii: "0")) }
            } else {
                break
            }
            position += 1
        }
        guard digitCount > 0 else { return special(text) }
        guard let exponent = exponent(text, from: position) else { return nil }
        // Both factors are exact, so one rounding remains (Clinger 1990).
        let scale = exponent - fractionCount
        if significantCount <= 19, digits <= 1 << 53, abs(scale) <= 22 {
            let power = powersOfTen[abs(scale)]
            let magnitude = scale < 0 ? Double(digits) / power : Double(digits) * power
            return isNegative ? -magnitude : magnitude
        }
        return Double(String(decoding: text, as: UTF8.self))
    }

    /// The exponent that the rest of the text spells: 0 if nothing is left, nil if it is malformed.
    private static func exponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        if position == text.count { return 0 }
        guard text[position] | 0x20 == UInt8(ascii: "e") else { return nil }
        position += 1
        var isNegative = false
        if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        guard position < text.count else { return nil }
        var exponent = 0
        while position < text.count {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[position] else { return nil }
            // Beyond this, the standard library decides, and it reads the text itself.
            if exponent < 100_000 { exponent = exponent * 10 + Int(text[position] - UInt8(ascii: "0")) }
            position += 1
        }
        return isNegative ? -exponent : exponent
    }

    private static func special(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var word = String(decoding: text, as: UTF8.self).lowercased()[...]
        let isNegative = word.first == "-"
        if isNegative || word.first == "+" { word.removeFirst() }
        switch word {
        case "nan": return .nan
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        default: return nil
        }
    }
}
