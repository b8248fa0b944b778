/// Draws in a 16-bit type: the same draws as in single precision, from the same words, each rounded once more.
///
/// The transform's extremes are values of the 16-bit type inside the law's bounds, and the single-precision value has
/// been clamped to them. Rounding to nearest is monotonic, so it cannot pass them.
enum HalfPrecisionDraw {
    /// Elements rounded at a time: 16 KiB of single precision on the stack, but enough that the fixed costs of the
    /// single-precision kernel do not show.
    private static let chunkCount = 4096

    /// Writes elements `offset ..< offset + destination.count`; `rounding` writes the bits of a given number of values.
    static func fill<S: WeightScalar>(
        _ destination: UnsafeMutableBufferPointer<S>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64,
        instructionSet: InstructionSet,
        rounding: (UnsafeMutablePointer<UInt16>, UnsafePointer<Float>, _ count: Int) -> Void
    ) {
        guard let values = destination.baseAddress, destination.count > 0 else { return }
        // A constant is rounded from double precision, once.
        if case .constant(let value) = transform.kind {
            destination.initialize(repeating: S._rounding(value))
            return
        }
        let total = destination.count
        withUnsafeTemporaryAllocation(of: Float.self, capacity: min(chunkCount, total)) { buffer in
            guard let singles = buffer.baseAddress else { return }
            var start = 0
            while start < total {
                let count = min(chunkCount, total &- start)
                let first = offset &+ UInt64(truncatingIfNeeded: start)
                let chunk = UnsafeMutableBufferPointer(start: singles, count: count)
                Float._fill(
                    chunk,
                    transform: transform,
                    key: key,
                    startingAt: first,
                    instructionSet: instructionSet
                )
                // The type's memory layout is that of its bits.
                (values + start).withMemoryRebound(to: UInt16.self, capacity: count) { rounding($0, singles, count) }
                start &+= count
            }
        }
    }

    /// Element `index`, on its own.
    static func element<S: WeightScalar>(
        _ index: UInt64,
        transform: WeightTransform,
        key: Key,
        rounding: (Float) -> S
    ) -> S {
        if case .constant(let value) = transform.kind { return S._rounding(value) }
        return rounding(Float._element(index, transform: transform, key: key))
    }
}
