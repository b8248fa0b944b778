import Foundation
import TestSupport
import Testing

import Claims
import Conformance

/// Mamba's table of logarithms, as different libraries round them.
@Suite struct LogarithmTableTests {
    private static func verdict(_ values: [Float], _ shape: [Int], isRounded: Bool = false) async throws -> Verdict? {
        var file = MadeFile()
        if isRounded { file.addBFloat16("A_log", shape, values) } else { file.add("A_log", shape, values) }
        let claim = try Claim("transformers.MambaMixer.A_log")
        return await Verification.run([try file.file()], expecting: Expectations(claim)).cases.first?.finding?.verdict
    }

    /// The logarithms of 1 to `count` in every row, each moved by a given number of units in its last place.
    private static func table(_ rows: Int, _ count: Int, off units: (Int) -> Int = { _ in 0 }) -> [Float] {
        (0..<rows * count).map { place in
            let value = Float(log(Double(place % count + 1)))
            return value == 0 ? 0 : Float(bitPattern: UInt32(Int(value.bitPattern) + units(place)))
        }
    }

    @Test(.tags(.knownAnswer)) func `a table conforms, rounded to either side, in 16 bits and by the C library`()
        async throws
    {
        let library = (0..<3 * 1000).map { logf(Float($0 % 1000 + 1)) }
        #expect(try await Self.verdict(library, [3, 1000]) == .conforms)
        #expect(try await Self.verdict(Self.table(64, 16), [64, 16]) == .conforms)
        #expect(try await Self.verdict(Self.table(64, 16), [64, 16], isRounded: true) == .conforms)
        #expect(try await Self.verdict(Self.table(1, 24), [24]) == .conforms)
    }

    @Test(.tags(.negativeControl)) func `two units off is another number, and so is another row`() async throws {
        #expect(try await Self.verdict(Self.table(64, 16) { $0 == 700 ? 2 : 0 }, [64, 16]) == .deviates)
        #expect(try await Self.verdict(Self.table(64, 16) { $0 == 701 ? -2 : 0 }, [64, 16]) == .deviates)
        #expect(try await Self.verdict(Self.table(64, 16), [32, 32]) == .deviates)
        #expect(try await Self.verdict(Self.table(64, 16).map { -$0 }, [64, 16]) == .deviates)
    }
}
