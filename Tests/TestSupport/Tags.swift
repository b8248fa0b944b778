public import Testing

extension Tag {
    /// Values from other sources.
    @Tag public static var knownAnswer: Self

    /// A law that holds for any input.
    @Tag public static var property: Self

    /// A verdict on random draws, with a fixed seed.
    @Tag public static var statistical: Self

    /// A sample or an argument that must be rejected.
    @Tag public static var negativeControl: Self
}
