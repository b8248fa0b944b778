internal import CStats

/// The instruction sets that the passes over single-precision samples are compiled for. All give the same bits.
package enum KernelSet: String, CaseIterable, Sendable {
    /// What every processor of the architecture has: SSE2 on x86-64.
    case portable

    /// AVX2, whose gathering loads look a vector of values up at once. AVX-512's were measured to be slower.
    case avx2

    /// The fastest that this processor has.
    package static let fastest: KernelSet = cstats_fastest() == cstats_avx2 ? .avx2 : .portable

    /// Those that this processor has.
    package static var available: [KernelSet] { fastest == .avx2 ? allCases : [.portable] }

    var instructions: cstats_instructions {
        switch self {
        case .portable: cstats_portable
        case .avx2: cstats_avx2
        }
    }
}
