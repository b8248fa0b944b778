/// Every initializer that this package knows by name.
public enum Catalogue {
    /// All schemes, framework by framework.
    public static let schemes: [Scheme] = {
        let all =
            own + keras + tensorflow + contrib + prettyTensor + torch + torchLayers + jax + mlx + caffe
            + largeModels + orthogonal + identities + sparse + kernels + layers
        var frameworks: [String] = []
        for scheme in all where !frameworks.contains(scheme.framework) { frameworks.append(scheme.framework) }
        return frameworks.flatMap { framework in all.filter { $0.framework == framework } }
    }()

    /// The scheme of that name or alias.
    ///
    /// - Throws: `ClaimError.unknownName` with the nearest names.
    static func scheme(named name: String) throws(ClaimError) -> Scheme {
        if let scheme = byName[name] { return scheme }
        throw .unknownName(name, nearest: nearest(to: name))
    }

    /// The names of at most three schemes that one of whose spellings is within a third of its length in edits, nearest
    /// first; the last part of a dotted name counts alone where it alone was written. Of schemes equally near, the one
    /// whose spelling differs least as a whole comes first.
    static func nearest(to name: String) -> [String] {
        let wanted = Array(name.lowercased().utf8)
        let limit = max(1, wanted.count / 3)
        let near = schemes.enumerated().compactMap { place, scheme in
            scheme.spellings.compactMap { known -> (distance: Int, whole: Int, place: Int)? in
                let lowered = known.lowercased()
                let full = editDistance(wanted, lowered.utf8, limit: limit)
                let last = lowered.split(separator: ".").last.flatMap { editDistance(wanted, $0.utf8, limit: limit) }
                guard let distance = [full, last].compactMap({ $0 }).min() else { return nil }
                return (distance, editDistance(Array(name.utf8), known.utf8) ?? .max, place)
            }.min { ($0.distance, $0.whole) < ($1.distance, $1.whole) }
        }
        return
            near
            .sorted { ($0.distance, $0.whole, $0.place) < ($1.distance, $1.whole, $1.place) }
            .prefix(3)
            .map { schemes[$0.place].name }
    }

    // MARK: - Implementation

    private static let byName: [String: Scheme] = Dictionary(
        schemes.flatMap { scheme in scheme.spellings.map { ($0, scheme) } },
        uniquingKeysWith: { first, _ in first }
    )

    /// Levenshtein's distance of two texts in bytes; nil where it is more than the limit.
    private static func editDistance(_ a: [UInt8], _ b: some Collection<UInt8>, limit: Int = .max) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
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
}
