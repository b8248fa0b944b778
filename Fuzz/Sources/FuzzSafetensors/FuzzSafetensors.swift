import FuzzSupport
import WeightFiles

/// Reads a .safetensors file or an index. The first byte chooses.
///
/// An index ends at the first zero byte; after it comes the .safetensors file that it names `s`.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(input(start, count).dropFirst())
    if start[0] & 1 == 0 {
        exercise { () throws(WeightFileError) in
            try WeightFile(bytes: bytes, name: "w.safetensors", format: .safetensors)
        }
    } else {
        let end = bytes.firstIndex(of: 0) ?? bytes.count
        let shard = Array(bytes[min(end + 1, bytes.count)...])
        exercise { () throws(WeightFileError) in
            try WeightFile(
                bytes: Array(bytes[..<end]),
                name: "w.index.json",
                format: .safetensorsIndex,
                shards: ["s": shard]
            )
        }
    }
    return 0
}
