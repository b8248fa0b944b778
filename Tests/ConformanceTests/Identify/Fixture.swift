import Foundation
import Testing

/// A tensor that a framework drew, as Tests/Fixtures/manifest.json tells of it.
struct Fixture: Decodable, CustomTestStringConvertible {
    let file: String
    let tensor: String
    let claim: String
    let dtype: String
    let shape: [Int]
    let verdict: String
    let cause: String?

    /// Fans that the shape does not tell.
    let fanIn: Int?

    private enum CodingKeys: String, CodingKey {
        case file, tensor, claim, dtype, shape, verdict, cause
        case fanIn = "fan_in"
    }

    var testDescription: String { "\(file) \(tensor)" }

    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// All fixtures.
    static func all() throws -> [Fixture] {
        try JSONDecoder().decode(
            [Fixture].self,
            from: Data(contentsOf: folder.appendingPathComponent("manifest.json"))
        )
    }

    var path: String { Self.folder.appendingPathComponent(file).path }
}
