import ArgumentParser
import Claims

/// What a shell completes for a claim.
enum ClaimNames {
    /// The names of the catalogue, without arguments.
    static var completion: CompletionKind { .list(Catalogue.schemes.map(\.name)) }
}
