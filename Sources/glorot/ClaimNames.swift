import ArgumentParser
import Claims

/// What a shell offers where a claim is expected.
enum ClaimNames {
    /// The names of the catalogue, without arguments.
    static var completion: CompletionKind { .list(Catalogue.schemes.map(\.name)) }
}
