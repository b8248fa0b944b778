#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Numbers as reports print them: at most six significant digits, since the last bits of a p-value stand on libm and
/// differ between processors.
package enum Figures {
    /// The number with at most six significant digits, as C's %.6g.
    package static func six(_ x: Double) -> String { format(x, digits: 6) }

    /// The number with at most `digits` significant digits, as C's %g.
    package static func format(_ x: Double, digits: Int) -> String {
        var buffer = [CChar](repeating: 0, count: 64)
        let length = withVaList([Int32(clamping: digits), x]) { vsnprintf(&buffer, 64, "%.*g", $0) }
        return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A p-value with three significant digits.
    static func pValue(_ p: Double, log10: Double) -> String {
        if p > 0 || log10 == -.infinity { return format(p, digits: 3) }
        // Below the smallest Double: 10^-12345 from its logarithm.
        return "1e\(Int(log10.rounded(.down)))"
    }

    /// A whole number with its digits in groups of three.
    package static func grouped(_ n: Int) -> String {
        var groups: [String] = []
        var digits = Substring(String(n.magnitude))
        while digits.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits = digits.dropLast(3)
        }
        return (n < 0 ? "-" : "") + ([String(digits)] + groups.reversed()).joined(separator: ",")
    }

    /// A relative size in per cent with three significant digits.
    static func percent(_ x: Double) -> String { format(100 * x, digits: 3) + " %" }

    /// A shape as frameworks print it.
    package static func shape(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }
}
