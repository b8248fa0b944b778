/// The distance between two texts.
package enum EditDistance {
    /// The longest text that is compared: no name is longer, and the time grows with the product of both lengths.
    private static let lengthLimit = 512

    /// The Levenshtein distance between two texts in bytes; nil if it exceeds the limit, or a text is longer than 512.
    package static func between(_ a: [UInt8], _ b: some Collection<UInt8>, limit: Int = .max) -> Int? {
        guard abs(a.count - b.count) <= limit, a.count <= lengthLimit, b.count <= lengthLimit else { return nil }
        let b = Array(b)
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let substitution = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count] <= limit ? row[b.count] : nil
    }

    /// The nearest of several names, at most half of the text's length away; nil where there is none.
    package static func nearest(to name: String, of known: [String]) -> String? {
        let wanted = Array(name.lowercased().utf8)
        return known.compactMap { known in
            between(wanted, known.lowercased().utf8, limit: max(1, wanted.count / 2)).map {
                (distance: $0, name: known)
            }
        }.min { $0.distance < $1.distance }?.name
    }
}
