/// Names of initializers whose law is none that a claim can state. To guess one would be worse than to say so.
package struct Unstated: Sendable {
    /// How people write it.
    package let names: [String]

    /// Why no claim states it, as a message says it after the name.
    let reason: String

    /// What can be written instead, each a claim.
    package let nearest: [String]

    /// Where the law was read.
    package let source: String

    init(_ names: [String], _ reason: String, nearest: [String], source: String) {
        self.names = names
        self.reason = reason
        self.nearest = nearest
        self.source = source
    }
}
