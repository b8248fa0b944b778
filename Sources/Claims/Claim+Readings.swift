extension Claim {
    /// The claims that a call may mean: itself, or, where its module is left out and its last name alone is no name of one
    /// scheme, every call of that last name. `random_normal_initializer()` is TensorFlow 1's or TensorFlow 2's.
    ///
    /// - Throws: `ClaimError` as `init(_:)`, where no call has that last name either or none takes the arguments.
    package static func readings(_ text: String) throws(ClaimError) -> [Claim] {
        do throws(ClaimError) {
            return [try Claim(text)]
        } catch .unknownName(let name, let nearest) {
            let ending = "." + name
            let written = text.drop { $0 == " " }
            guard !name.contains("."), written.hasPrefix(name) else { throw .unknownName(name, nearest: nearest) }
            let rest = written.dropFirst(name.count)
            let readings = Catalogue.calls.compactMap { scheme in
                scheme.spellings.first { $0.hasSuffix(ending) }.flatMap { try? Claim($0 + rest) }
            }
            guard !readings.isEmpty else { throw .unknownName(name, nearest: nearest) }
            return readings
        }
    }

    /// Whether the call names a seed.
    package var hasSeed: Bool {
        (try? ClaimParser.parse(text))?.arguments.contains { $0.label == "seed" } == true
    }

    /// How the claim's framework reads fans off a shape: the claim's own rule, or that of the framework's first initializer
    /// that has one; Keras' where it has none.
    package var frameworkFanRule: FanRule {
        scheme.fanRule ?? Catalogue.calls.first { $0.framework == framework && $0.fanRule != nil }?.fanRule ?? .keras
    }
}

extension Claim {
    /// The arguments that the call leaves at defaults which are words or truth values: choices that somebody made for it.
    package var chosenDefaults: String {
        guard !text.contains("(") else { return "" }
        let parameters = Catalogue.dialect(named: text)?.parameters ?? scheme.parameters
        return parameters.compactMap { parameter in
            switch parameter.defaultValue {
            case .text, .boolean: "\(parameter.name)=\(parameter.defaultValue)"
            case .number, .none, .tuple, .identifier: nil
            }
        }.joined(separator: ", ")
    }
}
