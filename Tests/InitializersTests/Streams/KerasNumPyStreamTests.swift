import Initializers
import Testing

@Suite("Keras' stream on its NumPy backend")
struct KerasNumPyStreamTests {
    static let vectors = Result { try StreamVector.all("keras-numpy") }

    static func named(_ stream: String) -> [StreamVector] {
        ((try? vectors.get()) ?? []).filter { $0.stream == stream }
    }

    @Test("All vectors are read")
    func vectorsExist() throws {
        #expect(try Self.vectors.get().count > 100)
    }

    @Test("The stream draws Keras' numbers, again and again", arguments: named("keras-numpy"))
    func draws(vector: StreamVector) throws {
        var stream = try Keras.NumPyStream(seed: (Int(vector.seed), 0))
        try vector.check(&stream)
        try vector.check(&stream)
    }

    @Test("A seed generator's fourth draw has the pair (s, 3)", arguments: named("keras-numpy-fourth"))
    func fourth(vector: StreamVector) throws {
        var stream = try Keras.NumPyStream(seed: (Int(vector.seed), 3))
        try vector.check(&stream)
        let seeds = Keras.NumPyStream.seeds(
            in: NumPySearchTests.range(vector, last: .max),
            counter: 3,
            drawing: vector.firstValues,
            law: vector.law,
            limit: 10
        )
        #expect(seeds == [vector.seed])
    }

    @Test("All instructions draw the same")
    func instructionSets() throws {
        let law = StreamLaw.truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2)
        let stream = try Keras.NumPyStream(seed: (5, 0))
        func draw(_ set: InstructionSet) throws -> [Double] {
            var result = [Double](repeating: 0, count: 10_007)
            try result.withUnsafeMutableBufferPointer { try stream.draw(into: $0, law: law, instructionSet: set) }
            return result
        }
        let expected = try draw(.baseline)
        for set in InstructionSet.available { #expect(try draw(set) == expected, "\(set)") }
    }

    @Test("The first values tell a seed", arguments: named("keras-numpy").filter { $0.values.count > 2 })
    func search(vector: StreamVector) {
        let seeds = Keras.NumPyStream.seeds(
            in: NumPySearchTests.range(vector),
            drawing: vector.firstValues,
            law: vector.law,
            limit: 10
        )
        #expect(seeds == [vector.seed])
        let clues = Keras.NumPyStream.clues(vector.firstValues, law: vector.law, count: vector.firstValues.count)
        if !clues.isEmpty {
            let found = Keras.NumPyStream.seeds(in: NumPySearchTests.range(vector), matching: clues, limit: 10)
            #expect(found == seeds)
        }
    }

    @Test("Keras cuts at two standard deviations, and has seeds of 32 bits")
    func domains() throws {
        var stream = try Keras.NumPyStream(seed: (1, 0))
        #expect(throws: InitializerError.self) {
            try stream.draw(.truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 3), shape: [2])
        }
        let fans = try Fans(fanIn: 1, fanOut: 1)
        #expect(throws: InitializerError.self) {
            try stream.draw(.scaling(.init(.scale(0), mode: .fanIn, distribution: .uniform, fans: fans)), shape: [2])
        }
        #expect(throws: InitializerError.self) { try Keras.NumPyStream(seed: (-1, 0)) }
        #expect(throws: InitializerError.self) { try Keras.NumPyStream(seed: (0, 1 << 32)) }
    }
}
