extension InstructionSet {
    /// The bits of the half-precision numbers nearest to finite numbers, as draws are rounded.
    package func halfPrecision(_ values: [Float]) -> [UInt16] { rounded(values, kernels.float16) }

    /// The bits of the bfloat16 numbers nearest to finite numbers, as draws are rounded.
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
