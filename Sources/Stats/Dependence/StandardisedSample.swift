internal import CStats

/// The values of a sample as z = (x - mean) / standardDeviation under the claim, in rows.
package struct StandardisedSample {
    /// The standardised values, in the sample's order. Magnitudes above 2^20 are clipped to 2^20, so that no sum of
    /// products overflows. No law of finite variance has more than 2^-40 of its mass there.
    package let z: [Float]

    /// Number of values in a row.
    let rowLength: Int

    /// Number of complete rows.
    let rowCount: Int

    /// Whether there are at least two rows and two columns.
    var hasGrid: Bool { rowCount >= 2 && rowLength >= 2 }

    /// The standardised values; nil if any value is not finite.
    package init?<Scalar: SampleScalar>(
        _ values: [Scalar],
        rowLength: Int,
        law: some Distribution,
        kernels: KernelSet = .fastest
    ) {
        var z = [Float](repeating: 0, count: values.count)
        let inverseDeviation = 1 / law.standardDeviation
        guard
            Self.standardise(values.span, mean: law.mean, inverseDeviation: inverseDeviation, into: &z, kernels)
        else { return nil }
        self.z = z
        self.rowLength = max(0, rowLength)
        rowCount = rowLength > 0 ? values.count / rowLength : 0
    }

    /// Writes the standardised values; false if any value is not finite.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    private static func standardise<Scalar: SampleScalar>(
        _ values: Span<Scalar>,
        mean: Double,
        inverseDeviation: Double,
        into z: inout [Float],
        _ kernels: KernelSet
    ) -> Bool {
        let bound = 0x1p20
        var isFinite = true
        z.withUnsafeMutableBufferPointer { z in
            if Scalar.self == Float.self, let target = z.baseAddress {
                isFinite = values.withUnsafeBufferPointer { values in
                    values.withMemoryRebound(to: Float.self) { values in
                        guard let source = values.baseAddress else { return true }
                        return kernels.vectors.standardise(
                            source,
                            min(values.count, z.count),
                            mean,
                            inverseDeviation,
                            bound,
                            target
                        )
                    }
                }
                return
            }
            for i in 0..<min(values.count, z.count) {
                let x = values[i]
                isFinite = isFinite && x.isFinite
                let standardised = (x.asDouble - mean) * inverseDeviation
                z[i] = Float(Swift.min(bound, Swift.max(-bound, standardised)))
            }
        }
        return isFinite
    }
}
