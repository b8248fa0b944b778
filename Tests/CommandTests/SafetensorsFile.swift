import Foundation

/// A .safetensors file of tensors of four bytes each.
enum SafetensorsFile {
    /// Writes tensors of one zero under these names.
    ///
    /// - Parameter type: their type, of four bytes.
    static func write(_ names: [String], type: String = "F32", to path: String) throws {
        var header: [String: Any] = [:]
        for (place, name) in names.enumerated() {
            header[name] = ["dtype": type, "shape": [1], "data_offsets": [4 * place, 4 * place + 4]] as [String: Any]
        }
        let text = try JSONSerialization.data(withJSONObject: header)
        let length = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
        try (Data(length) + text + Data(count: 4 * names.count)).write(to: URL(fileURLWithPath: path))
    }
}
