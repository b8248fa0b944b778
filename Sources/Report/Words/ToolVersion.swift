/// The version of this package, which the command and every JSON document state. It is written only here.
public enum ToolVersion {
    /// The version as in the changelog.
    public static let text = "0.1.0"
}
