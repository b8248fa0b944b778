public import Claims

/// What somebody asked to verify, as written. A summary carries it to the one who judges it.
public enum StatedRules: Hashable, Codable, Sendable {
    /// A file of rules: its path, for messages, its text, and the texts of the files that it includes, by path.
    case file(path: String, text: String, included: [String: String] = [:])

    /// One claim for the tensors with certain names; without a name, for every tensor of floating-point numbers.
    case claim(String, fans: ClaimedFans?, padding: Int?, names: [String])
}
