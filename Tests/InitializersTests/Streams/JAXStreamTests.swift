import Initializers
import TestSupport
import Testing

@Suite struct JAXStreamTests {
    static func key(_ vector: StreamVector) -> JAX.Key {
        JAX.Key(
            vector.seed,
            layout: vector.stream == "jax" ? .partitionable : .original,
            x64: vector.type == "float64"
        )
    }

    @Test("A key draws JAX's tensors to the bit", .tags(.knownAnswer), arguments: try StreamVector.all("jax"))
    func vectors(_ vector: StreamVector) throws {
        var key = Self.key(vector)
        let difference = try ThreefryComparison(vector: vector).difference(of: &key)
        #expect(difference == nil)
    }
}
