import FuzzSupport
import NumberTypes
import WeightFiles

/// The first byte chooses text, raw numbers of one of the types, or a format told by the content.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = Array(input(start, count).dropFirst())
    let formats: [WeightFormat?] = [
        .text, .text, .text, nil, .raw(.float16), .raw(.bfloat16), .raw(.float32), .raw(.float64),
    ]
    exercise { () throws(WeightFileError) in
        try WeightFile(bytes: bytes, name: "w", format: formats[Int(start[0]) % formats.count])
    }
    return 0
}
