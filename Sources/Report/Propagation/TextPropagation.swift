public import Conformance

/// Propagated signals as a table for a terminal.
public enum TextPropagation {
    /// The table, ending in a line break: a row for each layer of each claim.
    ///
    /// - Parameter results: the results of one network.
    public static func render(_ results: [Propagation]) -> String {
        guard let network = results.first?.network else { return "" }
        // The standard error is derived for linear layers alone.
        let isLinear = network.activation == .linear
        let closedForm = isLinear ? ["closed form", "± s.e."] : ["closed form"]
        var rows = [["claim", "layer", "n Var[W]", "Var[z]"] + closedForm + ["Var[dCost/ds]"] + closedForm]
        for result in results {
            let gain = Numerals.six(Double(network.width) * result.weightVariance)
            for (index, layer) in result.layers.enumerated() {
                let head = index == 0 ? [result.claim.withoutControls, "1", gain] : ["", "\(index + 1)", ""]
                let errors = isLinear ? [layer.activationStandardError, layer.gradientStandardError] : [nil, nil]
                rows.append(
                    head + [figure(layer.activationVariance)] + expected(layer.linearActivationVariance, errors[0])
                        + [figure(layer.gradientVariance)] + expected(layer.linearGradientVariance, errors[1])
                )
            }
        }
        let columns = AlignedColumns(rows, firstRightColumn: 1)
        let isOverflown = results.contains { result in
            result.layers.contains { $0.activationVariance.isInfinite || $0.gradientVariance.isInfinite }
        }
        let remark = isOverflown ? "inf: beyond single precision.\n" : ""
        return rows.map { columns.text($0) + "\n" }.joined() + note(network) + remark
    }

    // MARK: - Implementation

    static func figure(_ x: Double) -> String { Numerals.format(x, digits: 3) }

    /// The closed form, and its standard error if there is one.
    private static func expected(_ value: Double?, _ error: Double?) -> [String] {
        [value.map(figure) ?? "–"]
            + (error.map { error in [value.map { Numerals.format(error * $0, digits: 2) } ?? "–"] } ?? [])
    }

    private static func note(_ network: DeepNetwork) -> String {
        "\(Numerals.counted(network.layerCount, "layer")) of \(Numerals.counted(network.width, "unit")), \(network.activation.rawValue), "
            + "\(Numerals.counted(network.batch, "input")) of variance 1; a gradient of variance 1 enters above the last layer. "
            + "\(closedForm(network.activation))\n"
    }

    /// The source of the closed form.
    static func closedForm(_ activation: Activation) -> String {
        switch activation {
        case .linear, .tanh: "The closed form is the linear regime's, equations 5 and 6 of Glorot & Bengio (2010)"
        case .sigmoid: "The closed form is that of 1/2 + s/4, the sigmoid's linear regime"
        case .relu: "The closed form is ReLU's for normal sums (He et al. 2015, section 2.2)"
        }
    }
}
