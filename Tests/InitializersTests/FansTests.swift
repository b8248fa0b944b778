import Initializers
import Testing

@Suite struct FansTests {
    private func fans(_ shape: [Int], _ layout: Layout) throws -> [Int] {
        let fans = try Fans(shape: shape, layout: layout)
        return [fans.fanIn, fans.fanOut]
    }

    @Test func `inputs and outputs are the last two axes in Keras' layout`() throws {
        #expect(try fans([784, 256], .inputOutput) == [784, 256])
        #expect(try fans([25, 12_288], .inputOutput) == [25, 12_288])
        #expect(try fans([3, 3, 64, 128], .inputOutput) == [576, 1152])
        #expect(try fans([512], .inputOutput) == [512, 512])
        #expect(try fans([], .inputOutput) == [1, 1])
    }

    @Test func `outputs and inputs are the first two axes in PyTorch's layout`() throws {
        #expect(try fans([784, 256], .outputInput) == [256, 784])
        #expect(try fans([25, 12_288], .outputInput) == [12_288, 25])
        #expect(try fans([3, 3, 64, 128], .outputInput) == [24_576, 24_576])
        #expect(try fans([128, 64, 3, 3], .outputInput) == [576, 1152])
        // A transposed convolution's [in, out, k, k] is read as [out, in, k, k], as PyTorch does.
        #expect(try fans([16, 64, 3, 3], .outputInput) == [576, 144])
    }

    @Test func `outputs come first and inputs last in MLX's layout`() throws {
        #expect(try fans([784, 256], .outputFirstInputLast) == [256, 784])
        #expect(try fans([784, 256], .inputFirst) == [784, 256])
        #expect(try fans([512, 8, 64], .inputFirst) == [512, 512])
        #expect(try fans([25, 12_288], .outputFirstInputLast) == [12_288, 25])
        #expect(try fans([3, 3, 64, 128], .outputFirstInputLast) == [24_576, 576])
        #expect(try fans([128, 3, 3, 64], .outputFirstInputLast) == [576, 1152])
    }

    @Test func `named axes are taken as JAX takes them`() throws {
        #expect(try fans([784, 256], .lastAxes) == [784, 256])
        #expect(try fans([3, 3, 64, 128], .lastAxes) == [576, 1152])
        #expect(try fans([16, 3, 4], .lastAxes) == [48, 64])
        #expect(try fans([16, 3, 4], .axes(input: [-2], output: [-1], batch: [0])) == [3, 4])
        #expect(try fans([2, 3, 5, 7], .axes(input: [0, 2], output: [3], batch: [])) == [30, 21])
        #expect(try fans([512], .axes(input: [], output: [0], batch: [])) == [1, 512])
        #expect(try fans([], .axes(input: [], output: [], batch: [])) == [1, 1])
    }

    @Test func `shapes with too few axes are errors where a layout has no rule for them`() {
        for layout in [Layout.outputInput, .outputFirstInputLast] {
            #expect(throws: InitializerError.tooFewAxes(shape: [512], minimum: 2)) {
                try Fans(shape: [512], layout: layout)
            }
            #expect(throws: InitializerError.tooFewAxes(shape: [], minimum: 2)) { try Fans(shape: [], layout: layout) }
        }
        #expect(throws: InitializerError.axisOutOfRange(axis: -2, shape: [512])) {
            try Fans(shape: [512], layout: .lastAxes)
        }
        #expect(throws: InitializerError.axisOutOfRange(axis: -2, shape: [])) { try Fans(shape: [], layout: .lastAxes) }
    }

    @Test func `axes without elements, too many elements and bad axis names are errors`() {
        #expect(throws: InitializerError.invalidAxisSize(shape: [3, 0], axis: 1)) { try Fans(shape: [3, 0]) }
        #expect(throws: InitializerError.invalidAxisSize(shape: [-3, 2], axis: 0)) { try Fans(shape: [-3, 2]) }
        #expect(throws: InitializerError.tooManyElements(shape: [1 << 32, 1 << 32])) {
            try Fans(shape: [1 << 32, 1 << 32])
        }
        #expect(throws: InitializerError.axisOutOfRange(axis: 2, shape: [3, 4])) {
            try Fans(shape: [3, 4], layout: .axes(input: [2], output: [1], batch: []))
        }
        #expect(throws: InitializerError.axisOutOfRange(axis: .min, shape: [3, 4])) {
            try Fans(shape: [3, 4], layout: .axes(input: [.min], output: [1], batch: []))
        }
        #expect(throws: InitializerError.repeatedAxis(axis: 1, shape: [3, 4])) {
            try Fans(shape: [3, 4], layout: .axes(input: [1], output: [-1], batch: []))
        }
        #expect(throws: InitializerError.invalidFan(name: "fanIn", value: 0)) { try Fans(fanIn: 0, fanOut: 1) }
        #expect(throws: InitializerError.invalidFan(name: "fanOut", value: -1)) { try Fans(fanIn: 1, fanOut: -1) }
    }

    @Test func `every error says what was found and what was expected`() {
        let errors: [InitializerError] = [
            .invalidAxisSize(shape: [3, 0], axis: 1), .tooManyElements(shape: [1 << 62, 4]),
            .tooFewAxes(shape: [1], minimum: 2), .axisOutOfRange(axis: 2, shape: [1]),
            .repeatedAxis(axis: 0, shape: [1]), .invalidFan(name: "fanIn", value: 0), .negativeOffset(-1),
            .rangeOutsideTensor(offset: 1, count: 2, elementCount: 2),
            .unsupportedShape(shape: [3], expected: "two axes"),
        ]
        for error in errors {
            #expect(error.description.contains("found") && error.description.contains("expected"))
        }
    }
}
