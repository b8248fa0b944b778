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
            startingAt offset: UInt64
        ) {
            HalfPrecisionDraw.fill(destination, transform: transform, key: key, startingAt: offset) {
                Float16(bitPattern: roundedBits($0))
            }
        }

        /// The bits of a finite single-precision number rounded to nearest, ties to even: what the conversion gives, in
        /// operations that a vector loop has. Where the processor lacks the conversion it is a call for each element.
        @inline(__always)
        package static func roundedBits(_ value: Float) -> UInt16 {
            let bits = value.bitPattern
            let magnitude = bits & 0x7FFF_FFFF
            // Below 2^-14 the last place is worth 2^-24, as it is of the single-precision numbers from 1/2 to 1: adding
            // 1/2 rounds to it.
            let small = (Float(bitPattern: magnitude) + 0.5).bitPattern &- 0x3F00_0000
            // From there on the exponent's bias changes by 112, and half of the last place is added, less one bit where
            // the number kept is even.
            let large = (magnitude &- 0x3800_0000 &+ 0x0FFF &+ ((magnitude &>> 13) & 1)) &>> 13
            // 2^16 and more is infinity; what is below and rounds up to it carries into the exponent above.
            let finite = magnitude < 0x3880_0000 ? small : large
            let rounded = magnitude < 0x4780_0000 ? finite : 0x7C00
            return UInt16(truncatingIfNeeded: rounded | (bits &>> 16) & 0x8000)
        }
    }
#endif
