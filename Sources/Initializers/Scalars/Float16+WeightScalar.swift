// Swift has no Float16 for macOS on Intel processors.
#if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    extension Float16: WeightScalar {
        public static func _rounding(_ value: Double) -> Float16 { Float16(value) }

        public var _widened: Double { Double(self) }

        public static func _element(_ index: UInt64, transform: WeightTransform, key: Key) -> Float16 {
            HalfPrecisionDraw.element(index, transform: transform, key: key) { Float16($0) }
        }

        public static func _fill(
            _ destination: UnsafeMutableBufferPointer<Float16>,
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
                rounding: instructionSet.kernels.float16
            )
        }
    }
#endif
