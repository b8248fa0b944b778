import FuzzSupport
import WeightFiles

/// Reads an HDF5 file, or a Keras archive that contains one.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    exercise { () throws(WeightFileError) in try WeightFile(bytes: bytes, name: "w.h5", format: .keras) }
    return 0
}
