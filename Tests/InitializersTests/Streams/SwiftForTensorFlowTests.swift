import Initializers
import Testing

@Suite("Swift for TensorFlow's seeds and limits")
struct SwiftForTensorFlowTests {
    /// The numbers are NumPy's, in single precision where the type is.
    @Test("Limits are computed in the tensor's precision")
    func limits() throws {
        let glorot = StreamLaw.Scaling(
            .scale(1),
            mode: .fanAverage,
            distribution: .uniform,
            fans: try Fans(fanIn: 3, fanOut: 4)
        )
        #expect(
            try SwiftForTensorFlow.law(glorot, as: Float.self)
                == .uniform(low: -0x1.da0518p-1, high: 0x1.da0518p-1)
        )
        #expect(
            try SwiftForTensorFlow.law(glorot, as: Double.self)
                == .uniform(low: -0x1.da05179501504p-1, high: 0x1.da05179501504p-1)
        )
        let he = StreamLaw.Scaling(
            .scale(2),
            mode: .fanIn,
            distribution: .truncatedNormal,
            fans: try Fans(fanIn: 3, fanOut: 4)
        )
        #expect(
            try SwiftForTensorFlow.law(he, as: Float.self)
                == .truncatedNormal(mean: 0, standardDeviation: 0x1.db4136p-1, low: -2, high: 2)
        )
    }

    @Test("The second seed counts the draws")
    func seeds() {
        var seeds = SwiftForTensorFlow.Seeds(graph: 42, op: .max)
        let pairs = [seeds.next(), seeds.next()]
        #expect(pairs.map(\.graph) == [42, 42])
        #expect(pairs.map(\.op) == [.max, .min])
    }
}
