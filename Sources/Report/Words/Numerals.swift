#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Numbers as reports print them: at most six significant digits, since the last bits of a p-value depend on libm and
/// differ between processors.
package enum Numerals {
    /// The number with at most six significant digits, as C's %.6g.
    package static func six(_ x: Double) -> String { format(x, digits: 6) }

    /// The number with at most `digits` significant digits, as C's %g.
    package static func format(_ x: Double, digits: Int) -> String {
        // C prints the sign of a NaN, which differs between processors.
        guard !x.isNaN else { return "nan" }
        var buffer = [CChar](repeating: 0, count: 64)
        let length = withVaList([Int32(clamping: digits), x]) { vsnprintf(&buffer, 64, "%.*g", $0) }
        return buffer.withUnsafeBytes { String(decoding: $0.prefix(Int(length)), as: UTF8.self) }
    }

    /// A p-value with three significant digits, from its logarithm if it is below the smallest normal Double.
    package static func pValue(_ p: Double, log10: Double) -> String {
        guard p < Double.leastNormalMagnitude, log10.isFinite else { return format(p, digits: 3) }
        let exponent = log10.rounded(.down)
        // If the logarithm has no digits after the point, the p-value has none at all.
        guard exponent > -1e15 else { return "<1e-1000000000000000" }
        // The mantissa is in 1...10; one that rounds to 10 carries.
        let mantissa = format(pow(10, log10 - exponent), digits: 3)
        return mantissa == "10" ? "1e\(Int(exponent) + 1)" : "\(mantissa)e\(Int(exponent))"
    }

    /// A whole number with all its digits; any other number as `six` writes it.
    package static func whole(_ x: Double) -> String { Int(exactly: x).map(String.init) ?? six(x) }

    /// A whole number with its digits in groups of three.
    package static func grouped(_ n: Int) -> String {
        let digits = String(n.magnitude).utf8
        var text = n < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// A number of things: 1 case, 1,040 cases.
    package static func counted(_ n: Int, _ noun: String) -> String { "\(grouped(n)) \(noun)\(n == 1 ? "" : "s")" }

    /// A relative size in per cent with three significant digits.
    package static func percent(_ x: Double) -> String { format(100 * x, digits: 3) + " %" }

    /// An interval in words: "0...1", or "0..." if it has no end.
    package static func range(_ range: ClosedRange<Double>) -> String {
        let low = six(range.lowerBound)
        return range.upperBound.isFinite ? "\(low)...\(whole(range.upperBound))" : "\(low)..."
    }

    /// A shape as frameworks print it.
    package static func shape(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }
}
