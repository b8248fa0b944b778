import Testing

extension Tag {
    /// Values stated by others.
    @Tag static var knownAnswer: Self

    /// A law that holds for any input.
    @Tag static var property: Self

    /// A verdict on random draws, with a fixed seed.
    @Tag static var statistical: Self

    /// A sample or an argument that must be rejected.
    @Tag static var negativeControl: Self
}
