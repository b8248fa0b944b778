internal import Conformance

/// How signals and gradients pass through a deep network of some schemes' weights.
enum PropagationSection {
    /// The figure of all, and the table of Glorot's own.
    static func first(_ run: ConformanceRun, _ figures: FigureSet?) -> [ReportBlock] {
        guard let network = run.propagation.first?.network else { return [] }
        let introduction = """
            The subject of Glorot & Bengio (2010): \(Numerals.counted(network.layerCount, "layer")) of \
            \(Numerals.counted(network.width, "unit")) each, \(network.activation.rawValue), at initialization, with \
            \(Numerals.counted(network.batch, "input")) of variance 1, and a gradient of variance 1 that enters above \
            the last layer. The linear regime is equation 5, Var[z] = Var[x]·∏ n·Var[W], and equation 6, its \
            counterpart for the gradients dCost/ds going down. `torch.nn.Linear.weight` is the heuristic that the \
            paper starts from (equation 1); `glorot_uniform` is its normalized initialization (equation 16). `glorot \
            propagate` shows other networks.
            """
        let own = run.propagation.filter { abs(Double(network.width) * $0.weightVariance - 1) < 1e-9 }
        return [.paragraph(introduction)] + (figures?.propagation.map { [.figure($0)] } ?? [])
            + (own.isEmpty ? [] : [.table(table(own, network))])
            + [.links("The figures of the others", [("signals", "\(ReportPage.folder)/signals")])]
    }

    static func details(_ run: ConformanceRun) -> [ReportBlock] {
        guard let network = run.propagation.first?.network else { return [] }
        return [.table(table(run.propagation, network))]
    }

    // MARK: - Implementation

    private static func table(_ results: [Propagation], _ network: DeepNetwork) -> MarkdownTable {
        var table = MarkdownTable(
            [("initializer", .code), ("n·Var[W]", .right), ("variance of", .left)]
                + (1...network.layerCount).map { ("layer \($0)", .right) }
        )
        for result in results {
            let head = [result.claim, Numerals.six(Double(network.width) * result.weightVariance)]
            for (name, value) in [
                ("activations", { $0.activationVariance }), ("– linear regime", { $0.linearActivationVariance }),
                ("gradients", { $0.gradientVariance }), ("– linear regime", { $0.linearGradientVariance }),
            ] as [(String, (Propagation.Layer) -> Double?)] {
                table.append(head + [name] + result.layers.map { value($0).map(TextPropagation.figure) ?? "–" })
            }
        }
        return table
    }
}
