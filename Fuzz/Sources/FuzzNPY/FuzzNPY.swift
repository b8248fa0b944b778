import FuzzSupport
import NumberTypes
import WeightFiles

/// Reads a .npy file.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    exercise { () throws(WeightFileError) in
        try WeightFile(bytes: bytes, name: "w.npy", format: .npy, twoByteVoid: .bfloat16)
    }
    return 0
}
