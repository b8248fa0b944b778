extension Array<UInt8> {
    /// The two bytes from `offset` on as a number, the least significant first.
    func littleEndian16(at offset: Int) -> Int { Int(self[offset]) | Int(self[offset + 1]) << 8 }

    /// The four bytes from `offset` on as a number, the least significant first.
    func littleEndian32(at offset: Int) -> Int {
        littleEndian16(at: offset) | littleEndian16(at: offset + 2) << 16
    }

    /// The eight bytes from `offset` on as a number, the least significant first.
    func littleEndian64(at offset: Int) -> UInt64 {
        UInt64(littleEndian32(at: offset)) | UInt64(littleEndian32(at: offset + 4)) << 32
    }
}
