/// Reads words of 1, 2, 4 or 8 bytes from a region, in this machine's byte order.
struct WordReader {
    let region: any ByteRegion
    let isBigEndian: Bool

    /// At most 256 KiB are held between the file and the caller's buffer.
    private static let chunkSize = 1 << 18

    /// Reads straight into the caller's buffer.
    func fill<Word: FixedWidthInteger>(
        _ buffer: UnsafeMutableRawBufferPointer,
        at offset: Int,
        _ type: Word.Type
    ) throws(WeightFileError) {
        try region.read(at: offset, into: buffer)
        if isSwapped { buffer.withMemoryRebound(to: Word.self) { swapBytes($0) } }
    }

    /// Reads through an internal buffer and passes on each chunk with the number of words before it.
    func forEachChunk<Word: FixedWidthInteger & BitwiseCopyable>(
        _ type: Word.Type,
        at offset: Int,
        count: Int,
        _ body: (UnsafeBufferPointer<Word>, Int) -> Void
    ) throws(WeightFileError) {
        let size = MemoryLayout<Word>.size
        var words = [Word](repeating: 0, count: min(count, Self.chunkSize / size))
        var span = words.mutableSpan
        var start = 0
        while start < count {
            try span.withUnsafeMutableBufferPointer { words throws(WeightFileError) in
                let chunk = UnsafeMutableBufferPointer(rebasing: words[..<min(words.count, count - start)])
                try region.read(at: offset + start * size, into: UnsafeMutableRawBufferPointer(chunk))
                if isSwapped { swapBytes(chunk) }
                body(UnsafeBufferPointer(chunk), start)
                start += chunk.count
            }
        }
    }

    /// Fills a buffer with the words from byte `offset` on, each as a number.
    func widen<Word: FixedWidthInteger & BitwiseCopyable>(
        _ type: Word.Type,
        at offset: Int,
        into values: UnsafeMutableBufferPointer<Double>,
        _ number: (Word) -> Double
    ) throws(WeightFileError) {
        try forEachChunk(type, at: offset, count: values.count) { chunk, start in
            for i in 0..<chunk.count { values[start + i] = number(chunk[i]) }
        }
    }

    // MARK: - Implementation

    private var isSwapped: Bool { isBigEndian != (UInt16(1).bigEndian == 1) }

    private func swapBytes<Word: FixedWidthInteger>(_ words: UnsafeMutableBufferPointer<Word>) {
        for i in 0..<words.count { words[i] = words[i].byteSwapped }
    }
}
