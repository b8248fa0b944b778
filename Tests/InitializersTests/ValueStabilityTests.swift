import Initializers
import Testing

/// The bits of the first eight double-precision elements under `Key(seed: 1)`, as this package first drew them. A
/// change here changes every tensor that was ever drawn. Single precision is pinned by `ReferenceValues`.
@Suite struct ValueStabilityTests {
    static let elements: [(law: WeightLaw, bits: [UInt64])] = [
        (
            .uniform(low: -1.0, high: 1.0),
            [
                0x3FC4_FA78_A402_6E84, 0x3FDD_53B4_E9E8_A236, 0xBFEE_EBC6_063B_3DA3, 0x3FDA_849F_1C00_431E,
                0xBFEB_2F10_0169_C62D, 0x3FC3_4F52_B85C_7D74, 0xBFA2_0BF5_DDC1_76B0, 0xBFC5_1368_5846_A02C,
            ]
        ),
        (
            .uniform(low: 0.125, high: 0.3),
            [
                0x3FCD_091D_C18D_0345, 0x3FD0_2A86_3ADD_F498, 0x3FC0_60AD_E438_10D4, 0x3FCF_D735_71B3_3EF2,
                0x3FC1_AF87_32B4_943D, 0x3FCC_E3BD_A354_E494, 0x3FCA_CE23_6BF2_F7CE, 0x3FC9_5B1A_11E0_3862,
            ]
        ),
        (
            .normal(mean: 0.0, standardDeviation: 1.0),
            [
                0x3FCA_7AEE_C8D7_6661, 0x3FE3_864E_352E_412F, 0xC000_FCC1_4141_4E36, 0x3FE1_71CE_F535_52DA,
                0xBFF7_0105_E9B4_480A, 0x3FC8_58EB_5EDD_A0E8, 0xBFA6_A025_7459_6D50, 0xBFCA_9ADD_7333_6533,
            ]
        ),
        (
            .normal(mean: 0.5, standardDeviation: 0.02),
            [
                0x3FE0_21E5_08AF_2831, 0x3FE0_63F7_52FB_CE1B, 0x3FDD_4832_FFCC_9754, 0x3FE0_5950_F06C_9623,
                0x3FDE_28E0_CE95_6AE0, 0x3FE0_1F2A_2308_C9C4, 0x3FDF_F185_06BF_C6C4, 0x3FDF_BBE4_2F7C_ED11,
            ]
        ),
        (
            .truncatedNormal(mean: 0.0, standardDeviation: 0.05, low: -2.0, high: 2.0),
            [
                0x3F84_3515_8EC0_5C37, 0x3F9D_A48D_9AE6_02C7, 0xBFB6_9530_22F1_0CB0, 0x3F9A_8497_651C_0198,
                0xBFB0_CEB0_10E6_EB7A, 0x3F82_94E3_5186_BD10, 0xBF61_46C0_EE7E_0431, 0xBF84_4D6B_A674_7471,
            ]
        ),
        (
            .truncatedNormal(mean: 0.0, standardDeviation: 1.0, low: -3.5, high: 1.0),
            [
                0xBF9A_66DC_49C5_850C, 0x3FD2_7617_3FCB_7963, 0xC001_7C9D_A3C7_34C7, 0x3FCE_C9FB_EE58_7388,
                0xBFF8_69B9_014B_1505, 0xBFA4_3D90_B7CE_5533, 0xBFCE_74B4_C973_951E, 0xBFD8_64EE_7B3E_9F91,
            ]
        ),
        (
            .truncatedNormal(mean: 0.0, standardDeviation: 1.0, low: 3.0, high: 5.0),
            [
                0x400A_0CC6_5E97_81D8, 0x400B_04EA_0B99_3A06, 0x4008_0A98_BC12_F17F, 0x400A_D8F2_CE61_31BF,
                0x4008_30A0_E83F_41AE, 0x400A_03C7_64BA_76D7, 0x4009_8F98_0B3A_9700, 0x4009_49AE_BF20_A2E5,
            ]
        ),
        (
            .truncatedNormal(mean: 1.0, standardDeviation: 2.0, low: -.infinity, high: -1.0),
            [
                0xBFFA_7317_39FE_16F8, 0xBFF6_4CC6_4504_646C, 0xC012_480F_886A_8D73, 0xBFF6_E0B2_A40E_E0EE,
                0xC00C_2530_E692_1480, 0xBFFA_A67D_9F56_119C, 0xBFFD_B8B1_18C4_4268, 0xC000_112B_BE85_DBA7,
            ]
        ),
    ]

    @Test func `double-precision elements have the bits that they always had`() throws {
        for (law, bits) in Self.elements {
            var values = [Double](repeating: 0, count: 8)
            var span = values.mutableSpan
            try law.fill(&span, key: Key(seed: 1))
            #expect(values.map(\.bitPattern) == bits, "\(law)")
        }
    }
}
