import FuzzSupport
import WeightFiles

/// Reads a file of `torch.save`. The first byte chooses what follows.
///
/// If it is even, a pickle, which is put into an archive with one storage; if it is odd, the file itself.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    guard let first = bytes.first else { return 0 }
    let content = Array(bytes.dropFirst())
    let file = first & 1 == 1 ? content : archive([("w/data.pkl", content), ("w/data/0", content)])
    exercise { () throws(WeightFileError) in try WeightFile(bytes: file, name: "w.pt", format: .pytorch) }
    return 0
}

/// An archive of stored members.
private func archive(_ members: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
        let sizes = little(UInt32(content.count)) + little(UInt32(content.count))
        let fields = little(UInt16(20)) + little(UInt64(0)) + little(checksum(content)) + sizes
        let lengths = little(UInt16(name.utf8.count)) + little(UInt16(0))
        directory += [0x50, 0x4B, 1, 2] + little(UInt16(20)) + fields + lengths + [UInt8](repeating: 0, count: 10)
        directory += little(UInt32(bytes.count)) + Array(name.utf8)
        bytes += [0x50, 0x4B, 3, 4] + fields + lengths + Array(name.utf8) + content
    }
    let end = little(UInt16(members.count)) + little(UInt16(members.count)) + little(UInt32(directory.count))
    return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + end + little(UInt32(bytes.count)) + [0, 0]
}

private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

/// CRC-32 by its definition, without a table.
private func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in
        (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
}
