/// The version of this package, which the command and every JSON document state. It is written here and nowhere else.
public enum ToolVersion {
    /// As in the changelog.
    public static let text = "0.1.0"
}
