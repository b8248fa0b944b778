import Initializers
import Testing

@Suite struct FillTests {
    static let laws: [WeightLaw] = [.constant(0.1)] + ReferenceValues.laws.map(\.law)

    private func draw<S: WeightScalar>(_ law: WeightLaw, _ count: Int, from offset: Int = 0, as type: S.Type) throws
        -> [S]
    {
        var values = [S](repeating: .nan, count: count)
        var span = values.mutableSpan
        try law.fill(&span, key: Key(seed: 1), startingAt: offset)
        return values
    }

    @Test func `elements are those of an independent implementation, in single precision to the bit`() throws {
        for (law, single, _) in ReferenceValues.laws {
            for (index, bits) in zip(ReferenceValues.indices, single) {
                #expect(try draw(law, 1, from: index, as: Float.self)[0].bitPattern == bits, "\(law) \(index)")
            }
        }
    }

    /// In double precision the centred probability is rounded at 2^-54 and formed from up to three rounded numbers. The
    /// density is at least 0.0062 where it is used, so the error is 2e-14 standard deviations. A uniform value has two
    /// roundings.
    @Test func `elements are those of an independent implementation, in double precision within rounding`() throws {
        for (law, _, double) in ReferenceValues.laws {
            let tolerance =
                switch law {
                case .normal(_, let sd), .truncatedNormal(_, let sd, _, _): 2e-14 * sd
                default: 0x1p-52
                }
            for (index, bits) in zip(ReferenceValues.indices, double) {
                let value = try draw(law, 1, from: index, as: Double.self)[0]
                #expect((value - Double(bitPattern: bits)).magnitude <= tolerance, "\(law) \(index)")
            }
        }
    }

    @Test(arguments: laws)
    func `fill writes what the scalar definition says`(law: WeightLaw) throws {
        for offset in [0, 1, 2, 3, 4_097, 1 << 32 | 1, (1 << 34) - 3, (1 << 62) + 5] {
            let single = try draw(law, 3_001, from: offset, as: Float.self)
            let double = try draw(law, 3_001, from: offset, as: Double.self)
            for i in 0..<3_001 {
                let key = Key(seed: 1)
                let expectedSingle = try law.element(at: offset + i, key: key, as: Float.self)
                let expectedDouble = try law.element(at: offset + i, key: key, as: Double.self)
                guard single[i] == expectedSingle, double[i] == expectedDouble else {
                    Issue.record("element \(offset + i): \(single[i]), \(double[i])")
                    return
                }
            }
        }
    }

    @Test(arguments: laws)
    func `any division of a range into parts gives the same bits`(law: WeightLaw) throws {
        let start = (1 << 32) - 2_000
        let whole = try draw(law, 5_000, from: start, as: Float.self)
        let wide = try draw(law, 5_000, from: start, as: Double.self)
        for step in [1, 3, 7, 1_023, 1_024, 1_025, 4_999] {
            var parts: [Float] = []
            var wideParts: [Double] = []
            var position = 0
            while position < 5_000 {
                let count = min(step, 5_000 - position)
                parts += try draw(law, count, from: start + position, as: Float.self)
                wideParts += try draw(law, count, from: start + position, as: Double.self)
                position += count
            }
            #expect(parts == whole)
            #expect(wideParts == wide)
        }
    }

    @Test func `offsets at the end of the range of Int neither trap nor repeat`() throws {
        let law = WeightLaw.uniform(low: 0, high: 1)
        let last = try draw(law, 9, from: Int.max - 8, as: Double.self)
        #expect(Set(last).count == 9)
        #expect(try draw(law, 0, from: Int.max, as: Float.self).isEmpty)
    }

    @Test func `the two scalar types and different keys draw different tensors`() throws {
        let law = WeightLaw.normal(mean: 0, standardDeviation: 1)
        var first = [Float](repeating: 0, count: 100)
        var span = first.mutableSpan
        try law.fill(&span, key: Key(seed: 2))
        let single = try draw(law, 100, as: Float.self)
        #expect(single != first)
        #expect(try draw(law, 100, as: Double.self).map { Float($0) } != single)
    }
}
