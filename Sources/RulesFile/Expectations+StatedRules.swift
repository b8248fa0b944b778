internal import Claims
public import Conformance

extension Expectations {
    /// What a person asked for.
    ///
    /// - Throws: `ExpectationsError` where a file is no YAML, or something else than rules; `ClaimError`, `GlobError`.
    public init(_ rules: StatedRules) throws {
        switch rules {
        case .file(let path, let text, let included):
            self = try ExpectationsFile.parse(Array(text.utf8), path: path, included: included)
        case .claim(let text, let fans, let padding, let names):
            self.init(try Claim(text), fans: fans, padding: padding, of: try names.map { try Glob(checking: $0) })
        }
    }
}
