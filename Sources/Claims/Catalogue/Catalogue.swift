internal import Substrings

/// Every initializer that this package knows by name.
public enum Catalogue {
    /// All schemes, framework by framework.
    public static let schemes: [Scheme] = {
        let all =
            own + keras + tensorflow + contrib + prettyTensor + torch + torchLayers + jax + mlx + caffe
            + largeModels + orthogonal + identities + sparse + kernels + layers + deeplearning4jDocumented + stateTables
        return byFramework(all)
    }()

    /// All calls as schemes, framework by framework: the schemes themselves, and, under their own names, the dialects,
    /// which follow a scheme with other arguments or in another layout.
    public static let calls: [Scheme] = byFramework(
        schemes + dialects.compactMap { dialect in byName[dialect.scheme].map { $0.named(by: dialect) } }
    )

    /// The scheme with that name or alias.
    ///
    /// - Throws: `ClaimError.unknownName` with the nearest names.
    static func scheme(named name: String) throws(ClaimError) -> Scheme {
        if let scheme = byName[name] ?? recurrentName(name).flatMap({ byName[$0] }) { return scheme }
        let calls = calls(of: name)
        throw calls.isEmpty ? .unknownName(name, nearest: nearest(to: name)) : .severalCalls(name, calls: calls)
    }

    /// The calls that draw by a rule whose name alone is not a call: xavier, or relu for the rule made for that
    /// nonlinearity.
    private static func calls(of word: String) -> [String] {
        let word = word.lowercased()
        let rules = ["glorot": "glorot", "he": "he", "lecun": "lecun", "relu": "he", "tanh": "glorot", "selu": "lecun"]
        guard let rule = rules[Scheme.synonyms[word] ?? word] else { return [] }
        return schemes.filter { $0.stem == rule || $0.stem?.hasPrefix(rule + "_") == true }.map(\.name)
    }

    /// At most three names, nearest first.
    ///
    /// A scheme is near if one of its spellings contains the text, or is within a third of the text's length in edits.
    /// A layer's parameter or a dialect is named as itself. The last part of a dotted name counts by itself. Among
    /// equally near names, the one whose whole spelling differs least comes first.
    static func nearest(to name: String) -> [String] {
        // Rules are known by their author's first name or last name.
        let spellings = [name.lowercased(), Scheme.withSynonyms(name.lowercased())].map { Array($0.utf8) }
        let limit = max(1, spellings[0].count / 3)
        func distance(_ known: some Collection<UInt8>) -> Int? {
            spellings.compactMap { EditDistance.between($0, known, limit: limit) }.min()
        }
        let layerNames = Set((torchLayers + layers).map(\.name))
        let groups =
            schemes.map { scheme in
                ([scheme.name] + scheme.aliases).map {
                    (known: $0, shown: layerNames.contains(scheme.name) ? $0 : scheme.name)
                }
                    + scheme.layerParameters.map { (known: $0, shown: $0) }
            } + dialects.map { dialect in dialect.names.map { (known: $0, shown: $0) } }
        let near = groups.enumerated().compactMap { place, spellings in
            spellings.compactMap { known, shown -> (distance: Int, whole: Int, place: Int, shown: String)? in
                let lowered = known.lowercased()
                let full = distance(lowered.utf8)
                let last = lowered.split(separator: ".").last.flatMap { distance($0.utf8) }
                // A name that was cut short is near, however much is missing.
                let part = name.utf8.count > 1 && lowered.holds(name.lowercased()) ? limit : nil
                guard let distance = [full, last, part].compactMap({ $0 }).min() else { return nil }
                return (distance, EditDistance.between(Array(name.utf8), known.utf8) ?? .max, place, shown)
            }.min { ($0.distance, $0.whole) < ($1.distance, $1.whole) }
        }
        // A bare name is more likely an initializer's than that of something that follows one.
        func rank(_ place: Int) -> Int { name.holds(".") || place < schemes.count ? 0 : 1 }
        return
            near
            .sorted {
                ($0.distance, rank($0.place), $0.whole, $0.place) < ($1.distance, rank($1.place), $1.whole, $1.place)
            }
            .prefix(3)
            .map(\.shown)
    }

    /// TensorFlow 1's function for a name that may be TensorFlow 2's: tf.compat.v1.random_normal_initializer for
    /// tf.random_normal_initializer. Nil if it has none of that name, or the name states its version.
    package static func tensorFlow1Name(of name: String) -> String? {
        let module = "tf.compat.v1."
        guard name.hasPrefix("tf."), !name.hasPrefix(module) else { return nil }
        let twin = module + name.dropFirst(3)
        return byName[twin] != nil || dialect(named: twin) != nil ? twin : nil
    }

    // MARK: - Implementation

    private static func byFramework(_ all: [Scheme]) -> [Scheme] {
        var places: [String: Int] = [:]
        var groups: [[Scheme]] = []
        for scheme in all {
            let place = places[scheme.framework, default: groups.count]
            if place == groups.count {
                places[scheme.framework] = place
                groups.append([])
            }
            groups[place].append(scheme)
        }
        return groups.flatMap { $0 }
    }

    private static let byName = table(schemes, by: \.spellings)

    /// A table of all names of all elements. Of several elements with one name, the first has it.
    static func table<Element>(_ elements: [Element], by names: (Element) -> [String]) -> [String: Element] {
        var table: [String: Element] = [:]
        // Each element has a few names.
        table.reserveCapacity(4 * elements.count)
        for element in elements.reversed() { for name in names(element) { table[name] = element } }
        return table
    }

    /// torch.nn.LSTM.weight_ih for torch.nn.LSTM.weight_ih_l0 and torch.nn.LSTM.weight_ih_l12_reverse; nil for others.
    ///
    /// Source: PyTorch documentation, torch.nn.LSTM: weight_ih_l[k], with a suffix _reverse for the reverse direction.
    static func recurrentName(_ name: String) -> String? {
        let parts = name.split(separator: ".")
        guard parts.count >= 3, parts[parts.count - 3] == "nn", ["RNN", "LSTM", "GRU"].contains(parts[parts.count - 2])
        else { return nil }
        let direction = "_reverse"
        let forward = name.hasSuffix(direction) ? name.dropLast(direction.count) : name[...]
        let digits = forward.reversed().prefix { $0.isASCII && $0.isNumber }.count
        let stem = forward.dropLast(digits)
        return digits > 0 && stem.hasSuffix("_l") ? String(stem.dropLast(2)) : nil
    }
}
