public import Claims

/// What a person asked to be verified, as it was written: what a summary carries to whoever judges it.
public enum StatedRules: Hashable, Codable, Sendable {
    /// A file of rules: its path, for messages, its text, and the texts of the files that it includes, by their paths.
    case file(path: String, text: String, included: [String: String] = [:])

    /// One claim for the tensors of some names; without a name for every tensor of floating-point numbers.
    case claim(String, fans: ClaimedFans?, padding: Int?, names: [String])
}
