/// Invalid options or tensors of a caller: what was found, and what is expected.
enum CallError: Error, CustomStringConvertible {
    /// The options ask for something that cannot be done.
    case options(String)

    /// A tensor is described wrongly.
    case tensor(String)

    var description: String {
        switch self {
        case .options(let problem), .tensor(let problem): problem
        }
    }
}
