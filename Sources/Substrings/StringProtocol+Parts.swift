/// Parts of texts, compared byte by byte.
///
/// The standard library's `contains`, `firstRange` and `replacing` for strings bring its regular expressions and their
/// tables into every program: 8 % of the C interface's library.
extension StringProtocol {
    /// Where a part that is not empty occurs first.
    package func place(of part: some StringProtocol) -> Range<Index>? {
        guard let first = part.utf8.first else { return nil }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: part.utf8) { return start..<rest.index(start, offsetBy: part.utf8.count) }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// Whether a part that is not empty occurs.
    package func holds(_ part: some StringProtocol) -> Bool { place(of: part) != nil }

    /// With another text wherever a part that is not empty occurs.
    package func replaced(_ part: some StringProtocol, by other: some StringProtocol) -> String {
        var text = ""
        var rest = self[...]
        while let place = rest.place(of: part) {
            text += rest[..<place.lowerBound]
            text += other
            rest = rest[place.upperBound...]
        }
        return text + rest
    }
}
