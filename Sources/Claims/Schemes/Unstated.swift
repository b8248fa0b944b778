/// Names of initializers whose law no claim can state. Guessing one would be worse than saying so.
package struct Unstated: Sendable {
    /// How people write it.
    package let names: [String]

    /// Why no claim states it, as a message says it after the name.
    let reason: String

    /// Claims that can be written instead.
    package let nearest: [String]

    /// Where the law is documented.
    package let source: String
}
