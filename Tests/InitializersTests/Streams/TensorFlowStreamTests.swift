import Initializers
import Testing
import TestSupport

@Suite struct TensorFlowStreamTests {
    @Test(arguments: try StreamVector.all("tensorflow"))
    func drawsAreThoseOfTensorFlow(_ vector: StreamVector) throws {
        let names = vector.stream.split(separator: " ").map(String.init)
        let seed = Int(vector.seed)
        if names[0] == "tensorflow" {
            var stream = TensorFlow.StatelessStream(seed: (seed, names.count > 1 ? try #require(Int(names[1])) : 0))
            try vector.expect(&stream)
        } else {
            let graphSeed = names.count > 2 && names[1] != "run" ? Int(names[2]) : nil
            var stream = TensorFlow.Generator(opSeed: seed, graphSeed: graphSeed)
            let run = names.count > 2 && names[1] == "run" ? try #require(Int(names[2])) : 1
            // A generator goes on where the run before ended.
            for _ in 1..<run { try vector.draw(&stream) }
            try vector.expect(&stream)
        }
    }
}
