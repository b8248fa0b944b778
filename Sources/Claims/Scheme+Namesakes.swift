internal import Stats

extension Scheme {
    /// Schemes with the same name, or a name that could be taken for it, whose law differs at the defaults.
    ///
    /// Each entry has the scheme's name, or the frameworks' if there are several, and what they state.
    public var namesakes: [(names: String, law: String)] {
        var groups: [[Scheme]] = []
        for other in Catalogue.schemes where sharesName(with: other) && isUnlike(other) == true {
            if let place = groups.firstIndex(where: { $0[0].isUnlike(other) == false }) {
                groups[place].append(other)
            } else {
                groups.append([other])
            }
        }
        let related = relatives + [self]
        return groups.map { group in
            let names = group.map { scheme in
                // A framework stands for its scheme if it has only one of the name.
                let isOnly =
                    related.filter { $0.framework == scheme.framework && $0.stem == scheme.stem }.count == 1
                return group.count > 1 && isOnly && !scheme.framework.isEmpty ? scheme.framework : scheme.name
            }
            // Other frameworks' arguments may have other defaults.
            let laws = group.map { scheme in
                scheme.distinction
                    ?? scheme.closedForm + (group.count > 1 && scheme.fanRule != nil ? "" : scheme.defaults)
            }
            return (names.joined(separator: ", "), laws.min { $0.count < $1.count } ?? "")
        }
    }

    // MARK: - Implementation

    /// Schemes with the same name, or one that could be taken for it, whatever their laws.
    var relatives: [Scheme] { Catalogue.schemes.filter { $0.name != name && sharesName(with: $0) } }

    /// Glorot's and He's rules are also known by their authors' first names, and without the law's name: caffe.xavier.
    private func sharesName(with other: Scheme) -> Bool {
        guard let stem, let other = other.stem else { return false }
        return stem == other
            || ["glorot", "he"].contains { stem.hasPrefix($0) && other.hasPrefix($0) && [stem, other].contains($0) }
    }

    /// `glorot_normal` for keras.GlorotNormal and torch.nn.init.xavier_normal_; nil for a layer's parameter and for
    /// recipes.
    package var stem: String? {
        let parts = name.split(separator: ".")
        guard purpose == nil, !parts.dropLast().contains(where: { $0.first?.isUppercase == true }) else { return nil }
        let words = (parts.last ?? "").reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
            .split(separator: "_").map(String.init).filter {
                !["random", "initializer", "init", "compat"].contains($0)
            }
        return words.map { Self.synonyms[$0] ?? $0 }.joined(separator: "_")
    }

    static let synonyms = [
        "xavier": "glorot", "kaiming": "he", "msra": "he", "gaussian": "normal", "trunc": "truncated",
    ]

    /// A name in lower case with every synonym replaced: keras.glorot_normal for keras.xavier_normal.
    static func withSynonyms(_ name: String) -> String {
        name.split(separator: ".", omittingEmptySubsequences: false).map { part in
            part.split(separator: "_", omittingEmptySubsequences: false).map { synonyms[String($0)] ?? String($0) }
                .joined(separator: "_")
        }.joined(separator: ".")
    }

    /// Whether the laws differ at the defaults, or something else tells the schemes apart; nil if they cannot be
    /// compared because a call needs arguments.
    private func isUnlike(_ other: Scheme) -> Bool? {
        if let distinction, let others = other.distinction { return distinction != others }
        guard let moments = defaultMoments, let others = other.defaultMoments else { return nil }
        return zip(moments, others).contains { abs($0 - $1) > 1e-12 * max(abs($0), abs($1)) }
    }

    /// Mean, variance and excess kurtosis of an entry at the defaults.
    private var defaultMoments: [Double]? {
        guard let arguments = try? Arguments(ClaimCall(name: name, arguments: []), scheme: self),
            let law = try? example(arguments).distribution()
        else { return nil }
        return [law.mean, law.variance, law.excessKurtosis]
    }

    private var defaults: String {
        let stated = parameters.filter { $0.defaultValue != .none }.map { "\($0.name)=\($0.defaultValue)" }
        return stated.isEmpty ? "" : "; " + stated.joined(separator: ", ")
    }
}

extension Claim {
    /// The same call in other frameworks' words: with its arguments if they take them, else with their defaults. Who
    /// states the numbers of a law that has no fans does not mean another framework's defaults.
    package var namesakes: [Claim] {
        let arguments = text.firstIndex(of: "(").map { String(text[$0...]) }
        let defaults = arguments == nil || scheme.fanRule != nil ? "" : nil
        return scheme.relatives.flatMap { other in
            [arguments, defaults].compactMap { $0 }.compactMap { try? Claim(other.name + $0) }
                .flatMap { claim in (try? claim.forms()) ?? [claim] }
        }
    }
}

extension Claim {
    /// The claim without each of its arguments that changes something, and that argument as it would be written.
    package var withoutArguments: [(claim: Claim, argument: String)] {
        guard let call = try? ClaimParser.parse(text) else { return [] }
        return call.arguments.indices.compactMap { place in
            var rest = call.arguments
            let argument = rest.remove(at: place)
            let written = rest.map { $0.label.map { "\($0)=" } ?? "" }
            let arguments = zip(written, rest).map { "\($0)\($1.value)" }.joined(separator: ", ")
            guard let label = argument.label, let other = try? Claim("\(call.name)(\(arguments))") else { return nil }
            return (other, "\(label)=\(argument.value)")
        }
    }
}
