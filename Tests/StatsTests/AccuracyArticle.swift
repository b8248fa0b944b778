import Foundation

/// The figures that the article on accuracy and the README state, for the tests that measure them.
enum AccuracyArticle {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }

    /// The lines of the article.
    static func lines() throws -> [String] {
        try text("Sources/Stats/Stats.docc/Accuracy.md").components(separatedBy: "\n")
    }

    /// The last number of the line with this beginning; NaN if there is none, so that every comparison with it fails.
    static func stated(_ beginning: String) throws -> Double {
        let line = try lines().first { $0.hasPrefix(beginning) } ?? ""
        return line.matches(of: /[0-9.]+e-[0-9]+/).last.flatMap { Double($0.output) } ?? .nan
    }

    /// Whether the stated error covers an error. GSL relies on libm, whose last bits differ between processors.
    static func covers(_ error: Double, _ beginning: String) throws -> Bool { error <= 2 * (try stated(beginning)) }

    /// The documentation comments of Stats, line by line.
    static func comments() throws -> Set<String> {
        let folder = root.appendingPathComponent("Sources/Stats")
        var lines: Set<String> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
            let file = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            for line in file.components(separatedBy: "\n") where line.hasPrefix("/// ") {
                lines.insert(String(line.dropFirst(4)).replacing("``logSurvival(_:)``", with: "`logSurvival`"))
            }
        }
        return lines
    }
}
