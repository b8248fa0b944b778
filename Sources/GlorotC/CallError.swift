/// Options or tensors that a caller may not pass: what was found, and what is expected.
enum CallError: Error, CustomStringConvertible {
    /// The options do not say what can be done.
    case options(String)

    /// A tensor is described wrongly.
    case tensor(String)

    var description: String {
        switch self {
        case .options(let problem), .tensor(let problem): problem
        }
    }
}
