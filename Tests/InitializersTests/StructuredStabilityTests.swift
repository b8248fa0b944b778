import Initializers
import Testing

/// The bits of structured draws under `Key(seed: 1)`, as this package first drew them. A change here changes every such
/// tensor that was ever drawn.
@Suite struct StructuredStabilityTests {
    @Test func `orthogonal matrices have the bits that they always had`() throws {
        let square = try Orthogonal(seed: 1)(shape: [2, 2], as: Double.self).scalars
        #expect(
            square.map(\.bitPattern)
                == [0x3FD4_8CFF_FF86_2B20, 0xBFEE_4E2D_B2BA_F5D2, 0x3FEE_4E2D_B2BA_F5D2, 0x3FD4_8CFF_FF86_2B24]
        )
        let large = try Orthogonal(seed: 1, gain: 1.25)(shape: [70, 45], as: Double.self).scalars
        let wide = try Orthogonal(seed: 1, gain: 1.25)(shape: [45, 70], as: Double.self).scalars
        #expect(digest(large) == 0x7F64_F287_AEDC_C40D)
        #expect(digest(wide) == 0x0757_6F86_C931_079B)
    }

    @Test func `sparse matrices have their zeros where they always had them`() throws {
        let weights = try Sparse(seed: 1, sparsity: 0.5)(shape: [6, 8]).scalars
        #expect(
            weights.indices.filter { weights[$0] == 0 }
                == [0, 3, 4, 5, 7, 9, 10, 12, 16, 18, 19, 21, 22, 23, 25, 29, 35, 38, 40, 41, 42, 44, 46, 47]
        )
        let rows = try Sparse(seed: 1, sparsity: 0.5, axis: .rows)(shape: [6, 8]).scalars
        #expect(
            rows.indices.filter { rows[$0] == 0 }
                == [0, 2, 4, 7, 8, 9, 11, 15, 16, 17, 18, 22, 24, 27, 28, 29, 32, 33, 37, 39, 40, 43, 44, 46]
        )
    }

    /// FNV-1a over the bit patterns, a 64-bit word at a time.
    private func digest(_ values: [Double]) -> UInt64 {
        values.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1.bitPattern) &* 0x100_0000_01B3 }
    }
}
