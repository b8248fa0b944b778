/// Numbers that are not stored as bits in a file: a text, or standard input.
protocol NumberSource: Sendable {
    /// Fills a buffer with the numbers from `index` on.
    func read(at index: Int, into buffer: UnsafeMutableBufferPointer<Double>) throws(WeightFileError)
}

/// Numbers held in memory.
struct HeldNumbers: NumberSource {
    let numbers: [Double]

    func read(at index: Int, into buffer: UnsafeMutableBufferPointer<Double>) throws(WeightFileError) {
        for i in buffer.indices { buffer[i] = numbers[index + i] }
    }
}
