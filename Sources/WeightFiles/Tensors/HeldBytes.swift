/// Bytes in memory.
struct HeldBytes: ByteRegion {
    let bytes: [UInt8]

    var size: Int { bytes.count }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + buffer.count]))
        }
    }
}

/// Zeros that are not stored anywhere.
struct ZeroRegion: ByteRegion {
    let size: Int

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) {
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
    }
}
