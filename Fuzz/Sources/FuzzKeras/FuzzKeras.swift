import FuzzSupport
import WeightFiles

/// A file of HDF5, or an archive of Keras with one in it.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = input(start, count)
    exercise { () throws(WeightFileError) in try WeightFile(bytes: bytes, name: "w.h5", format: .keras) }
    return 0
}
