internal import Claims

extension FanRule {
    /// Fan-in and fan-out worked out from a shape, such as "3*3*64 = 576".
    func products(of shape: [Int], _ fans: ClaimedFans) -> (fanIn: String, fanOut: String) {
        let factors = factors(of: shape)
        return (Self.product(factors.fanIn, fans.fanIn), Self.product(factors.fanOut, fans.fanOut))
    }

    // MARK: - Implementation

    /// The sizes that each fan is the product of.
    private func factors(of shape: [Int]) -> (fanIn: ArraySlice<Int>, fanOut: ArraySlice<Int>) {
        guard shape.count > 1 else { return (shape[...], shape[...]) }
        switch self {
        case .keras, .contrib, .jax, .caller:
            let kernel = shape.dropLast(2)
            return (kernel + [shape[shape.count - 2]], kernel + [shape[shape.count - 1]])
        case .torch: return (shape.dropFirst(), shape.dropFirst(2) + [shape[0]])
        case .caffe: return (shape.dropFirst(), [shape[0]] + shape.dropFirst(2))
        case .mlx: return (shape.dropFirst(), shape.dropLast())
        case .inputFirst: return (shape.prefix(1), shape.dropFirst())
        case .paddle where shape.count > 2, .denseOrFilter where shape.count > 2: return Self.torch.factors(of: shape)
        case .paddle, .denseOrFilter: return (shape.prefix(1), shape.dropFirst())
        case .julia where shape.count > 2: return Self.keras.factors(of: shape)
        case .julia: return Self.torch.factors(of: shape)
        case .axes, .gates, .stateGates, .firstTwo, .packed, .beside: return ([], [])
        }
    }

    private static func product(_ factors: ArraySlice<Int>, _ fan: Double) -> String {
        let value = Numerals.whole(fan)
        // The claim's own figure decides: a product with another value is not shown.
        guard factors.count > 1, factors.reduce(1, { $0 * Double($1) }) == fan else { return value }
        return factors.map(String.init).joined(separator: "*") + " = " + value
    }
}
