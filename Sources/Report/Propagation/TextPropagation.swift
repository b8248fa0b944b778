public import Conformance

/// Propagated signals as a table for a terminal.
public enum TextPropagation {
    /// The table, ending in a line break: a row for each layer of each claim.
    ///
    /// - Parameter results: of one network.
    public static func render(_ results: [Propagation]) -> String {
        guard let network = results.first?.network else { return "" }
        var rows = [
            [
                "claim", "layer", "n Var[W]", "Var[z]", "closed form", "± s.e.", "Var[dCost/ds]", "closed form",
                "± s.e.",
            ]
        ]
        for result in results {
            let gain = Figures.six(Double(network.width) * result.weightVariance)
            for (index, layer) in result.layers.enumerated() {
                rows.append([
                    index == 0 ? result.claim.withoutControls : "", "\(index + 1)", index == 0 ? gain : "",
                    figure(layer.activationVariance),
                    layer.linearActivationVariance.map(figure) ?? "–",
                    error(layer.activationStandardError, of: layer.linearActivationVariance),
                    figure(layer.gradientVariance),
                    layer.linearGradientVariance.map(figure) ?? "–",
                    error(layer.gradientStandardError, of: layer.linearGradientVariance),
                ])
            }
        }
        let columns = AlignedColumns(rows, firstRightColumn: 1)
        return rows.map { columns.text($0) + "\n" }.joined() + note(network)
    }

    // MARK: - Implementation

    static func figure(_ x: Double) -> String { Figures.format(x, digits: 3) }

    static func error(_ relative: Double, of value: Double?) -> String {
        value.map { Figures.format(relative * $0, digits: 2) } ?? "–"
    }

    private static func note(_ network: DeepNetwork) -> String {
        "\(counted(network.layerCount, "layer")) of \(counted(network.width, "unit")), \(network.activation.rawValue), "
            + "\(counted(network.batch, "input")) of variance 1; a gradient of variance 1 enters above the last layer. "
            + "\(closedForm(network.activation)); its standard error is that of a linear network\n"
    }

    static func counted(_ n: Int, _ noun: String) -> String { "\(n) \(noun)\(n == 1 ? "" : "s")" }

    /// Where the closed form is from.
    static func closedForm(_ activation: Activation) -> String {
        switch activation {
        case .linear, .tanh: "The closed form is the linear regime's, equations 5 and 6 of Glorot & Bengio (2010)"
        case .sigmoid: "The closed form is that of 1/2 + s/4, the sigmoid's linear regime"
        case .relu: "The closed form is ReLU's for normal sums (He et al. 2015, section 2.2)"
        }
    }
}
