internal import WeightFiles
internal import Yams

/// Expectations that cannot be read: where they stand, what stands there, and what should.
public struct ExpectationsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String

    /// The line, counted from 1; nil where the fault stands in no one place.
    public let line: Int?

    /// The column, counted from 1; nil as the line is.
    public let column: Int?

    /// What is wrong.
    public let problem: String

    init(path: String, mark: Mark? = nil, found: String, expected: String) {
        self.init(path: path, mark: mark, "found \(found), expected \(expected)")
    }

    /// A value that cannot be read, whose error says what was found and expected.
    init(path: String, mark: Mark?, _ problem: String) {
        self.path = path
        (line, column) = (mark?.line, mark?.column)
        self.problem = problem
    }

    /// A document that exceeds a limit.
    init(_ excess: YAMLLimits.Excess, path: String) {
        self.path = path
        (line, column) = (excess.line, excess.column)
        problem = "found \(excess.found), expected \(excess.expected)"
    }

    public var description: String {
        guard let line, let column else { return "\(path): \(problem)" }
        return "\(path):\(line):\(column): \(problem)"
    }
}

extension ExpectationsError {
    /// What the YAML reader says, in one line and with its place.
    init(_ error: YamlError, path: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            // A pattern that begins with an asterisk is an alias of YAML.
            let hint =
                problem.contains("alphabetic or numeric")
                ? "; a pattern that begins with * needs quotes"
                : problem.contains("mapping values") ? "; a slice that ends in a colon needs quotes" : ""
            self.init(path: path, mark: mark, found: "a fault in the YAML: \(problem)", expected: "YAML\(hint)")
        case .duplicatedKeysInMapping(let keys, let context):
            let found = keys.map { quoted($0) }.joined(separator: ", ") + " twice"
            self.init(path: path, mark: context.mark, found: found, expected: "each key once")
        default:
            self.init(path: path, mark: nil, found: "\(error)", expected: "YAML")
        }
    }
}
