extension PyTorch {
    /// The two 16-bit formats of floating-point numbers, as bits. PyTorch draws in single precision and rounds once.
    enum HalfFormat {
        case bfloat16
        case float16

        /// The format of a 16-bit scalar type.
        init<S: WeightScalar>(_ type: S.Type) {
            self = type == BFloat16.self ? .bfloat16 : .float16
        }

        /// The bits of the numbers nearest to `count` others, ties to even.
        func round(
            _ patterns: UnsafeMutablePointer<UInt16>,
            _ values: UnsafePointer<Float>,
            _ count: Int,
            _ instructionSet: InstructionSet
        ) {
            switch self {
            case .bfloat16: instructionSet.kernels.bfloat16(patterns, values, count: count)
            case .float16: instructionSet.kernels.float16(patterns, values, count: count)
            }
        }

        /// The bits of the number nearest to a finite one.
        func pattern(_ value: Float) -> UInt16 {
            var pattern: UInt16 = 0
            withUnsafePointer(to: value) { round(&pattern, $0, 1, .baseline) }
            return pattern
        }

        /// The number nearest to a finite one.
        func rounded(_ value: Float) -> Float { widened(pattern(value)) }

        /// Rounds numbers to the format, and keeps them in single precision.
        func round(_ values: UnsafeMutableBufferPointer<Float>, _ instructionSet: InstructionSet) {
            guard let singles = values.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: UInt16.self, capacity: values.count) { buffer in
                guard let patterns = buffer.baseAddress else { return }
                round(patterns, singles, values.count, instructionSet)
                for i in values.indices { values[i] = widened(patterns[i]) }
            }
        }

        /// The number with these bits.
        func widened(_ pattern: UInt16) -> Float {
            switch self {
            case .bfloat16: return Float(BFloat16(bitPattern: pattern))
            case .float16:
                let sign = UInt32(pattern & 0x8000) << 16
                let magnitude = UInt32(pattern & 0x7FFF)
                if magnitude >= 0x7C00 { return Float(bitPattern: sign | 0x7F80_0000 | (magnitude & 0x3FF) << 13) }
                // The exponent's bias is 15, that of single precision 127. Subnormal numbers become normal ones.
                return Float(bitPattern: sign | magnitude << 13) * 0x1p112
            }
        }
    }
}
