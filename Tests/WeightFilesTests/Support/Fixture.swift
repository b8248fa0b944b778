import Foundation
import Testing

/// Files that NumPy, safetensors and ml_dtypes wrote: Scripts/generate/weight-files.py.
enum Fixture {
    /// The path of a file.
    static func path(_ name: String) throws -> String {
        try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures")).path
    }

    /// The bytes of a file.
    static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// The elements of most arrays in them, of shape `[2, 3, 4]`.
    static let values = (0..<24).map { Double($0) / 4 - 2 }

    /// The same elements with the first axis varying fastest.
    static let fortranValues = (0..<24).map { (i: Int) -> Double in
        let (first, second, third) = (i % 2, i / 2 % 3, i / 6)
        return values[first * 12 + second * 4 + third]
    }
}
