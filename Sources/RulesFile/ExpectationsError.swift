internal import WeightFiles

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

    init(path: String, mark: YAMLNode.Mark? = nil, found: String, expected: String) {
        self.init(path: path, mark: mark, "found \(found), expected \(expected)")
    }

    private init(path: String, line: Int?, column: Int?, problem: String) {
        (self.path, self.line, self.column, self.problem) = (path, line, column, problem)
    }

    /// A value that cannot be read, whose error says what was found and expected.
    init(path: String, mark: YAMLNode.Mark?, _ problem: String) {
        self.path = path
        (line, column) = (mark?.line, mark?.column)
        self.problem = problem
    }

    /// The same, with the rule in which it was found.
    ///
    /// - Parameters:
    ///   - number: of the rule in its file, from 1 on.
    ///   - names: its pattern; nil where it has none.
    func inRule(_ number: Int, _ names: String?) -> ExpectationsError {
        let rule = "rule \(number)" + (names.map { " (\(quoted($0)))" } ?? "")
        return ExpectationsError(path: path, line: line, column: column, problem: "\(problem), in \(rule)")
    }

    public var description: String {
        guard let line, let column else { return "\(path): \(problem)" }
        return "\(path):\(line):\(column): \(problem)"
    }
}
