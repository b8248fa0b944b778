import Initializers
import Testing

@Suite struct HalfPrecisionTests {
    private func draw<S: WeightScalar>(_ law: WeightLaw, _ count: Int, from offset: Int = 0, as type: S.Type) throws
        -> [S]
    {
        var values = [S](repeating: .nan, count: count)
        var span = values.mutableSpan
        try law.fill(&span, key: Key(seed: 1), startingAt: offset)
        return values
    }

    private func expectRoundedSingles<S: WeightScalar>(_ type: S.Type) throws {
        for law in FillTests.laws {
            for offset in [0, 3, 4_095, (1 << 32) - 5] {
                let halves = try draw(law, 9_001, from: offset, as: S.self)
                let singles = try draw(law, 9_001, from: offset, as: Float.self)
                let low = halves.min() ?? .nan
                let high = halves.max() ?? .nan
                for (i, (half, single)) in zip(halves, singles).enumerated() {
                    guard try half == law.element(at: offset + i, key: Key(seed: 1), as: S.self) else {
                        Issue.record("\(law), element \(offset + i): \(half)")
                        return
                    }
                    if case .constant(let value) = law {
                        #expect(half == S._rounding(value))
                        continue
                    }
                    // The rounded single-precision draw, except for the outermost values inside the bounds.
                    let rounded = S._rounding(Double(single))
                    let isClamped = half == low && rounded < half || half == high && rounded > half
                    guard half == rounded || isClamped else {
                        Issue.record("\(law), element \(offset + i): \(half), single precision \(single)")
                        return
                    }
                }
            }
        }
    }

    /// A part equals that part of the whole, however it is cut.
    private func expectDivisible<S: WeightScalar>(_ type: S.Type) throws {
        for law in FillTests.laws {
            let whole = try draw(law, 10_000, from: 77, as: S.self)
            for step in [1, 7, 1_023, 4_097] {
                var parts: [S] = []
                while parts.count < 10_000 {
                    parts += try draw(law, min(step, 10_000 - parts.count), from: 77 + parts.count, as: S.self)
                }
                #expect(parts == whole)
            }
        }
    }

    /// Every value is inside the closed interval, or strictly inside for a truncated normal, and both outermost values
    /// occur. Of 400,000 draws at least 19 are expected at each end (Float16, truncated at 0.1249), so the probability
    /// that one is missing is below 6e-9.
    private func expectWithinBounds<S: WeightScalar>(_ type: S.Type) throws {
        // Bounds between two values, on a value, and one step on either side of it; narrow intervals with few values.
        for bound in [0.1, 0.0759555, 0.125, 0.1251, 0.1249, 1.0 / 3, 1.003, 0.998] {
            let uniform = try draw(.uniform(low: -bound, high: bound), 400_000, as: S.self)
            #expect(uniform.allSatisfy { $0._widened.magnitude <= bound })
            let nearest = S._rounding(bound)
            let inside = nearest._widened > bound ? nearest.nextDown : nearest
            #expect(uniform.max() == inside && uniform.min() == -inside)

            let law = WeightLaw.truncatedNormal(mean: 0, standardDeviation: bound / 2, low: -2, high: 2)
            let truncated = try draw(law, 400_000, as: S.self)
            #expect(truncated.allSatisfy { $0._widened.magnitude < bound })
            let strictlyInside = inside._widened == bound ? inside.nextDown : inside
            #expect(truncated.max() == strictlyInside && truncated.min() == -strictlyInside)
        }
        let narrow = try draw(.uniform(low: 1, high: 1.016), 1_000, as: S.self)
        #expect(narrow.allSatisfy { $0._widened >= 1 && $0._widened <= 1.016 } && Set(narrow).count > 1)
    }

    private func expectErrors<S: WeightScalar>(_ type: S.Type, name: String) {
        let huge = WeightLaw.constant(3.4e38)
        #expect(throws: InitializerError.notRepresentable(extreme: 3.4e38, scalar: name)) {
            try draw(huge, 1, as: S.self)
        }
        #expect(throws: InitializerError.emptyInterval(low: 1.0001, high: 1.0002, scalar: name)) {
            try draw(.uniform(low: 1.0001, high: 1.0002), 1, as: S.self)
        }
        #expect(throws: InitializerError.self) {
            try draw(.truncatedNormal(mean: 1, standardDeviation: 1e-5, low: 1, high: 2), 1, as: S.self)
        }
    }

    @Test func `bfloat16 draws are single-precision draws rounded once`() throws {
        try expectRoundedSingles(BFloat16.self)
        try expectDivisible(BFloat16.self)
    }

    @Test func `bfloat16 draws never leave the bounds`() throws {
        try expectWithinBounds(BFloat16.self)
        expectErrors(BFloat16.self, name: "BFloat16")
    }

    @Test func `a constant is rounded from double precision once`() throws {
        let value = (1 + 0x1p-8).nextUp
        #expect(try draw(.constant(value), 1, as: BFloat16.self) == [BFloat16(1).nextUp])
        #expect(try GlorotUniform(seed: 1)(shape: [3, 4], as: BFloat16.self).scalars.count == 12)
    }

    @Test(arguments: InstructionSet.available)
    func `the loop's rounding to bfloat16 is the conversion`(set: InstructionSet) {
        var singles: [Float] = []
        for bits in stride(from: UInt32(0), to: 0x7F80_0000, by: 32_749) {
            // Besides each number, the three around a tie.
            let kept = bits & 0xFFFF_0000
            for pattern in [bits, kept | 0x7FFF, kept | 0x8000, kept | 0x8001] {
                singles += [Float(bitPattern: pattern), -Float(bitPattern: pattern)]
            }
        }
        let expected = singles.map { BFloat16($0).bitPattern }
        #expect(set.bfloat16(singles).firstDifference(from: expected) == nil)
    }

    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
        @Test func `half-precision draws are single-precision draws rounded once`() throws {
            try expectRoundedSingles(Float16.self)
            try expectDivisible(Float16.self)
        }

        @Test func `half-precision draws never leave the bounds`() throws {
            try expectWithinBounds(Float16.self)
            expectErrors(Float16.self, name: "Float16")
            #expect(throws: InitializerError.notRepresentable(extreme: 65_520, scalar: "Float16")) {
                try draw(.constant(65_520), 1, as: Float16.self)
            }
        }

        @Test(arguments: InstructionSet.available)
        func `the loop's rounding to half precision is the conversion`(set: InstructionSet) {
            var singles: [Float] = []
            for bits in UInt16.min...UInt16.max {
                let value = Float16(bitPattern: bits)
                guard value.isFinite else { continue }
                // From double precision, rounded once: one unit of double precision off a tie is not a tie.
                let wide = Double(value)
                let above = value.nextUp.isFinite ? Double(value.nextUp) : 65_536
                let middle = wide + (above - wide) / 2
                guard Float16._rounding(middle.nextDown) == value, Float16._rounding(middle.nextUp) == value.nextUp
                else {
                    Issue.record("\(value)")
                    return
                }
                let single = Float(value)
                let next = Float(value.nextUp)
                let tie = next.isFinite ? single + (next - single) / 2 : 65_520
                singles += [single, tie.nextDown, tie, tie.nextUp, single.nextUp, single.nextDown]
            }
            for bits in stride(from: UInt32(0), to: 0x7F80_0000, by: 65_521) {
                singles += [Float(bitPattern: bits), -Float(bitPattern: bits)]
            }
            let expected = singles.map { Float16($0).bitPattern }
            #expect(set.halfPrecision(singles).firstDifference(from: expected) == nil)
        }
    #endif
}
