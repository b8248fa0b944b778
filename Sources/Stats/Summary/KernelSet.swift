internal import CStats

/// The instruction sets that the passes over single-precision samples are compiled for. All give the same bits.
package enum KernelSet: String, CaseIterable, Sendable {
    /// What every processor of the architecture has: SSE2 on x86-64.
    case portable

    /// AVX2, whose gathering loads look a vector of values up at once.
    case avx2

    /// AVX-512, for products; look-ups as with AVX2.
    case avx512

    /// The fastest that this processor has.
    package static let fastest: KernelSet = {
        let found = cstats_fastest()
        return allCases.last { $0.instructions.rawValue <= found.rawValue } ?? .portable
    }()

    /// Those that this processor has.
    package static var available: [KernelSet] {
        allCases.filter { $0.instructions.rawValue <= fastest.instructions.rawValue }
    }

    var instructions: cstats_instructions {
        switch self {
        case .portable: cstats_portable
        case .avx2: cstats_avx2
        case .avx512: cstats_avx512
        }
    }
}
