public import Claims
public import Initializers
public import NumberTypes

/// Draws tensors by claims from a framework's stream, one after the other.
public struct SeededSource: Sendable {
    private let draw: SeededDraw
    private var stream: any WeightStream

    /// The stream of a seed, at its beginning.
    ///
    /// - Throws: `ClaimError.invalidArgument` for a seed that the framework does not take.
    public init(_ draw: SeededDraw) throws(ClaimError) {
        self.draw = draw
        stream = try draw.start()
    }

    /// Draws the next tensor. A keyed stream, such as JAX's, draws the same one again.
    ///
    /// - Parameters:
    ///   - destination: the memory of the whole tensor, which need not be initialized.
    ///   - claim: what the tensor claims to be.
    ///   - shape: its shape.
    ///   - type: the type of its numbers, which must be the scalar's.
    /// - Throws: `ClaimError` if the claim has no law for the shape, or no generator's call draws it; `InitializerError`
    ///   if the framework does not draw it in this type.
    public mutating func draw<Scalar: WeightScalar>(
        into destination: UnsafeMutableBufferPointer<Scalar>,
        claim: Claim,
        shape: [Int],
        type: NumberType
    ) throws {
        let hypothesis = try Hypothesis(claim, shape: shape, numberType: type, isOwn: true)
        guard let law = hypothesis.streamLaw else {
            throw ClaimError.invalidArgument(
                scheme: claim.scheme.name,
                argument: "stream",
                found: draw.stream.rawValue,
                expected: "none: no framework draws it by one call of its generator"
            )
        }
        try stream.draw(into: destination, law: law)
        // The framework draws the row, too, and sets it to 0 afterwards.
        if let zeros = try claim.paddingRow(of: shape) {
            for place in zeros { destination[place] = 0 }
        }
    }
}
