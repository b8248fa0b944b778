import Initializers
import TestSupport
import Testing

@Suite struct KerasJAXStreamTests {
    @Test(
        "A stream draws the tensors of Keras on JAX to the bit",
        .tags(.knownAnswer),
        arguments: try StreamVector.all("keras-jax")
    )
    func vectors(_ vector: StreamVector) throws {
        var stream = Keras.JAXStream(seed: (Int(vector.seed), 0))
        let difference = try ThreefryComparison(vector: vector).difference(of: &stream)
        #expect(difference == nil)
    }

    @Test("A seed of Keras is not that of JAX", .tags(.property))
    func pair() {
        #expect(Keras.JAXStream(seed: (42, 0)).key.data == (42, 0))
        #expect(JAX.Key(42).data == (0, 42))
        var stream = Keras.JAXStream(seed: (42, 0))
        stream.next()
        #expect(stream == Keras.JAXStream(seed: (42, 1)))
    }
}
