import Initializers
import Testing

@Suite struct WeightsTests {
    @Test func `an index counts the axes from the outside in`() throws {
        let weights = try GlorotUniform(seed: 1)(shape: [2, 3, 4])
        var position = 0
        for i in 0..<2 {
            for j in 0..<3 {
                for k in 0..<4 {
                    #expect(weights[i, j, k] == weights.scalars[position])
                    position += 1
                }
            }
        }
        #expect(
            try GlorotUniform(seed: 1)(shape: [784, 256])[3, 5]
                == GlorotUniform(seed: 1)(shape: [784, 256]).scalars[773]
        )
        #expect(try Constant(0.5)(shape: [])[] == 0.5)
    }

    @Test func `an index outside the shape ends the program`() async {
        let outside = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try Zeros()(shape: [2, 3])[1, 3]
        }
        let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try Zeros()(shape: [2, 3])[-1, 0]
        }
        let short = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try Zeros()(shape: [2, 3])[1]
        }
        // Optimized code stops without a message, in a debug configuration, too.
        if _isDebugAssertConfiguration() {
            func words(_ result: ExitTest.Result?) -> String {
                String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            }
            #expect(words(outside).contains("index [1, 3] is outside shape [2, 3] in axis 1"))
            #expect(words(negative).contains("index [-1, 0] is outside shape [2, 3] in axis 0"))
            #expect(words(short).contains("index [1] has 1 axes; shape [2, 3] has 2"))
        }
    }

    @Test func `a description shows the type, the shape and the first elements`() throws {
        let short = try Constant(0.25)(shape: [2, 3], as: Double.self)
        #expect("\(short)" == "Weights<Double> [2, 3]: 0.25, 0.25, 0.25, 0.25, 0.25, 0.25")
        #expect("\(try Ones()(shape: [], as: BFloat16.self))" == "Weights<BFloat16> []: 1.0")
        let long = try Zeros()(shape: [784, 256])
        #expect("\(long)" == "Weights<Float> [784, 256]: 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, …")
    }
}
