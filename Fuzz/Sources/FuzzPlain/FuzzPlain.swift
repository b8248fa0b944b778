import FuzzSupport
import NumberTypes
import WeightFiles

/// Reads text, raw numbers of one type, or a format that the content tells. The first byte chooses.
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
