public import Conformance

/// Propagated signals as JSON: `schema`, the network, and for each claim its layers.
public enum JSONPropagation {
    /// The document, ending in a line break.
    ///
    /// - Parameters:
    ///   - results: the results of one network.
    ///   - seed: the seed of the draws.
    public static func render(_ results: [Propagation], seed: UInt64) -> String {
        guard let network = results.first?.network else { return "" }
        return JSONValue.object([
            ("schema", .integer(1)),
            ("version", .string(ToolVersion.text)),
            // A seed may exceed the numbers that JSON readers hold exactly.
            ("seed", .string("\(seed)")),
            ("activation", .string(network.activation.rawValue)),
            ("width", .integer(network.width)),
            ("batch", .integer(network.batch)),
            ("claims", .array(results.map(claim))),
        ]).text() + "\n"
    }

    // MARK: - Implementation

    private static func number(_ x: Double?) -> JSONValue { x.map { .number($0) } ?? .null }

    private static func claim(_ result: Propagation) -> JSONValue {
        let layers = result.layers.enumerated().map { index, layer -> JSONValue in
            .object([
                ("layer", .integer(index + 1)),
                ("activation_variance", .number(layer.activationVariance)),
                ("activation_variance_closed_form", number(layer.linearActivationVariance)),
                ("gradient_variance", .number(layer.gradientVariance)),
                ("gradient_variance_closed_form", number(layer.linearGradientVariance)),
            ])
        }
        return .object([
            ("claim", .string(result.claim)), ("weight_variance", .number(result.weightVariance)),
            ("layers", .array(layers)),
        ])
    }
}
