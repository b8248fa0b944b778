internal import CStats

/// The instruction sets that the passes over single-precision samples are compiled for. All give the same bits.
package enum KernelSet: String, CaseIterable, Sendable {
    /// The instructions of every processor of the architecture: SSE2 on x86-64.
    case portable

    /// AVX2, whose gather loads look up a vector of values at once.
    case avx2

    /// AVX-512, for products; look-ups as with AVX2.
    case avx512

    /// The fastest set that this processor has.
    package static let fastest: KernelSet = available.last ?? .portable

    /// The sets that this processor has.
    package static var available: [KernelSet] { allCases.filter { $0.table != nil } }

    /// The set's functions, or the portable ones if the processor lacks the set.
    var functions: cstats_kernels { (table ?? cstats_portable()).pointee }

    private var table: UnsafePointer<cstats_kernels>? {
        switch self {
        case .portable: cstats_portable()
        case .avx2: cstats_avx2()
        case .avx512: cstats_avx512()
        }
    }
}
