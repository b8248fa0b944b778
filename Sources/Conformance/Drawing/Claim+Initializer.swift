public import Claims
public import Initializers

extension Claim {
    /// This package's initializer for the call, drawing under `key`.
    ///
    /// - Throws: `ClaimError.invalidArgument` for an argument that the initializer does not support.
    public func initializer(key: Key) throws(ClaimError) -> any Initializer {
        guard let make = DrawnSchemes.initializers[scheme.name] else {
            preconditionFailure("no initializer for \(scheme.name)")
        }
        let own = try make(arguments, key)
        guard let bias = try bias?.initializer(key: key) else { return own }
        if let own = own as? any EntrywiseInitializer, let bias = bias as? any EntrywiseInitializer {
            return EntrywiseLayer(kernel: own, bias: bias)
        }
        return Layer(kernel: own, bias: bias)
    }
}

/// A layer's kernel and, for a vector, its bias.
private struct Layer: Initializer {
    let kernel: any Initializer
    let bias: any Initializer

    var key: Key { kernel.key }

    func draw<S: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<S>,
        shape: [Int],
        startingAt offset: Int
    ) throws(InitializerError) {
        try (shape.count == 1 ? bias : kernel).draw(into: destination, shape: shape, startingAt: offset)
    }
}

/// A layer whose entries are drawn independently.
private struct EntrywiseLayer: EntrywiseInitializer {
    let kernel: any EntrywiseInitializer
    let bias: any EntrywiseInitializer

    var key: Key { kernel.key }

    func law(shape: [Int]) throws(InitializerError) -> WeightLaw {
        try (shape.count == 1 ? bias : kernel).law(shape: shape)
    }
}
