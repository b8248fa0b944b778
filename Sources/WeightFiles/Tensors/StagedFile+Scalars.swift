internal import NumberTypes

extension StagedFile {
    /// Appends numbers in little-endian order.
    mutating func write<Scalar: StoredScalar>(scalars values: borrowing Span<Scalar>) throws(FileError) {
        precondition(MemoryLayout<Scalar>.stride == Scalar.numberType.size, "\(Scalar.self) is no \(Scalar.numberType)")
        #if _endian(little)
            try write(values.bytes)
        #else
            var bytes: [UInt8] = []
            for i in values.indices {
                withUnsafeBytes(of: values[i]) { bytes.append(contentsOf: $0.reversed()) }
            }
            try write(bytes)
        #endif
    }
}
