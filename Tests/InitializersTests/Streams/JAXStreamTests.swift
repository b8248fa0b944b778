import Foundation
import Initializers
import TestSupport
import Testing

@Suite struct JAXStreamTests {
    /// The keys that JAX made of another one: layout, operation, seed, argument, the words of the last five keys.
    static func keyLines(_ name: String) throws -> [[String]] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Fixtures/Streams")
        )
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t").map(String.init) }
    }

    @Test("A key draws JAX's tensors to the bit", .tags(.knownAnswer), arguments: try StreamVector.all("jax"))
    func vectors(_ vector: StreamVector) throws {
        var key = JAX.Key(
            vector.seed,
            layout: vector.stream == "jax" ? .partitionable : .original,
            x64: vector.type == "float64"
        )
        let difference = try ThreefryComparison(vector: vector).difference(of: &key)
        #expect(difference == nil)
    }

    @Test(
        "A key draws the normal initializers of JAX up to 0.11 to the bit",
        .tags(.knownAnswer),
        arguments: try StreamVector.all("jax-normals")
    )
    func release(_ vector: StreamVector) throws {
        var key = JAX.Key(vector.seed, release: .upTo0_11)
        let difference = try ThreefryComparison(vector: vector).difference(of: &key)
        #expect(difference == nil)
        #expect(key.split()[0].release == .upTo0_11 && key.foldIn(1).release == .upTo0_11)
    }

    @Test("Keys are made from others as in JAX and Flax", .tags(.knownAnswer), arguments: try keyLines("jax-keys"))
    func keys(_ fields: [String]) throws {
        let seed = try #require(UInt64(fields[2]))
        let argument = fields[3]
        let key = JAX.Key(seed, layout: fields[0] == "original" ? .original : .partitionable)
        let keys: [JAX.Key]
        switch fields[1] {
        case "split": keys = key.split(try #require(Int(argument)))
        case "fold_in": keys = [key.foldIn(try #require(UInt32(argument)))]
        case "nnx": keys = [key.nnxCall(try #require(UInt32(argument)))]
        default:
            let path = argument.split(separator: "/").map(String.init)
            let (last, number) = (path.last ?? "", try #require(argument.last?.wholeNumberValue))
            let names = (path.dropLast() + [String(last.dropLast(2))]).filter { !$0.isEmpty }
            keys = [key.linenParameter(path: names, number: number)]
        }
        let words = keys.suffix(5).flatMap { [$0.data.0, $0.data.1] }
        #expect(words.map { String($0, radix: 16) } == fields[4].split(separator: " ").map(String.init))
        #expect(keys.allSatisfy { $0.layout == key.layout })
    }

    @Test("The upper half of a seed counts with x64 alone", .tags(.property))
    func seeds() {
        let seed: UInt64 = 1 << 32 + 7
        #expect(JAX.Key(seed) == JAX.Key(7))
        #expect(JAX.Key(seed, x64: true).data == (1, 7))
        #expect(Set((0..<100).map { JAX.Key($0) }).count == 100)
    }

    /// Laws whose last vectors are cut off, for all types.
    static let laws: [StreamLaw] = [
        .constant(0.1),
        .uniform(low: 0, high: 0.3),
        .uniform(low: -1, high: 2),
        .normal(mean: 0, standardDeviation: 0.02),
        .normal(mean: 0.5, standardDeviation: 0.3),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: -2, high: 2),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: -.infinity, high: 0),
    ]

    static func expectAgreement<S: WeightScalar>(
        _ type: S.Type,
        counts: [Int] = [1, 2, 3, 31, 32, 33, 63, 64, 65, 1023, 4097],
        _ draw: (UnsafeMutableBufferPointer<S>, InstructionSet) throws -> Void
    ) rethrows {
        let guardian: S = 12_345
        for count in counts {
            var first: [S]?
            for set in InstructionSet.available {
                var memory = [S](repeating: guardian, count: count + 2)
                try memory.withUnsafeMutableBufferPointer {
                    try draw(UnsafeMutableBufferPointer(rebasing: $0[1...count]), set)
                }
                #expect(memory.first == guardian && memory.last == guardian && !memory[1...count].contains(guardian))
                #expect(first == nil || first == memory, "\(set), \(S.self), \(count)")
                first = memory
            }
        }
    }

    @Test("All instruction sets draw the same bits", .tags(.property), arguments: laws)
    func instructionSets(_ law: StreamLaw) throws {
        for layout in [JAX.Key.Layout.partitionable, .original] {
            let key = JAX.Key(data: (3, 4), layout: layout)
            try Self.expectAgreement(Float.self) { try key.draw(into: $0, law: law, instructionSet: $1) }
            try Self.expectAgreement(Double.self) { try key.draw(into: $0, law: law, instructionSet: $1) }
            try Self.expectAgreement(BFloat16.self) { try key.draw(into: $0, law: law, instructionSet: $1) }
            try Self.expectAgreement(Float16.self) { try key.draw(into: $0, law: law, instructionSet: $1) }
        }
    }

    /// Laws with a parameter outside its domain.
    static let invalid: [StreamLaw] = [
        .constant(.nan),
        .uniform(low: 1, high: 0),
        .uniform(low: -.infinity, high: 0),
        .uniform(low: 0, high: 1e39),
        .normal(mean: 0, standardDeviation: -1),
        .normal(mean: .nan, standardDeviation: 1),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: 2, high: 2),
        .truncatedNormal(mean: 0, standardDeviation: 1, low: .nan, high: 2),
    ]

    @Test("A parameter outside its domain is an error", .tags(.negativeControl), arguments: invalid)
    func invalidParameters(_ law: StreamLaw) throws {
        #expect(throws: InitializerError.self) { try JAX.Key(1).draw(law, shape: [3], as: Float.self) }
        let fans = try Fans(fanIn: 2, fanOut: 3)
        let negative = StreamLaw.Scaling(.scale(-1), mode: .fanIn, distribution: .uniform, fans: fans)
        #expect(throws: InitializerError.self) { try JAX.Key(1).draw(.scaling(negative), shape: [3], as: Float.self) }
    }
}
