internal import CStats

extension KernelSet {
    /// The set's loops over vectors, or the portable ones if the processor lacks the set.
    var vectors: cstats_vectors {
        let table: UnsafePointer<cstats_vectors>? =
            switch self {
            case .portable: cstats_vectors_portable()
            case .avx2: cstats_vectors_avx2()
            case .avx512: cstats_vectors_avx512()
            }
        return (table ?? cstats_vectors_portable()).pointee
    }

    /// Those of the fastest set that this processor has.
    static let fastestVectors = fastest.vectors
}
