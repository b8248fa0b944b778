import ArgumentParser

/// A shape on the command line: sizes separated by commas, such as 784,256; empty for a scalar.
struct ShapeArgument: ExpressibleByArgument {
    let sizes: [Int]

    init?(argument: String) {
        var sizes: [Int] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: !argument.contains(",")) {
            // Blanks may stand around a size, not in it; Int would take a plus sign.
            let digits = part.trimmingPrefix { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            guard digits.allSatisfy({ "0"..."9" ~= $0 }), let size = Int(String(digits)), size > 0 else { return nil }
            sizes.append(size)
        }
        self.sizes = sizes
    }

    static let help: ArgumentHelp = "Sizes separated by commas, each positive, such as 784,256 or 3,3,64,128."
}
