import ArgumentParser

/// A shape on the command line: sizes separated by commas, such as 784,256; empty for a scalar.
struct ShapeArgument: ExpressibleByArgument {
    let sizes: [Int]

    init?(argument: String) {
        var sizes: [Int] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: !argument.contains(",")) {
            guard let size = Int(part.filter { $0 != " " }), size > 0 else { return nil }
            sizes.append(size)
        }
        self.sizes = sizes
    }

    static let help: ArgumentHelp = "Sizes separated by commas, each positive, such as 784,256 or 3,3,64,128."
}
