import Initializers
import Testing

@Suite struct KernelFansTests {
    private func pair(_ fans: Fans) -> [Int] { [fans.fanIn, fans.fanOut] }

    /// Counts the connections of a convolution with stride 1, far from the borders: how many pairs of input channel and
    /// kernel position feed output channel 0, and how many pairs input channel 0 feeds.
    private func connections(inputs: Int, outputs: Int, groups: Int, field: Int) -> [Int] {
        func isConnected(_ input: Int, _ output: Int) -> Bool {
            input / (inputs / groups) == output / (outputs / groups)
        }
        let fanIn = (0..<inputs).filter { isConnected($0, 0) }.count * field
        let fanOut = (0..<outputs).filter { isConnected(0, $0) }.count * field
        return [fanIn, fanOut]
    }

    @Test func `a depthwise kernel has the receptive field for a fan in`() throws {
        let expected = connections(inputs: 256, outputs: 512, groups: 256, field: 9)
        #expect(expected == [9, 18])
        #expect(try pair(Fans(depthwiseKernel: [3, 3, 256, 2])) == expected)
        #expect(try pair(Fans(groupedKernel: [512, 1, 3, 3], groups: 256)) == expected)
        // Keras' fan in is 256 times too large; PyTorch's fan out is that of all channels.
        #expect(try pair(Fans(shape: [3, 3, 256, 2])) == [2304, 18])
        #expect(try pair(Fans(shape: [512, 1, 3, 3], layout: .outputInput)) == [9, 4608])
        #expect(throws: InitializerError.tooFewAxes(shape: [3], minimum: 2)) { try Fans(depthwiseKernel: [3]) }
    }

    @Test func `a grouped kernel has the outputs of one group for a fan out`() throws {
        let expected = connections(inputs: 64, outputs: 128, groups: 4, field: 9)
        #expect(expected == [144, 288])
        #expect(try pair(Fans(groupedKernel: [128, 16, 3, 3], groups: 4)) == expected)
        #expect(try pair(Fans(groupedKernel: [3, 3, 16, 128], groups: 4, layout: .inputOutput)) == expected)
        #expect(try pair(Fans(groupedKernel: [128, 3, 3, 16], groups: 4, layout: .outputFirstInputLast)) == expected)
        #expect(
            try Fans(groupedKernel: [128, 16, 3, 3], groups: 1) == Fans(shape: [128, 16, 3, 3], layout: .outputInput)
        )
        #expect(throws: InitializerError.self) { try Fans(groupedKernel: [128, 16, 3, 3], groups: 3) }
        #expect(throws: InitializerError.self) { try Fans(groupedKernel: [128, 16, 3, 3], groups: 0) }
        #expect(throws: InitializerError.self) { try Fans(groupedKernel: [128], groups: 1) }
        // Groups must divide the outputs themselves, not the outputs times the receptive field.
        #expect(throws: InitializerError.self) { try Fans(groupedKernel: [4, 2, 3, 3], groups: 9) }
    }

    @Test func `a transposed kernel has its fans the other way round`() throws {
        let expected = connections(inputs: 16, outputs: 64, groups: 1, field: 9)
        #expect(expected == [144, 576])
        #expect(try pair(Fans(transposedKernel: [16, 64, 3, 3])) == expected)
        #expect(try pair(Fans(transposedKernel: [3, 3, 64, 16], layout: .inputOutput)) == expected)
        #expect(try pair(Fans(shape: [16, 64, 3, 3], layout: .outputInput)) == [576, 144])
        let grouped = connections(inputs: 16, outputs: 64, groups: 4, field: 9)
        #expect(try pair(Fans(transposedKernel: [16, 16, 3, 3], groups: 4)) == grouped)
    }

    @Test func `a packed projection has the fans of one part`() throws {
        #expect(try pair(Fans(packedProjection: [768 * 3, 768], parts: 3)) == [768, 768])
        #expect(try pair(Fans(packedProjection: [64, 4 * 32], parts: 4, layout: .inputOutput)) == [64, 32])
        #expect(try pair(Fans(packedProjection: [12], parts: 4, layout: .inputOutput)) == [12, 3])
        #expect(
            try pair(
                Fans(packedProjection: [2, 3, 5, 7], parts: 6, layout: .axes(input: [3], output: [0, 1], batch: []))
            )
                == [35, 5]
        )
        #expect(throws: InitializerError.self) { try Fans(packedProjection: [10, 5], parts: 3) }
        // sqrt(6 / (768 + 768)) = sqrt(3 / 768) = 1 / 16; PyTorch has sqrt(1.5 / 768).
        let fans = try Fans(packedProjection: [2304, 768], parts: 3)
        #expect(try PyTorch.XavierUniform(seed: 1).law(fans: fans) == .uniform(low: -0.0625, high: 0.0625))
    }

    @Test func `kernels in a batch have the fans of one`() throws {
        #expect(try pair(Fans(batchedKernel: [16, 3, 4])) == [3, 4])
        #expect(try pair(Fans(batchedKernel: [8, 2, 128, 64], batchAxisCount: 2, layout: .outputInput)) == [64, 128])
        #expect(try pair(Fans(batchedKernel: [3, 4], batchAxisCount: 0)) == [3, 4])
        #expect(try pair(Fans(batchedKernel: [16, 3, 4], batchAxisCount: 3)) == [1, 1])
        #expect(try pair(Fans(shape: [16, 3, 4])) == [48, 64])
        #expect(throws: InitializerError.tooFewAxes(shape: [16], minimum: 2)) {
            try Fans(batchedKernel: [16], batchAxisCount: 2)
        }
        #expect(throws: InitializerError.invalidAxisSize(shape: [0, 3, 4], axis: 0)) {
            try Fans(batchedKernel: [0, 3, 4])
        }
        #expect(throws: InitializerError.self) { try Fans(batchedKernel: [2, 3], batchAxisCount: -1) }
    }
}
