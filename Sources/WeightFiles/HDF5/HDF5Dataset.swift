internal import NumberTypes

/// An array of an HDF5 file.
struct HDF5Dataset {
    let shape: [Int]

    /// Its type; nil if the type is not supported.
    let type: NumberType?
    let typeName: String
    let isBigEndian: Bool

    /// Where its values are; nil if they are not contiguous.
    let storage: Storage?

    enum Storage {
        /// In the file, from an address on; nil if nothing was written, which means zeros.
        case contiguous(Int?)

        /// In the object's header.
        case compact([UInt8])
    }

    /// Reads the messages of an object; nil if it is not an array.
    ///
    /// - Parameter fault: makes an error of a problem.
    init?(_ messages: [HDF5Reader.Message], _ fault: (String, String) -> WeightFileError) throws(WeightFileError) {
        func body(_ kind: Int) -> [UInt8]? { messages.first { $0.kind == kind }?.body }
        guard let space = body(1), let type = body(3), let layout = body(8) else { return nil }
        guard let shape = Self.shape(space), shape.count <= TensorInfo.axisLimit, shape.checkedProduct != nil else {
            throw fault("a dataspace of \(space.count) bytes", "version 1 or 2, with sizes whose product fits 64 bits")
        }
        self.shape = shape
        (self.type, typeName, isBigEndian) = Self.type(type)
        // Not read: a filter (message 11) changes the bytes, and chunks are not contiguous.
        storage = body(11) == nil ? Self.storage(layout) : nil
    }

    // MARK: - Implementation

    private static func shape(_ body: [UInt8]) -> [Int]? {
        guard body.count >= 4 else { return nil }
        let rank = Int(body[1])
        let start = body[0] == 1 ? 8 : body[0] == 2 ? 4 : Int.max
        guard start < Int.max, body.count >= start + 8 * rank else { return nil }
        // A null dataspace has no element.
        if body[0] == 2, body[3] == 2 { return [0] }
        let sizes = (0..<rank).map { Int(exactly: body.littleEndian64(at: start + 8 * $0)) }
        return sizes.contains(nil) ? nil : sizes.compactMap { $0 }
    }

    private static func type(_ body: [UInt8]) -> (NumberType?, String, Bool) {
        guard body.count >= 8 else { return (nil, "unknown", false) }
        let (kind, flags, size) = (body[0] & 15, body[1], body.littleEndian32(at: 4))
        let isBigEndian = flags & 1 == 1
        switch kind {
        case 0:
            let isSigned = flags & 8 != 0
            let types: [Int: (NumberType, NumberType)] = [
                1: (.int8, .uint8), 2: (.int16, .uint16), 4: (.int32, .uint32), 8: (.int64, .uint64),
            ]
            let type = types[size].map { isSigned ? $0.0 : $0.1 }
            return (type, type?.rawValue ?? "integer of \(size) bytes", isBigEndian)
        case 1:
            guard body.count >= 20 else { return (nil, "number", false) }
            let type: NumberType? =
                switch (size, body[13], body[15]) {
                case (2, 5, 10): .float16
                case (2, 8, 7): .bfloat16
                case (4, 8, 23): .float32
                case (8, 11, 52): .float64
                default: nil
                }
            return (type, type?.rawValue ?? "number of \(size) bytes", isBigEndian)
        // h5py stores truth values as an enumeration of bytes.
        case 8 where size == 1: return (.bool, NumberType.bool.rawValue, false)
        case 3, 9: return (nil, "text", false)
        default: return (nil, "type of class \(kind)", false)
        }
    }

    private static func storage(_ body: [UInt8]) -> Storage? {
        guard body.count >= 2 else { return nil }
        switch (body[0], body[1]) {
        case (3...4, 0):
            guard body.count >= 4, body.littleEndian16(at: 2) <= body.count - 4 else { return nil }
            return .compact(Array(body[4..<4 + body.littleEndian16(at: 2)]))
        case (3...4, 1):
            guard body.count >= 18 else { return nil }
            return .contiguous(Int(exactly: body.littleEndian64(at: 2)))
        default: return nil
        }
    }
}
