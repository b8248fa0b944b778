internal import NumberTypes

/// The middle blocks of a sample of tensors, one after the other: the matrices at the centres of kernels.
struct CentreBlocks<Source: SampleSource>: SampleSource {
    typealias Scalar = Source.Scalar

    let source: Source

    /// Number of values in a tensor.
    let tensorSize: Int

    /// Where the block lies in each tensor.
    let block: Range<Int>

    var count: Int { source.count / tensorSize * block.count }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Scalar>) throws {
        var position = range.lowerBound
        while position < range.upperBound {
            let (tensor, offset) = position.quotientAndRemainder(dividingBy: block.count)
            let length = min(block.count - offset, range.upperBound - position)
            let from = tensor * tensorSize + block.lowerBound + offset
            let start = position - range.lowerBound
            try destination.withPart(start..<(start + length)) { part in
                try source.read(from..<(from + length), into: &part)
            }
            position += length
        }
    }
}
