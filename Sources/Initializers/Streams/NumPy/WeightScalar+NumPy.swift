/// How many doubles are drawn at a time for another type: few enough to stay in the first-level cache.
private let chunkCount = 1024

extension WeightScalar {
    /// Fills a tensor as `astype` makes it of doubles.
    ///
    /// - Parameter draw: writes the next doubles.
    static func fill(
        _ destination: UnsafeMutableBufferPointer<Self>,
        casting draw: (UnsafeMutableBufferPointer<Double>) -> Void
    ) {
        if Self.self == Double.self {
            destination.withMemoryRebound(to: Double.self) { draw($0) }
            return
        }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: chunkCount) { chunk in
            for start in stride(from: 0, to: destination.count, by: chunkCount) {
                let part = UnsafeMutableBufferPointer(
                    rebasing: destination[start..<min(start + chunkCount, destination.count)]
                )
                let values = UnsafeMutableBufferPointer(rebasing: chunk[..<part.count])
                draw(values)
                cast(values, into: part)
            }
        }
    }

    /// Fills a tensor as `astype` makes it of single-precision numbers.
    static func fill(
        _ destination: UnsafeMutableBufferPointer<Self>,
        castingSingles draw: (UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        if Self.self == Float.self {
            destination.withMemoryRebound(to: Float.self) { draw($0) }
            return
        }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: chunkCount) { chunk in
            for start in stride(from: 0, to: destination.count, by: chunkCount) {
                let end = min(start + chunkCount, destination.count)
                let values = UnsafeMutableBufferPointer(rebasing: chunk[..<(end - start)])
                draw(values)
                for index in start..<end {
                    destination.initializeElement(at: index, to: _rounding(Double(values[index - start])))
                }
            }
        }
    }

    /// NumPy's `astype`: rounds to nearest, ties to even. To bfloat16, the package `ml_dtypes` rounds by way of single
    /// precision.
    static func cast(_ value: Double) -> Self {
        Self.self == BFloat16.self ? _rounding(Double(Float(value))) : _rounding(value)
    }

    // MARK: - Implementation

    private static func cast(
        _ values: UnsafeMutableBufferPointer<Double>,
        into destination: UnsafeMutableBufferPointer<Self>
    ) {
        if Self.self == Float.self {
            destination.withMemoryRebound(to: Float.self) { singles in
                for index in values.indices { singles.initializeElement(at: index, to: Float(values[index])) }
            }
        } else if Self.self == BFloat16.self {
            destination.withMemoryRebound(to: BFloat16.self) { numbers in
                for index in values.indices { numbers.initializeElement(at: index, to: BFloat16(Float(values[index]))) }
            }
        } else {
            for index in values.indices { destination.initializeElement(at: index, to: _rounding(values[index])) }
        }
    }
}
