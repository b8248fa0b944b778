import Foundation
import TestSupport
import Testing

/// Tensors in pieces over several files, as the processes of parallel training write them.
@Suite struct PiecesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Two files of a tensor `w`, drawn with the limit of the whole 64 by 48 tensor.
    private func write(shape: String) async throws {
        // Glorot & Bengio (2010), eq. 16.
        let limit = (6.0 / (64 + 48)).squareRoot()
        for rank in 0..<2 {
            try FileManager.default.createDirectory(
                atPath: folder.path("rank\(rank)"),
                withIntermediateDirectories: true
            )
            let drawn = try await BuiltCommand.run(
                ["sample", "uniform(-\(limit), \(limit))", "--shape", shape, "--seed", "\(rank)"]
                    + ["--output", "rank\(rank)/w.npy"],
                in: folder
            )
            #expect(drawn.status == 0, "\(drawn.messages)")
        }
    }

    private func verify(pieces: String, claim: String = "keras.GlorotUniform") async throws -> BuiltCommand.Outcome {
        try folder.write("rules: [{tensors: w, \(pieces)claim: \(claim)}]", to: "rules.yaml")
        return try await BuiltCommand.run(
            ["verify", "rank0/w.npy", "rank1/w.npy", "--expect", "rules.yaml"],
            in: folder
        )
    }

    @Test(.tags(.property), arguments: [("32,48", "pieces: 0, "), ("64,24", "pieces: 1, "), ("64,24", "pieces: -1, ")])
    func `pieces are one tensor with the fans of the whole`(shape: String, pieces: String) async throws {
        try await write(shape: shape)
        let whole = try await verify(pieces: pieces)
        #expect(whole.status == 0, "\(whole.output)")
        #expect(whole.output.contains("[64, 48]"))
        // Each piece by itself has other fans.
        #expect(try await verify(pieces: "").status == 1)
        try folder.write("rules: [{tensors: w, \(pieces)claim: keras.GlorotUniform}]", to: "rules.yaml")
        #expect(
            try await BuiltCommand.run(
                ["summarize", "rank0/w.npy", "rank1/w.npy", "--expect", "rules.yaml", "--output", "all.glorot"],
                in: folder
            ).status == 0
        )
        #expect(try await BuiltCommand.run(["judge", "all.glorot"], in: folder).output == whole.output)
    }

    @Test(.tags(.negativeControl)) func `pieces that make up no tensor are told with their shapes`() async throws {
        try await write(shape: "32,48")
        let other = try await verify(pieces: "pieces: 2, ")
        #expect(other.status == 64)
        #expect(
            other.output.contains(
                "pieces: found <f4 [32, 48], <f4 [32, 48], expected one type, C order, and one size of every axis but axis 2"
            )
        )
        let drawn = ["sample", "zeros", "--shape", "32,40", "--output", "rank1/w.npy"]
        #expect(try await BuiltCommand.run(drawn, in: folder).status == 0)
        #expect(try await verify(pieces: "pieces: 0, ").status == 64)
        #expect(try await verify(pieces: "pieces: 1, ", claim: "zeros").status == 1)
        let refused = try await verify(pieces: "pieces: x, ")
        #expect(refused.status == 64)
        #expect(refused.messages.contains("found pieces: 'x', expected the number of an axis, such as 0"))
    }
}
