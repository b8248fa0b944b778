import Foundation

/// The largest relative error seen, and where it occurred.
struct WorstError {

    private(set) var value = 0.0
    private(set) var place = "-"
    private(set) var count = 0

    mutating func record(_ found: Double, _ expected: Double, at place: @autoclosure () -> String) {
        count += 1
        let error = found == expected ? 0 : abs(found - expected) / abs(expected)
        if !(error <= value) {
            value = error.isNaN ? .infinity : error
            self.place = place()
        }
    }

    /// The natural logarithm of a decimal too small for a double.
    static func logarithm(_ decimal: String) -> Double {
        let parts = decimal.split(separator: "e")
        guard parts.count == 2, let mantissa = Double(parts[0]), let exponent = Double(parts[1]) else {
            return log(Double(decimal) ?? .nan)
        }
        return log(mantissa) + exponent * log(10)
    }
}
