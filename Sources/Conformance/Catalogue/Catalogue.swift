/// Every initializer that this package knows by name.
public enum Catalogue {
    /// All schemes, by framework and in the order that reports use.
    public static let schemes: [Scheme] =
        own + keras + tensorflow + contrib + prettyTensor + torch + jax + mlx + caffe

    /// The scheme of that name or alias.
    ///
    /// - Throws: `ClaimError.unknownName` with the nearest names.
    static func scheme(named name: String) throws(ClaimError) -> Scheme {
        if let scheme = byName[name] { return scheme }
        throw .unknownName(name, nearest: nearest(to: name))
    }

    /// The names of at most three schemes that one of whose spellings is within a third of its length in edits, nearest
    /// first; the last part of a dotted name counts alone where it alone was written.
    static func nearest(to name: String) -> [String] {
        let wanted = name.lowercased()
        let ranked = schemes.enumerated().compactMap { place, scheme -> (distance: Int, full: Int, place: Int)? in
            let distances = ([scheme.name] + scheme.aliases).map { known in
                let full = editDistance(wanted, known.lowercased())
                let last = known.split(separator: ".").last.map { editDistance(wanted, $0.lowercased()) } ?? full
                return (near: min(full, last), full: full)
            }
            guard let best = distances.min(by: { ($0.near, $0.full) < ($1.near, $1.full) }),
                3 * best.near <= max(3, wanted.count)
            else { return nil }
            return (best.near, best.full, place)
        }
        return
            ranked
            .sorted { ($0.distance, $0.full, $0.place) < ($1.distance, $1.full, $1.place) }
            .prefix(3)
            .map { schemes[$0.place].name }
    }

    // MARK: - Implementation

    private static let byName: [String: Scheme] = Dictionary(
        schemes.flatMap { scheme in ([scheme.name] + scheme.aliases).map { ($0, scheme) } },
        uniquingKeysWith: { first, _ in first }
    )

    /// Levenshtein's distance.
    private static func editDistance(_ a: String, _ b: String) -> Int {
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
        return row[b.count]
    }
}
