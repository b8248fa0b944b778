internal import Claims
internal import Stats

/// The calls that go by one name, grouped by the law that each draws for a layer.
struct LawTable: Sendable {
    /// A law and the calls that draw it.
    struct Group: Sendable {
        let law: String

        /// The variance over Glorot's.
        let ratio: Double

        fileprivate let key: [Double]
        fileprivate(set) var calls: [Call] = []
    }

    /// A call, and what readers should know about it.
    struct Call: Sendable {
        let framework: String
        let text: String
        let pitfalls: [String]

        /// Layers' parameters that follow it by default.
        let layers: [String]

        var remark: String {
            let others = layers.count > 1 ? " and \(layers.count - 1) more" : ""
            let isDefault = layers.first.map { ["the default of \($0)\(others)"] } ?? []
            return (isDefault + pitfalls).joined(separator: "; ")
        }
    }

    /// The laws, the one with the most calls first.
    let groups: [Group]

    /// The layer, in words.
    let layer: String

    /// The laws of a family's calls for a layer; calls that raise for its shape are left out.
    ///
    /// - Throws: `ClaimError` if no tensor can have the shape.
    init(_ family: InitializerFamily, _ layer: ExplainedLayer) throws {
        if let shape = layer.shape { _ = try elementCount(of: shape) }
        // Each framework stores the layer in its own order of axes; the fans are the layer's.
        let fans = try layer.fans ?? FanRule.keras.fans(of: layer.shape ?? [])
        let words = "a layer of fan_in \(Numerals.whole(fans.fanIn)) and fan_out \(Numerals.whole(fans.fanOut))"
        self.layer = words + (layer.shape.map { ", which Keras stores as \(Numerals.shape($0))" } ?? "")
        var groups: [Group] = []
        for claim in family.claims {
            if let shape = layer.shape, (try? claim.law(of: shape)) == nil { continue }
            let isStructured = claim.scheme.shapeRule != nil
            guard let law = isStructured ? try? layer.law(of: claim) : try? claim.law(fans: fans),
                let distribution = try? law.distribution()
            else { continue }
            let call = Call(
                framework: claim.framework.isEmpty ? "this package" : claim.framework,
                text: claim.text,
                pitfalls: claim.pitfalls(in: family, ratio: law.variance(over: family, fans)),
                // A call under a name other than the scheme's is not a layer's default.
                layers: claim.text == claim.scheme.name ? claim.scheme.layersInFull : []
            )
            let key = [distribution.mean, distribution.standardDeviation, distribution.excessKurtosis]
            if let place = groups.firstIndex(where: { Self.agree($0.key, key) }) {
                groups[place].calls.append(call)
            } else {
                let ratio = distribution.variance * fans.average
                groups.append(Group(law: law.tableWords, ratio: ratio, key: key, calls: [call]))
            }
        }
        self.groups = groups.enumerated().sorted {
            ($1.element.calls.count, $0.offset) < ($0.element.calls.count, $1.offset)
        }.map(\.element)
    }

    // MARK: - Implementation

    private static func agree(_ first: [Double], _ second: [Double]) -> Bool {
        zip(first, second).allSatisfy { $0 == $1 || abs($0 - $1) <= 1e-9 * max(abs($0), abs($1)) }
    }

    /// The table for a terminal.
    var lines: [String] {
        var lines = WrappedText.lines(heading)
        for group in groups {
            let ratio = Numerals.six(group.ratio)
            lines += ["", "  \(ratio)\(String(repeating: " ", count: max(2, 10 - ratio.count)))\(group.law)"]
            let width = group.calls.map(\.framework.count).max() ?? 0
            for call in group.calls {
                let framework = call.framework + String(repeating: " ", count: width - call.framework.count)
                lines.append("      \(framework)  \(call.text)")
                guard !call.remark.isEmpty else { continue }
                let indentation = 6 + width + 2
                lines += WrappedText.lines("↳ " + call.remark, first: indentation, rest: indentation + 2)
            }
        }
        return lines
    }

    /// The table in Markdown.
    var markdown: String {
        var table = MarkdownTable([
            ("framework", .left), ("call", .code), ("law", .left), ("variance over Glorot's", .right),
            ("beware", .left),
        ])
        for group in groups {
            for call in group.calls {
                table.append([
                    call.framework, call.text, group.law, Numerals.six(group.ratio), call.remark.markdownText,
                ])
            }
        }
        return heading.markdownText + "\n\n" + table.text
    }

    private var heading: String {
        let calls = groups.reduce(0) { $0 + $1.calls.count }
        guard calls > 0 else { return "No call of this name draws \(layer)." }
        let count = groups.count == 1 ? "one law" : "\(groups.count) laws"
        return "\(calls) calls go by the name and draw \(count). For \(layer), with the variance over Glorot's, "
            + "2/(fan_in+fan_out):"
    }
}
