internal import WeightFiles

/// An error in expectations that cannot be read: where it is, what is there, and what should be.
public struct ExpectationsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String

    /// The line, counted from 1; nil if the fault has no single place.
    public let line: Int?

    /// The column, counted from 1; nil if the line is.
    public let column: Int?

    /// What is wrong.
    public let problem: String

    init(path: String, mark: YAMLNode.Mark? = nil, found: String, expected: String) {
        self.init(path: path, mark: mark, "found \(found), expected \(expected)")
    }

    private init(path: String, line: Int?, column: Int?, problem: String) {
        (self.path, self.line, self.column, self.problem) = (path, line, column, problem)
    }

    /// An error about a value; the problem already says what was found and expected.
    init(path: String, mark: YAMLNode.Mark?, _ problem: String) {
        self.path = path
        (line, column) = (mark?.line, mark?.column)
        self.problem = problem
    }

    /// The same error, with the rule in which it was found.
    ///
    /// - Parameters:
    ///   - number: the rule's number in its file, from 1 on.
    ///   - names: the rule's pattern; nil if it has none.
    func inRule(_ number: Int, _ names: String?) -> ExpectationsError {
        let rule = "rule \(number)" + (names.map { " (\(quoted($0)))" } ?? "")
        return ExpectationsError(path: path, line: line, column: column, problem: "\(problem), in \(rule)")
    }

    public var description: String {
        guard let line, let column else { return "\(path): \(problem)" }
        return "\(path):\(line):\(column): \(problem)"
    }
}
