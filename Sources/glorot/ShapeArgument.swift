import ArgumentParser

/// A shape on the command line, as people write it: 784,256 or 784x256, or with the brackets of a tuple or a list;
/// empty for a scalar.
struct ShapeArgument {
    let sizes: [Int]

    /// Reads a shape.
    ///
    /// - Throws: `ValidationError` if it is not a shape; the error says how to write one that a shell cut at a blank.
    static func read(_ argument: String) throws -> ShapeArgument {
        if let shape = ShapeArgument(argument: argument) { return shape }
        let text = trimmed(argument[...])
        let isCut = text.hasSuffix(",") || text.contains { "([".contains($0) } && !text.contains { ")]".contains($0) }
        throw ValidationError(
            isCut
                ? "the shell has cut it at a space; write it without spaces, as 784,256, or in quotes, as '784, 256'"
                : "expected sizes, each positive, such as 784,256 or 3x3x64x128"
        )
    }

    private init?(argument: String) {
        let text = Self.trimmed(argument[...])
        if let first = text.first, let closing = Self.brackets[first] {
            guard text.count > 1, text.last == closing else { return nil }
            let inner = Self.trimmed(text.dropFirst().dropLast())
            // A tuple of one has a comma after it: (512,).
            self.init(inner.hasSuffix(",") && inner.count > 1 ? inner.dropLast() : inner)
        } else {
            // Blanks alone are not a shape.
            guard argument.isEmpty || !text.isEmpty else { return nil }
            self.init(text)
        }
    }

    static let help: ArgumentHelp =
        "Positive sizes, such as 784,256 or 3x3x64x128; in quotes if it has spaces or brackets: '(784, 256)'."

    /// Whether a word is the rest of a shape that was cut at a blank: sizes and brackets, not a claim.
    static func isRest(_ word: String) -> Bool {
        word.contains(where: \.isNumber) && word.allSatisfy { "0123456789,xX×)]".contains($0) }
    }

    // MARK: - Implementation

    private static let brackets: [Character: Character] = ["(": ")", "[": "]"]

    /// Sizes separated by commas or crosses.
    private init?(_ text: Substring) {
        let cross = text.first { "xX×".contains($0) }
        if let cross, text.contains(",") || text.contains(where: { "xX×".contains($0) && $0 != cross }) { return nil }
        var sizes: [Int] = []
        for part in text.split(separator: cross ?? ",", omittingEmptySubsequences: text.isEmpty) {
            // Blanks may surround a size but not split it; Int would take a plus sign.
            let digits = Self.trimmed(part)
            guard digits.allSatisfy({ "0"..."9" ~= $0 }), let size = Int(digits), size > 0 else { return nil }
            sizes.append(size)
        }
        self.sizes = sizes
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return text
    }
}
