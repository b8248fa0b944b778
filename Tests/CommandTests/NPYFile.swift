import Testing

/// The parts of a .npy file; version 1.0, row-major.
struct NPYFile {
    let description: String
    let shape: String
    let payload: [UInt8]

    init(_ bytes: [UInt8]) throws {
        try #require(bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]))
        let end = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
        try #require(end.isMultiple(of: 64) && end <= bytes.count)
        let header = String(decoding: bytes[10..<end], as: UTF8.self)
        let fields = try #require(
            header.wholeMatch(of: /\{'descr': '(.*)', 'fortran_order': False, 'shape': (\(.*\)), \} *\n/)
        )
        description = String(fields.output.1)
        shape = String(fields.output.2)
        payload = Array(bytes[end...])
    }

    /// The values, each from its bytes in little-endian order.
    func bitPatterns<Bits: FixedWidthInteger>(_ type: Bits.Type) -> [Bits] {
        let size = Bits.bitWidth / 8
        return stride(from: 0, to: payload.count - payload.count % size, by: size).map { start in
            payload[start..<(start + size)].reversed().reduce(0) { $0 << 8 | Bits($1) }
        }
    }
}
