extension Claim {
    /// The claims that a call may mean.
    ///
    /// That is the call itself. If its module is left out and its last name is not the name of one scheme, it is every
    /// call with that last name: `random_normal_initializer()` is TensorFlow 1's or TensorFlow 2's.
    ///
    /// - Throws: `ClaimError`, like `init(_:)`, if no call has that last name either, or none takes the arguments.
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

    /// How the claim's framework reads fans off a shape: the claim's own rule, else that of the framework's first
    /// initializer with one, else Keras'.
    package var frameworkFanRule: FanRule {
        scheme.fanRule ?? Catalogue.calls.first { $0.framework == framework && $0.fanRule != nil }?.fanRule ?? .keras
    }
}

extension Claim {
    /// The arguments that the call leaves at a default that is a word or a Boolean: choices that somebody made for it.
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
