import FuzzSupport
import WeightFiles

/// A file of GGUF, Flax or Equinox, or a `.metadata` of PyTorch's without its pieces: the first byte chooses.
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
