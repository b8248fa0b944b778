import FuzzSupport
import WeightFiles

/// Reads a GGUF, Flax or Equinox file, or PyTorch's `.metadata` without its pieces. The first byte chooses.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    guard let first = bytes.first else { return 0 }
    let formats: [WeightFormat] = [.gguf, .flax, .equinox, .pytorchDistributed]
    exercise { () throws(WeightFileError) in
        try WeightFile(bytes: Array(bytes.dropFirst()), name: "w", format: formats[Int(first % 4)])
    }
    return 0
}
