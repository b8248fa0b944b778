import FuzzSupport
import WeightFiles

/// Reads a .npz file. The first byte chooses what follows: the file itself, or the single member of a sound archive.
///
/// The member has three bytes of declared size and then its deflated content.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = input(start, count)
    guard input.count >= 4 else { return 0 }
    let bytes =
        input[0] & 1 == 0
        ? Array(input[1...])
        : soundArchive(Array(input[4...]), size: Int(input[1]) | Int(input[2]) << 8 | Int(input[3]) << 16)
    exercise { () throws(WeightFileError) in try WeightFile(bytes: bytes, name: "w.npz", format: .npz) }
    return 0
}

/// A ZIP archive with one deflated member, `a.npy`.
///
/// Its checksum is correct if its data can be inflated: it is the one that the reader found when it expected 0.
private func soundArchive(_ data: [UInt8], size: Int) -> [UInt8] {
    let bytes = archive(data, size: size, crc: 0)
    do throws(WeightFileError) {
        let file = try WeightFile(bytes: bytes, name: "w.npz", format: .npz)
        for tensor in file.tensors where tensor.type != nil {
            let reader = try file.reader(for: tensor)
            var last: [Double] = [0]
            var span = last.mutableSpan
            if reader.count > 0 { try reader.read(reader.count - 1..<reader.count, into: &span) }
        }
        return bytes
    } catch .format(let error) where error.subject.hasPrefix("checksum") {
        return archive(data, size: size, crc: Int(error.found, radix: 16) ?? 0)
    } catch {
        return bytes
    }
}

private func archive(_ data: [UInt8], size: Int, crc: Int) -> [UInt8] {
    func word(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    let sizes = word(crc) + word(data.count) + word(size)
    let name = Array("a.npy".utf8)
    var bytes: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0]
    bytes += sizes
    bytes += [5, 0, 0, 0]
    bytes += name
    bytes += data
    let directory = bytes.count
    bytes += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0]
    bytes += sizes
    bytes += [5, 0]
    bytes += [UInt8](repeating: 0, count: 16)
    bytes += name
    let end = bytes.count
    bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0]
    bytes += word(end - directory)
    bytes += word(directory)
    return bytes + [0, 0]
}
