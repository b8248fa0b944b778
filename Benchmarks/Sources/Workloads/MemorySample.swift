internal import Stats

/// Single-precision values in memory as a sample. `ArraySample` is generic, and its copying loop is not specialised for
/// a caller in another package; this one measures the passes, not that loop.
struct MemorySample: SampleSource {
    let values: [Float]

    var count: Int { values.count }

    func read(_ range: Range<Int>, into destination: inout MutableSpan<Float>) {
        destination.withUnsafeMutableBufferPointer { buffer in
            _ = buffer.update(fromContentsOf: values[range])
        }
    }
}
