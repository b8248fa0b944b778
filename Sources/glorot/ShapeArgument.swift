import ArgumentParser

/// A shape on the command line, as people write one: 784,256 or 784x256, or with the brackets of a tuple or a list; empty
/// for a scalar.
struct ShapeArgument: ExpressibleByArgument {
    let sizes: [Int]

    init?(argument: String) {
        let text = Self.trimmed(argument[...])
        if let first = text.first, let closing = Self.brackets[first] {
            guard text.count > 1, text.last == closing else { return nil }
            let inner = Self.trimmed(text.dropFirst().dropLast())
            // A tuple of one has a comma after it: (512,).
            self.init(inner.hasSuffix(",") && inner.count > 1 ? inner.dropLast() : inner)
        } else {
            // Blanks alone are no shape.
            guard argument.isEmpty || !text.isEmpty else { return nil }
            self.init(text)
        }
    }

    static let help: ArgumentHelp = "Sizes, each positive, such as 784,256 or 3x3x64x128."

    // MARK: - Implementation

    private static let brackets: [Character: Character] = ["(": ")", "[": "]"]

    /// Sizes with commas between them, or crosses.
    private init?(_ text: Substring) {
        let cross = text.first { "xX×".contains($0) }
        if let cross, text.contains(",") || text.contains(where: { "xX×".contains($0) && $0 != cross }) { return nil }
        var sizes: [Int] = []
        for part in text.split(separator: cross ?? ",", omittingEmptySubsequences: text.isEmpty) {
            // Blanks may stand around a size, not in it; Int would take a plus sign.
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
