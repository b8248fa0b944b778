/// What the schemes of large models share: parameters that are counts, and the law of the residual projections.
enum LargeModel {
    /// A count as a double.
    ///
    /// - Throws: `InitializerError.invalidParameter` if it is less than 1.
    static func positive(_ count: Int, _ name: String) throws(InitializerError) -> Double {
        try WeightLaw.require(count >= 1, name, Double(count), "1 or more")
        return Double(count)
    }

    /// `N(0, standardDeviation^2 / (2 layers))`: each layer has two residual sums.
    static func residual(_ standardDeviation: Double, layers: Int) throws(InitializerError) -> WeightLaw {
        try WeightLaw.requireFactor(standardDeviation, "standardDeviation")
        let residuals = 2 * (try positive(layers, "layers"))
        return .normal(mean: 0, standardDeviation: standardDeviation / residuals.squareRoot())
    }
}
