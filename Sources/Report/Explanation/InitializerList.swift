internal import Claims

/// Every initializer that claims can name, or those of some frameworks.
public struct InitializerList: Sendable {
    private let schemes: [Scheme]

    /// The initializers of these frameworks, named by the first part of a claim or as people call them; all of them if
    /// none is named.
    ///
    /// - Throws: `UnknownFramework` for an unknown name.
    public init(frameworks names: [String]) throws(UnknownFramework) {
        var wanted: Set<String> = []
        for name in names { wanted.insert(try Self.framework(name)) }
        schemes = Catalogue.calls.filter { names.isEmpty || wanted.contains($0.framework) }
    }

    /// The frameworks, as `init(frameworks:)` takes them.
    public static let frameworks: [String] = {
        var names: [String] = []
        for scheme in Catalogue.calls where names.last != scheme.framework { names.append(scheme.framework) }
        return names.map { $0.isEmpty ? own : $0 }
    }()

    /// The list for a terminal, ending in a line break.
    public var text: String {
        var lines: [String] = []
        var framework: String?
        for scheme in schemes {
            if scheme.framework != framework {
                if framework != nil { lines.append("") }
                lines.append(scheme.framework.isEmpty ? "(this package)" : scheme.framework)
                framework = scheme.framework
            }
            lines += WrappedText.lines(scheme.signature, first: 2, rest: 4)
            lines += WrappedText.lines(scheme.closedForm, first: 6, rest: 8)
            let layers = scheme.layersInFull
            if !layers.isEmpty {
                lines += WrappedText.lines("default of \(layers.joined(separator: ", "))", first: 6, rest: 8)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The list as JSON, with all that is known of each initializer.
    public var json: String {
        let schemes = schemes.map { scheme in
            JSONValue.object([
                ("name", .string(scheme.name)),
                ("framework", .string(scheme.framework)),
                ("aliases", .array(scheme.aliases.map { .string($0) })),
                ("layer_parameters", .array(scheme.layerParameters.map { .string($0) })),
                ("parameters", .array(scheme.parameters.map(value))),
                ("fans", (scheme.fanRule?.summary ?? scheme.shapeRule?.summary).map { .string($0) } ?? .null),
                ("closed_form", .string(scheme.closedForm)),
                ("source", .string(scheme.source)),
            ])
        }
        return JSONValue.object([
            ("schema", .integer(1)), ("version", .string(ToolVersion.text)), ("initializers", .array(schemes)),
        ]).text() + "\n"
    }

    // MARK: - Implementation

    private func value(_ parameter: Scheme.Parameter) -> JSONValue {
        .object([("name", .string(parameter.name)), ("default", .string(parameter.defaultValue.description))])
    }

    /// The name for this package's own initializers, whose claims have no framework in front.
    private static let own = "glorot"

    /// What people call frameworks whose claims begin differently.
    private static let synonyms = ["pytorch": "torch", "tensorflow": "tf", "mx": "mxnet"]

    private static func framework(_ name: String) throws(UnknownFramework) -> String {
        let wanted = synonyms[name.lowercased()] ?? name.lowercased()
        if wanted == own { return "" }
        guard let known = frameworks.first(where: { $0.lowercased() == wanted }) else {
            throw UnknownFramework(name: name)
        }
        return known
    }
}

extension Scheme {
    /// The layers' parameters that follow the scheme by default, without the short forms of the same names.
    var layersInFull: [String] {
        layerParameters.filter { layer in !["nn.", "tf.", "tf_keras."].contains { layer.hasPrefix($0) } }
    }
}

/// A name that no framework has.
public struct UnknownFramework: Error, CustomStringConvertible {
    let name: String

    public var description: String {
        let known = InitializerList.frameworks
        let nearest = EditDistance.nearest(to: name, of: known).map { "; the nearest is \($0)" } ?? ""
        return "framework: found '\(name)', expected one of \(known.joined(separator: ", "))\(nearest)"
    }
}
