import TestSupport
import Testing

import Report

@Suite struct NumeralsTests {
    @Test(
        .tags(.knownAnswer),
        arguments: [
            (0.0, "0"), (1, "1"), (-0.5, "-0.5"), (0.001_923_076_9, "0.00192308"), (123_456.4, "123456"),
            (1_234_567, "1.23457e+06"), (1e-5, "1e-05"), (0x1p-1074, "4.94066e-324"), (0.999_999_6, "1"),
            (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"), (-.nan, "nan"),
        ] as [(Double, String)]
    )
    func `a number has at most six significant digits`(x: Double, text: String) {
        #expect(Numerals.six(x) == text)
    }

    @Test(.tags(.property), arguments: [1.0 / 3, 0.1, -0x1.8p-1030, 1.797e308] as [Double])
    func `seventeen digits give the number back`(x: Double) {
        #expect(Double(Numerals.format(x, digits: 17)) == x)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (131_072, "131,072"), (4_194_304, "4,194,304"),
            (-1000, "-1,000"), (-999, "-999"), (Int.max, "9,223,372,036,854,775,807"),
            (Int.min, "-9,223,372,036,854,775,808"),
        ] as [(Int, String)]
    )
    func `a whole number is grouped by threes`(n: Int, text: String) {
        #expect(Numerals.grouped(n) == text)
    }

    @Test(
        .tags(.knownAnswer),
        arguments: [
            (1, 0, "1"), (0.012345, -1.908509, "0.0123"), (1e-300, -300, "1e-300"),
            // Impossible, not merely small.
            (0, -.infinity, "0"),
            // 10^0.7 = 5.01187 and 10^0.0004 = 1.00092; 10^0.9999 = 9.9977 rounds up to 10.
            (0, -12_345.3, "5.01e-12346"), (0, -399.9996, "1e-400"), (0, -400.0001, "1e-400"),
            (0, -231_173, "1e-231173"),
            // Below the normal range a Double has few digits left, but its logarithm has all: 10^-323.5 = 3.162e-324.
            (0x1p-1074, -323.5, "3.16e-324"), (.nan, .nan, "nan"),
            // The logarithm of a value 10^14 standard deviations out has no digit after the point.
            (0, -1e24, "<1e-1000000000000000"), (0, -1e15, "<1e-1000000000000000"),
            (0, -999_999_999_999_999, "1e-999999999999999"),
        ] as [(p: Double, log10: Double, text: String)]
    )
    func `a p-value has three digits however small it is`(row: (p: Double, log10: Double, text: String)) {
        #expect(Numerals.pValue(row.p, log10: row.log10) == row.text)
    }

    @Test(.tags(.knownAnswer)) func `a shape prints as frameworks print it`() {
        #expect(Numerals.shape([]) == "[]")
        #expect(Numerals.shape([512]) == "[512]")
        #expect(Numerals.shape([3, 3, 64, 128]) == "[3, 3, 64, 128]")
    }
}
