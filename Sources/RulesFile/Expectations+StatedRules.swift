internal import Claims
public import Conformance

extension Expectations {
    /// The expectations that a person stated.
    ///
    /// - Throws: `ExpectationsError` if a file is not YAML or does not hold rules; `ClaimError`, `GlobError`.
    public init(_ rules: StatedRules) throws {
        switch rules {
        case .file(let path, let text, let included):
            self = try ExpectationsFile.parse(Array(text.utf8), path: path, included: included)
        case .claim(let text, let fans, let padding, let names):
            self.init(try Claim(text), fans: fans, padding: padding, of: try names.map { try Glob(checking: $0) })
        }
    }
}
