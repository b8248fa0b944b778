import Initializers
import Testing

@Suite struct InitializerTests {
    @Test func `a tensor has its shape and its law's elements`() throws {
        let weights = try GlorotUniform(seed: 1)(shape: [784, 256])
        #expect(weights.shape == [784, 256])
        #expect(weights.scalars.count == 200_704)
        let law = try GlorotUniform(seed: 1).law(shape: [784, 256])
        for i in [0, 1, 100_001, 200_703] {
            #expect(try weights.scalars[i] == law.element(at: i, key: Key(seed: 1), as: Float.self))
        }
        #expect(try GlorotUniform(seed: 1)(shape: [], as: Double.self).scalars.count == 1)
    }

    @Test func `a part of a tensor is the part of the whole`() throws {
        let initializer = HeNormal(key: Key(seed: 1).folding("conv1"))
        let whole = try initializer(shape: [3, 3, 16, 32], as: Double.self).scalars
        var part = [Double](repeating: 0, count: 101)
        var span = part.mutableSpan
        try initializer.fill(&span, shape: [3, 3, 16, 32], startingAt: 1_233)
        #expect(part == Array(whole[1_233..<1_334]))
    }

    @Test func `a range outside the tensor is an error`() {
        var values = [Float](repeating: 0, count: 5)
        var span = values.mutableSpan
        #expect(throws: InitializerError.rangeOutsideTensor(offset: 2, count: 5, elementCount: 6)) {
            try Zeros().fill(&span, shape: [2, 3], startingAt: 2)
        }
        #expect(throws: InitializerError.rangeOutsideTensor(offset: .max, count: 5, elementCount: 6)) {
            try Zeros().fill(&span, shape: [2, 3], startingAt: .max)
        }
        #expect(throws: InitializerError.negativeOffset(-1)) {
            try Zeros().fill(&span, shape: [2, 3], startingAt: -1)
        }
    }

    @Test func `a shape of more bytes than can be counted is an error, not a trap`() {
        #expect(throws: InitializerError.tooManyElements(shape: [1 << 61, 2])) { try Zeros()(shape: [1 << 61, 2]) }
        #expect(throws: InitializerError.invalidAxisSize(shape: [0], axis: 0)) { try Ones()(shape: [0]) }
    }
}
