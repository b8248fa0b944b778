extension InstructionSet {
    /// Rounds finite numbers to half precision as draws are rounded, and returns the bits.
    package func halfPrecision(_ values: [Float]) -> [UInt16] { rounded(values, kernels.float16) }

    /// Rounds finite numbers to bfloat16 as draws are rounded, and returns the bits.
    package func bfloat16(_ values: [Float]) -> [UInt16] { rounded(values, kernels.bfloat16) }

    private func rounded(
        _ values: [Float],
        _ rounding: (UnsafeMutablePointer<UInt16>, UnsafePointer<Float>, _ count: Int) -> Void
    ) -> [UInt16] {
        [UInt16](unsafeUninitializedCapacity: values.count) { patterns, count in
            values.withUnsafeBufferPointer {
                guard let target = patterns.baseAddress, let source = $0.baseAddress else { return }
                rounding(target, source, values.count)
                count = values.count
            }
        }
    }
}
