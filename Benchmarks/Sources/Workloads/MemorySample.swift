internal import Stats

/// A sample of single-precision values in memory.
///
/// `ArraySample` is generic, and its copying loop is not specialised for a caller in another package. This type
/// measures the passes, not that loop.
struct MemorySample: SampleSource {
    let values: [Float]

    var count: Int { values.count }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) {
        destination.withUnsafeMutableBufferPointer { buffer in
            _ = buffer.update(fromContentsOf: values[range])
        }
    }
}
