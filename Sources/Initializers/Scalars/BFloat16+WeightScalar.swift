extension BFloat16: WeightScalar {
    public static func _rounding(_ value: Double) -> BFloat16 { BFloat16(value) }

    public var _widened: Double { Double(self) }

    public static func _element(_ index: UInt64, transform: WeightTransform, key: Key) -> BFloat16 {
        HalfPrecisionDraw.element(index, transform: transform, key: key) { BFloat16($0) }
    }

    public static func _fill(
        _ destination: UnsafeMutableBufferPointer<BFloat16>,
        transform: WeightTransform,
        key: Key,
        startingAt offset: UInt64,
        instructionSet: InstructionSet
    ) {
        HalfPrecisionDraw.fill(
            destination,
            transform: transform,
            key: key,
            startingAt: offset,
            instructionSet: instructionSet,
            rounding: instructionSet.kernels.bfloat16
        )
    }
}
